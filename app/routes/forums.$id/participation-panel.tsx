import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { StanceBalance } from "#app/components/forum/stance-balance.tsx";
import { ClockIcon, PencilIcon } from "#app/components/icons.tsx";
import { SupportBar } from "#app/components/support-bar.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ForumPageData } from "./forum-page.server.ts";

interface ParticipationPanelProps {
  forum: ForumPageData;
  /** How many take part by now. */
  count: number;
}

/** How many take part and how they divide, until when, and the way to one's own opinion. */
export function ParticipationPanel({ forum, count }: ParticipationPanelProps) {
  const { t } = useTranslation("forum");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { open, openedAt, closesAt, participants, stances, milestones, proposal, own } = forum;
  const next = milestones.find((milestone) => milestone.at > count);
  return (
    <section className="panel stack" aria-labelledby="participation">
      <h2 className="h-sub" id="participation">
        {t("participation.heading")}
      </h2>
      <SupportBar
        count={count}
        measure="participants"
        milestones={milestones}
        nextThreshold={forum.nextThreshold}
        size="large"
        ended={!open}
      />
      <p className="sr-only" role="status">
        {count === participants
          ? ""
          : common("support.participantCount", { count, amount: format.number(count) })}
      </p>
      {open && next && (
        <p className="small muted">
          {t("participation.rule", {
            count: next.at,
            amount: format.number(next.at),
            days: format.number(next.days),
          })}
        </p>
      )}
      <h3 className="h-sub">{t("participation.balance")}</h3>
      <StanceBalance stances={stances} />
      {open && (
        <a id="give-opinion" className="krds-btn secondary large wide" href="#my-opinion">
          <PencilIcon />
          {own ? t("participation.change") : t("participation.give")}
        </a>
      )}
      <dl className="facts">
        <dt>{t("participation.opened")}</dt>
        <dd>{format.date(openedAt)}</dd>
        <dt>{t("participation.closes")}</dt>
        <dd>
          {format.date(closesAt)}
          {open && (
            <span className="forum-left">
              <ClockIcon size={16} /> <ForumTimeLeft closesAt={closesAt} />
            </span>
          )}
        </dd>
        <dt>{t("participation.from")}</dt>
        <dd>
          <Link className="text-link" to={`/proposals/${proposal.id}`}>
            {t("participation.proposal", {
              count: proposal.supportCount,
              amount: format.number(proposal.supportCount),
            })}
          </Link>
        </dd>
      </dl>
    </section>
  );
}

export function ForumTimeLeft({ closesAt }: { closesAt: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = format.daysUntil(closesAt);
  if (days <= 0) return t("card.closesToday");
  return t("card.closesIn", { count: days, amount: format.number(days) });
}
