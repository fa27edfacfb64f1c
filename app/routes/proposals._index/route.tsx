import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { More } from "#app/components/list/more.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { UnknownFilter } from "#app/components/unknown-filter.tsx";
import { readPage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { BrowseFilters } from "./browse-filters.tsx";
import { readBrowsePage } from "./browse-page.server.ts";
import { BrowseResults } from "./browse-results.tsx";

await loadTexts("supporter", "watcher");

/** All proposals, by what a reader looks for. Every choice is in the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { directory, language } = context;
  const page = await readPage(() => readBrowsePage(context, new URL(request.url).searchParams));
  const t = translator(language, directory.space.kind);
  return { ...page, meta: { title: t("proposals:title"), description: t("proposals:lead") } };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Proposals() {
  const { t } = useTranslation("proposals");
  const page = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <BrowseFilters page={page} />
      <BrowseResults page={page} />
      <More next={page.next} pages={page.pages} shown={page.proposals.length} listId="proposals" />
    </div>
  );
}

/** A choice that does not exist here, such as one from an old link: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const error = useRouteError();
  return isRouteErrorResponse(error) && error.status === 422 ? (
    <UnknownFilter page="/proposals" />
  ) : (
    <ErrorPage error={error} />
  );
}
