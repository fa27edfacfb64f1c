import { parseText } from "#app/domain/search/search-schema.ts";
import { suggestPublic } from "#app/domain/views/suggest.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { suggest, suggestionItem } from "#app/doors/api/search.ts";
import { searchServices, takeSearchLimit } from "#app/doors/search-services.ts";

/** GET: what to offer for a text that is being typed. */
const route = apiRoute({
  GET: reads(suggest, async ({ url, context }) => {
    const text = parseText(url.searchParams);
    await takeSearchLimit(context);
    const { items, correction } = await suggestPublic(searchServices(context), text);
    return answer(200, { items: items.map(suggestionItem), next: null, correction });
  }),
});
export const loader = route.loader;
export const action = route.action;
