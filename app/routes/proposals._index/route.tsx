import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { UnknownFilter } from "#app/components/unknown-filter.tsx";
import { browseProposals, readSources } from "#app/domain/kinds/proposal/summaries.ts";
import { readPage } from "#app/doors/page.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { proposalItemsOf } from "#app/doors/pages/proposal-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { BrowseFilters } from "./browse-filters.tsx";
import { browseParameters, statusOf } from "./browse-query.server.ts";
import { BrowseResults } from "./browse-results.tsx";

await loadTexts("supporter", "watcher");

const PAGE_SIZE = 12;

/** All proposals, by what a reader looks for. Every choice is in the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const { db, clock } = portal;
  const parameters = browseParameters(new URL(request.url).searchParams);
  const [page, sources] = await Promise.all([
    readPage(() => browseProposals(db, directory, parameters, language, clock.now(), PAGE_SIZE)),
    readSources(db, directory.space.id),
  ]);
  const choices = (items: { code: string; name: Record<typeof language, string> }[]) =>
    items.map(({ code, name }) => ({ value: code, label: name[language] }));
  const { category, district, source, sort, since, origin, step } = page.chosen;
  const [followsCategory, followsDistrict] = await Promise.all([
    category === undefined ? null : followingOf(context, "category", category),
    district === undefined ? null : followingOf(context, "district", district),
  ]);
  const t = translator(language, directory.space.kind);
  return {
    following: { category: followsCategory, district: followsDistrict },
    meta: { title: t("proposals:title"), description: t("proposals:lead") },
    proposals: proposalItemsOf(page.items, directory, language),
    next: page.next,
    chosen: {
      category,
      district,
      source,
      sort,
      since,
      origin,
      step,
      status: statusOf(page.chosen) ?? undefined,
    },
    categories: choices(directory.categories),
    districts: choices(directory.districts),
    sources: sources.map((name) => ({ value: name, label: name })),
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Proposals() {
  const { t } = useTranslation("proposals");
  const { proposals, next, following, ...filters } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <BrowseFilters {...filters} />
      <BrowseResults proposals={proposals} following={following} {...filters} />
      <Pagination next={next} />
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
