import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { More } from "#app/components/list/more.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { readForums } from "#app/domain/kinds/forum/read-forum.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { readPage } from "#app/doors/page.ts";
import { pagesOf } from "#app/doors/pages/list-pages.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { ForumCard } from "./forum-card.tsx";

await loadTexts("debater");

const PAGE_SIZE = 12;

/** The forums, newest first. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const query = new URL(request.url).searchParams;
  const pages = await readPage(async () => pagesOf(query));
  const now = portal.clock.now();
  const page = await readPage(() =>
    readForums(portal.db, directory.space.id, language, query.get("cursor"), now, pages * PAGE_SIZE),
  );
  const labels = labelsOf(directory, language);
  const t = translator(language, directory.space.kind);
  return {
    forums: page.items.map(({ state, category, ...forum }) => ({
      ...forum,
      open: state === "open",
      category: labels.category(category),
      categoryCode: category,
    })),
    next: page.next,
    pages,
    meta: { title: t("forum:list.title"), description: t("forum:list.lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Forums() {
  const { t } = useTranslation("forum");
  const { forums, next, pages } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title={t("list.title")} lead={t("list.lead")} crumbs={[{ label: t("list.title") }]} />
      {forums.length > 0 ? (
        <ul className={forums.length > 1 ? "card-list" : "card-list one-column"} id="forums">
          {forums.map((forum) => (
            <li key={forum.id}>
              <ForumCard forum={forum} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState
          title={t("list.empty.title")}
          action={
            <LinkButton look="secondary" to="/proposals">
              {t("list.empty.action")}
            </LinkButton>
          }
        >
          {t("list.empty.text")}
        </EmptyState>
      )}
      <More next={next} pages={pages} shown={forums.length} listId="forums" />
    </div>
  );
}
