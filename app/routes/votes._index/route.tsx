import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { More } from "#app/components/list/more.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { browseVotes } from "#app/domain/kinds/vote/browse-votes.ts";
import { readPage } from "#app/doors/page.ts";
import { pagesOf } from "#app/doors/pages/list-pages.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { VoteCards } from "./vote-card.tsx";
import { voteItemsOf } from "./vote-items.server.ts";

await loadTexts("polled");

const PAGE_SIZE = 12;

/** All that residents were asked to decide, newest first. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const query = new URL(request.url).searchParams;
  const pages = await readPage(async () => pagesOf(query));
  const page = await readPage(() =>
    browseVotes(
      portal.db,
      directory.space.id,
      query.get("cursor"),
      language,
      portal.clock.now(),
      pages * PAGE_SIZE,
    ),
  );
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("votes:title"), description: t("votes:lead") },
    votes: voteItemsOf(page.items, directory, language),
    next: page.next,
    pages,
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Votes() {
  const { t } = useTranslation("votes");
  const { votes, next, pages } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      {votes.length > 0 ? (
        <VoteCards id="votes" votes={votes} heading="h2" />
      ) : (
        <EmptyState
          title={t("empty.title")}
          action={
            <LinkButton look="secondary" to="/drives">
              {t("empty.action")}
            </LinkButton>
          }
        >
          {t("empty.text")}
        </EmptyState>
      )}
      <More next={next} pages={pages} shown={votes.length} listId="votes" />
    </div>
  );
}
