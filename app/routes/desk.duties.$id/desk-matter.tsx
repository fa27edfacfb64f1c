import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { StanceBadge } from "#app/components/badge.tsx";
import { StanceBalance } from "#app/components/forum/stance-balance.tsx";
import { Markdown } from "#app/components/markdown.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { DeskDuty } from "./desk-duty.server.ts";

/** What the reply is about: the proposal, and where there is one, what the forum said. */
export function DeskMatter({ duty: { publicPath, proposal, forum } }: { duty: DeskDuty }) {
  const { t } = useTranslation("desk");
  return (
    <section className="panel stack" aria-labelledby="desk-matter">
      <h2 className="h-sub" id="desk-matter">
        {t("matter.heading")}
      </h2>
      {proposal && <ProposalWhole proposal={proposal} />}
      {forum && <ForumInShort forum={forum} />}
      <p>
        <Link className="text-link" to={publicPath}>
          {t("matter.open")}
        </Link>
      </p>
    </section>
  );
}

function ProposalWhole({ proposal }: { proposal: NonNullable<DeskDuty["proposal"]> }) {
  const { t } = useTranslation("desk");
  const { t: common } = useTranslation();
  const format = useFormat();
  return (
    <>
      <dl className="facts">
        <dt>{t("matter.author")}</dt>
        <dd>{proposal.authorName ?? t("matter.noAuthor")}</dd>
        <dt>{t("matter.about")}</dt>
        <dd>
          {proposal.category} · {proposal.district ?? common("card.wholeCity")}
        </dd>
        <dt>{t("matter.published")}</dt>
        <dd>{format.date(proposal.openedAt)}</dd>
        <dt>{common("support.label")}</dt>
        <dd className="numeric">{format.number(proposal.supportCount)}</dd>
      </dl>
      <Markdown html={proposal.html} lang={proposal.language} />
      {proposal.supplements.map(({ position, html, createdAt }) => (
        <div key={position} className="desk-supplement">
          <h3 className="h-sub">{t("matter.supplement", { date: format.date(createdAt) })}</h3>
          <Markdown html={html} lang={proposal.language} />
        </div>
      ))}
    </>
  );
}

function ForumInShort({ forum }: { forum: NonNullable<DeskDuty["forum"]> }) {
  const { t } = useTranslation("desk");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { participants, stances, opinions } = forum;
  return (
    <div className="desk-supplement stack">
      <h3 className="h-sub">
        {t("forum.heading")}{" "}
        <span className="muted">
          {common("support.participantCount", { count: participants, amount: format.number(participants) })}
        </span>
      </h3>
      <StanceBalance stances={stances} />
      {opinions.length > 0 && (
        <>
          <h4 className="h-sub">{t("forum.helpful")}</h4>
          <ul className="stack">
            {opinions.map(({ id, stance, body, authorName, helpful }) => (
              <li key={id} className="desk-opinion stack tight">
                <div className="cluster tight">
                  <StanceBadge stance={stance} />
                  <span className="small muted">
                    {authorName} · {t("forum.marks", { count: helpful, amount: format.number(helpful) })}
                  </span>
                </div>
                <p className="opinion-body">{body}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
