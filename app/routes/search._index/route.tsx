import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage, rootOf } from "#app/components/page-meta.ts";
import { SearchBox } from "#app/components/search/search-box.tsx";
import { SearchFilters } from "#app/components/search/search-filters.tsx";
import { isSaved } from "#app/domain/search/saved-searches.ts";
import {
  asksSomething,
  offsetOfPage,
  parseSearch,
  searchParameters,
} from "#app/domain/search/search-schema.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { searchPublic } from "#app/domain/views/search-public.ts";
import { searchPageOf } from "#app/doors/pages/search-page.ts";
import { readSearch, searchServices, takeSearchLimit } from "#app/doors/search-services.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { SearchRefused } from "./search-refused.tsx";
import { SearchResults } from "./search-results.tsx";
import { SearchStart } from "./search-start.tsx";

await loadTexts("follower", "polled");

const PAGE_SIZE = 20;

/** One search over everything. The whole question is in the address, so an answer can be shared. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language, viewer } = context;
  const parameters = new URL(request.url).searchParams;
  const t = translator(language, directory.space.kind);
  return readSearch(async () => {
    const asked = parseSearch(parameters, directory);
    const offset = offsetOfPage(parameters.get("page"), PAGE_SIZE);
    const { text, order } = asked;
    const query = searchParameters(asked).toString();
    const asTyped = parameters.get("exact") !== null;
    const meta = {
      title: text === "" ? t("search:title") : t("search:titleOf", { query: text }),
      description: t("search:lead"),
      // Endless combinations of the same matters, which have pages of their own.
      robots: query === "" ? null : "noindex, follow",
    };
    if (!asksSomething(asked)) return { meta, query, text, order, found: null };
    await takeSearchLimit(context);
    const result = await searchPublic(searchServices(context), asked, { offset, limit: PAGE_SIZE, asTyped });
    // What is kept and followed is what was found, and not a slip of the finger.
    const lasting = result.instead === null ? asked : { ...asked, text: result.instead };
    const saved = viewer && (await isSaved(portal.db, directory.space.id, viewer.personId, lasting));
    const page = offset / PAGE_SIZE + 1;
    const found = {
      ...searchPageOf(result, asked, directory, language),
      page,
      asTyped,
      saved: saved ?? false,
      lastingQuery: searchParameters(lasting).toString(),
      nextPage: result.next === null ? null : page + 1,
    };
    return { meta, query, text, order, found };
  });
}

/** How long to wait, for who asked too much. */
export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? new Headers();

export const meta: MetaFunction<typeof loader> = (page) => {
  if (!page.data) return metaOfPage(page);
  const { meta, query } = page.data;
  const feed = {
    tagName: "link",
    rel: "alternate",
    type: "application/atom+xml",
    title: meta.title,
    href: spacePath(rootOf(page.matches).prefix, `/search/feed${query && `?${query}`}`),
  } as const;
  return [...metaOfPage(page), feed];
};

export default function Search() {
  const { t } = useTranslation("search");
  const { query, text, order, found } = useLoaderData<typeof loader>();
  return (
    <div className="page search-page">
      <PageHeader title={t("title")} lead={found ? undefined : t("lead")} crumbs={[{ label: t("title") }]} />
      <SearchBox look="large" label={t("box.label")} value={text} />
      {found ? (
        <div className="search-columns">
          <SearchFilters query={query} facets={found.facets} />
          <SearchResults query={query} text={text} order={order} {...found} />
        </div>
      ) : (
        <SearchStart />
      )}
    </div>
  );
}

/** A question that cannot be asked like this, such as one of ten pages' length: what is wrong, and the box again. */
export function ErrorBoundary() {
  const error = useRouteError();
  return isRouteErrorResponse(error) && error.status === 422 ? (
    <SearchRefused refused={error.data} />
  ) : (
    <ErrorPage error={error} />
  );
}
