import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";
import { breakdownAsked, resultsNow } from "#app/doors/pages/poll-results.ts";

/**
 * How a poll's results stand, for the pages that show them: the same for everybody, so that it is made once for the
 * hundreds that ask in the moment in which ballots were counted. `seen` names that moment and nothing else: who asks
 * with another gets no answer that was made before it.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  try {
    const matter = await findMatterHere(context, params.id);
    if (!matter) return problemResponse("not-found", context.language);
    return Response.json(await resultsNow(context, matter.id, breakdownAsked(new URL(request.url))));
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, context.language, error.details);
    throw error;
  }
}
