import type { LoaderFunctionArgs } from "@remix-run/node";
import { savedQueryOf } from "#app/domain/search/saved-searches.ts";
import { atomAnswer } from "#app/doors/pages/atom-answer.ts";
import { translator } from "#app/i18n/server.ts";

/** What newly answers a question, as an Atom feed: the same parameters as the search page. */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const t = translator(context.language, context.directory.space.kind);
  return atomAnswer(context, new URL(request.url).searchParams, (asked) => {
    const parameters = savedQueryOf(asked);
    return {
      title: asked.text === "" ? t("search:feed.all") : t("search:feed.title", { query: asked.text }),
      self: `/search/feed?${parameters}`,
      page: `/search?${parameters}`,
    };
  });
}
