import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { MatterTimeline } from "#app/components/ledger/matter-timeline.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { RelatedMatters } from "#app/components/related-matters.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { PrintedAddress, ShareBlock } from "#app/components/share-links.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { VoteStateBadge } from "#app/components/vote/vote-state-badge.tsx";
import { VoteText } from "#app/components/vote/vote-text.tsx";
import { Objections } from "./objections.tsx";
import { Result } from "./result.tsx";
import type { VotePageData } from "./route.tsx";
import { VoteTracker } from "./vote-tracker.tsx";

export function VotePage({ vote, manages, related, following }: Omit<VotePageData, "meta">) {
  const { t } = useTranslation("votes");
  const here = useMatterHere();
  const path = `/votes/${here}`;
  const { title, state, category } = vote;
  return (
    <article className="page">
      <PageHeader
        title={title}
        crumbs={[{ label: t("title"), to: "/votes" }, { label: title }]}
        above={
          <>
            <VoteStateBadge state={state} />
            <span className="muted">{category}</span>
          </>
        }
        actions={
          manages && (
            <LinkButton look="secondary" to={`/desk/votes/${here}/count`}>
              {t("manage")}
            </LinkButton>
          )
        }
      />
      <VoteTracker vote={vote} />
      <div className="with-aside">
        <aside aria-label={t("facts.heading")}>
          <Facts vote={vote} />
        </aside>
        <div>
          {state !== "decided" && (
            <Notice title={t(`where.${state}.title`)}>{t(`where.${state}.text`)}</Notice>
          )}
          <Result vote={vote} />
          <VoteText vote={vote} />
          <Objections vote={vote} />
          <div className="section stack tight">
            <FollowButton target="matter" code={here} following={following} />
            <ShareBlock title={title} path={path} print />
            <p>
              <ReportLink />
            </p>
          </div>
          <MatterTimeline kind="vote" events={vote.timeline} offices={vote.offices} />
          <RelatedMatters related={related} />
          <PrintedAddress path={path} />
        </div>
      </div>
    </article>
  );
}

/** When, where and who; and how many must vote for it to count. */
function Facts({ vote }: { vote: VotePageData["vote"] }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const { law, source, drive, eligible, places } = vote;
  const amount = (count: number) => ({ count, amount: format.number(count) });
  return (
    <section className="panel stack" aria-labelledby="facts">
      <h2 className="h-sub" id="facts">
        {t("facts.heading")}
      </h2>
      <dl className="facts">
        <dt>{t("facts.day")}</dt>
        <dd>
          <strong>{format.date(vote.votingDay)}</strong>
          <br />
          {t("facts.hours", { from: vote.opens, to: vote.closes })}
        </dd>
        <dt>{t("facts.where")}</dt>
        <dd>
          <a href="#places">{t("facts.places", amount(places.length))}</a>
        </dd>
        <dt>{t("facts.who")}</dt>
        <dd>
          {t("facts.voters", { age: law.minAge, date: format.date(law.registerDay) })}
          <br />
          <span className="small muted">{t("facts.eligible", amount(eligible))}</span>
        </dd>
        <dt>{t("facts.threshold")}</dt>
        <dd>{t("facts.needed", amount(law.needed))}</dd>
        <dt>{t("facts.binding")}</dt>
        <dd>{t("facts.bindingText", { count: law.bindingYears })}</dd>
        <dt>{t("facts.notice")}</dt>
        <dd>
          {format.date(vote.noticedOn)}
          <br />
          <span lang="ko">{vote.notice}</span>
        </dd>
        <dt>{t("facts.source")}</dt>
        <dd>
          {source.by === "drive" && drive ? (
            <Link className="text-link" to={`/drives/${drive.id}`}>
              {t("source.drive", { title: drive.title })}
            </Link>
          ) : (
            source.by !== "drive" && (
              <>
                {t(`source.${source.by}`)}
                <br />
                <span lang="ko">{source.reference}</span>
              </>
            )
          )}
        </dd>
        <dt>{t("facts.office")}</dt>
        <dd>{vote.officeName}</dd>
      </dl>
      <p className="small muted">{t("facts.noIncentive")}</p>
      <p className="tracker-article" lang="ko">
        {[...new Set([law.dayArticle, law.registerArticle, law.decisionArticle, law.bindingArticle])].join(
          " · ",
        )}
      </p>
    </section>
  );
}
