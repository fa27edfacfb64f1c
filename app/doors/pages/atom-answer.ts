import type { AppLoadContext } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { parseSearch, type SearchRequest } from "#app/domain/search/search-schema.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { SearchItem } from "#app/domain/views/search-items.ts";
import { newestMatches } from "#app/domain/views/search-public.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { addressOfFound, searchServices, takeSearchLimit } from "#app/doors/search-services.ts";
import { translator } from "#app/i18n/server.ts";
import { atomFeed, type FeedEntry } from "#app/platform/atom.ts";

const MOST_ENTRIES = 40;

/** What a feed is called and where it stands, once it is known what it asks for. */
type Heading = (asked: SearchRequest) => { title: string; self: string; page: string };

/** What newly answers a question, as an Atom feed; what is refused is told as the API tells it. */
export async function atomAnswer(
  context: AppLoadContext,
  parameters: URLSearchParams,
  heading: Heading,
): Promise<Response> {
  const { directory, language } = context;
  try {
    await takeSearchLimit(context);
    const asked = parseSearch(parameters, directory);
    const services = searchServices(context);
    const items = await newestMatches(services, asked, MOST_ENTRIES);
    const { title, self, page } = heading(asked);
    const feed = atomFeed({
      title,
      subtitle: translator(language, directory.space.kind)("common:site.description", {
        space: directory.space.name[language],
      }),
      language,
      self: addressHere(context, self),
      page: addressHere(context, page),
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

/** A whole address, in the reader's language for whoever follows it. */
export function addressHere({ origin, language, directory }: AppLoadContext, path: string): string {
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
