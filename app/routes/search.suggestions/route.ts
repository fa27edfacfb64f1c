import type { LoaderFunctionArgs } from "@remix-run/node";
import type { SuggestionsBody } from "#app/components/search/use-suggestions.ts";
import { isPortalError } from "#app/domain/errors.ts";
import { parseText } from "#app/domain/search/search-schema.ts";
import { suggestPublic } from "#app/domain/views/suggest.ts";
import { json } from "#app/doors/api/api-route.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { addressOfFound, searchServices, takeSearchLimit } from "#app/doors/search-services.ts";

/** What the search box offers while somebody types. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  try {
    const text = parseText(new URL(request.url).searchParams);
    await takeSearchLimit(context);
    const { items, correction } = await suggestPublic(searchServices(context), text);
    const body: SuggestionsBody = {
      items: items.map(({ kind, id, title, supportCount, ...item }) => ({
        kind,
        id,
        title,
        supportCount,
        to: addressOfFound({ kind, id, ...item }),
      })),
      correction,
    };
    return json(body);
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, context.language, error.details);
    throw error;
  }
}
