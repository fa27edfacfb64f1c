import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { savedQueryOf } from "#app/domain/search/saved-searches.ts";
import { parseSearch } from "#app/domain/search/search-schema.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { SearchItem } from "#app/domain/views/search-items.ts";
import { newestMatches } from "#app/domain/views/search-public.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { addressOfFound, searchServices, takeSearchLimit } from "#app/doors/search-services.ts";
import { translator } from "#app/i18n/server.ts";
import { atomFeed, type FeedEntry } from "./atom.server.ts";

const MOST_ENTRIES = 40;

/** What newly answers a question, as an Atom feed: the same parameters as the search page. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { directory, language } = context;
  try {
    await takeSearchLimit(context);
    const asked = parseSearch(new URL(request.url).searchParams, directory);
    const services = searchServices(context);
    const items = await newestMatches(services, asked, MOST_ENTRIES);
    const t = translator(language, directory.space.kind);
    const parameters = savedQueryOf(asked);
    const feed = atomFeed({
      title: asked.text === "" ? t("search:feed.all") : t("search:feed.title", { query: asked.text }),
      subtitle: t("common:site.description", { space: directory.space.name[language] }),
      language,
      self: addressHere(context, `/search/feed?${parameters}`),
      page: addressHere(context, `/search?${parameters}`),
      author: directory.space.name[language],
      updatedAt: services.now.toISOString(),
      entries: items.map((item) => entryOf(item, context)),
    });
    return new Response(feed, { headers: { "Content-Type": "application/atom+xml; charset=utf-8" } });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language, error.details);
    throw error;
  }
}

/** In the feed's language, whoever follows the link. */
function addressHere({ origin, language, directory }: AppLoadContext, path: string): string {
  const url = new URL(spacePath(directory.space.prefix, path), origin);
  if (language !== "ko") url.searchParams.set("lang", language);
  return url.href;
}

function entryOf(item: SearchItem, context: AppLoadContext): FeedEntry {
  const { directory, language, origin } = context;
  const plain = (segments: SearchItem["title"]) => segments.map(({ text }) => text).join("");
  return {
    // A tag URI (RFC 4151): the thing itself, in whatever language it is read.
    id: `tag:${new URL(origin).hostname},2026:${directory.space.code}/${item.kind}/${item.id}`,
    title: `${translator(language, directory.space.kind)(`search:kind.${item.kind}`)}: ${plain(item.title)}`,
    summary: plain(item.snippet),
    url: addressHere(context, addressOfFound(item)),
    category: labelsOf(directory, language).category(item.category),
    publishedAt: item.publishedAt,
  };
}
