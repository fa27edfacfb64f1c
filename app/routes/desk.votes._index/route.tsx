import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { VoteStateBadge } from "#app/components/vote/vote-state-badge.tsx";
import { browseVotes } from "#app/domain/kinds/vote/browse-votes.ts";
import { readVoteDrafts } from "#app/domain/kinds/vote/vote-drafts.ts";
import { findVoteLaw } from "#app/domain/kinds/vote/vote-law.ts";
import { inLanguage } from "#app/domain/said.ts";
import { readPageAs } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("office", "polled");

const SHOWN = 50;

/** The commission's desk: what waits for a second officer, and the votes that it holds. */
export function loader(args: LoaderFunctionArgs) {
  return readPageAs(args, { permission: "vote.manage" }, async ({ viewer, now }) => {
    const { portal, directory, language } = args.context;
    const spaceId = directory.space.id;
    const drafts = await readVoteDrafts(portal.db, viewer, directory);
    const [votes, law] = await Promise.all([
      browseVotes(portal.db, spaceId, null, language, now, SHOWN),
      findVoteLaw(portal.db, spaceId),
    ]);
    const t = translator(language, directory.space.kind);
    return {
      hasLaw: law !== undefined,
      drafts: drafts.map(({ title, ...draft }) => ({ ...draft, title: inLanguage(title, language) })),
      votes: votes.items.map(({ id, title, state, votingDay }) => ({ id, title, state, votingDay })),
      meta: { title: t("voting:title"), description: t("voting:lead") },
    };
  });
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function DeskVotes() {
  const { t } = useTranslation("voting");
  const { t: desk } = useTranslation("desk");
  const format = useFormat();
  const { hasLaw, drafts, votes } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: desk("title"), to: "/desk" }, { label: t("title") }]}
        actions={hasLaw && <LinkButton to="/desk/votes/new">{t("new")}</LinkButton>}
      />
      {!hasLaw && (
        <Notice tone="warning" title={t("noLaw.title")}>
          {t("noLaw.text")}
        </Notice>
      )}
      <section className="section" aria-labelledby="drafts">
        <h2 className="h-section" id="drafts">
          {t("drafts.heading")}
        </h2>
        {drafts.length === 0 && <p className="muted">{t("drafts.none")}</p>}
        <ul className="link-rows">
          {drafts.map(({ id, title, writtenAt }) => (
            <li key={id}>
              <Link to={`/desk/votes/${id}`}>{title}</Link>{" "}
              <span className="muted small">{format.dateTime(writtenAt)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="section" aria-labelledby="votes">
        <h2 className="h-section" id="votes">
          {t("votes.heading")}
        </h2>
        {votes.length === 0 && <p className="muted">{t("votes.none")}</p>}
        <ul className="link-rows">
          {votes.map(({ id, title, state, votingDay }) => (
            <li key={id}>
              <Link to={`/desk/votes/${id}/count`}>{title}</Link>{" "}
              <span className="muted small">{format.date(votingDay)}</span> <VoteStateBadge state={state} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
