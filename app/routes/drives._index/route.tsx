import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { More } from "#app/components/list/more.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { browseDrives, countDriveLists } from "#app/domain/kinds/drive/browse-drives.ts";
import { readPage } from "#app/doors/page.ts";
import { driveItemsOf } from "#app/doors/pages/drive-items.ts";
import { pagesOf } from "#app/doors/pages/list-pages.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { DriveFilters, DriveResults } from "./drive-filters.tsx";

await loadTexts("follower");

const PAGE_SIZE = 12;

/** All statutory drives, by kind and by how far they have come. Every choice is in the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const query = new URL(request.url).searchParams;
  const [said, kind, category] = ["stage", "kind", "category"].map((name) => query.get(name) || undefined);
  const counts = await countDriveLists(portal.db, directory.space.id, { kind, category });
  // What can be signed is what one looks for first; where nothing can, all there is.
  const unsaid = counts.collecting > 0 ? "collecting" : "all";
  const stage = said ?? unsaid;
  const parameters = new URLSearchParams(query);
  if (stage === "all") parameters.delete("stage");
  else parameters.set("stage", stage);
  const pages = await readPage(async () => pagesOf(query));
  const order = stage === "collecting" ? "trending" : "newest";
  const page = await readPage(() =>
    browseDrives(portal.db, directory, parameters, language, portal.clock.now(), pages * PAGE_SIZE, order),
  );
  const choices = (items: { code: string; name: Record<typeof language, string> }[]) =>
    items.map(({ code, name }) => ({ value: code, label: name[language] }));
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("drives:title"), description: t("drives:lead") },
    drives: driveItemsOf(page.items, directory, language),
    next: page.next,
    pages,
    counts,
    unsaid,
    chosen: { ...page.chosen, stage: page.chosen.stage ?? ("all" as const), sort: page.chosen.sort ?? order },
    kinds: choices(page.kinds),
    categories: choices(directory.categories),
  } as const;
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Drives() {
  const { t } = useTranslation("drives");
  const { drives, next, pages, ...choices } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: t("title") }]}
        actions={
          <>
            <LinkButton to="/drives/new">{t("apply")}</LinkButton>
            <LinkButton look="tertiary" to="/statutes">
              {t("statutes")}
            </LinkButton>
          </>
        }
      />
      <DriveFilters {...choices} />
      <DriveResults drives={drives} {...choices} />
      <More next={next} pages={pages} shown={drives.length} listId="drives" />
    </div>
  );
}

/** A choice that does not exist here, such as one from an old link: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const { t } = useTranslation("drives");
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 422) return <ErrorPage error={error} />;
  return (
    <div className="page">
      <PageHeader title={t("title")} crumbs={[{ label: t("title") }]} />
      <EmptyState
        title={t("unknown.title")}
        action={
          <LinkButton look="secondary" to="/drives">
            {t("empty.all")}
          </LinkButton>
        }
      >
        {t("unknown.text")}
      </EmptyState>
    </div>
  );
}
