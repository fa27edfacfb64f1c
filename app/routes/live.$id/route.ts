import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCount } from "#app/domain/support/read-count.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";
import { countStream } from "#app/platform/count-stream.ts";

/** For whoever finds no room: places come free as readers close or leave their pages. */
const FULL_RETRY_SECONDS = 30;

/** Server-sent events of the count of one of the space's matters, for everyone who is looking. */
export async function loader({ params, context, request }: LoaderFunctionArgs): Promise<Response> {
  const { portal, language } = context;
  const matter = await findMatterHere(context, params.id);
  if (!matter) return problemResponse("not-found", language);
  const { live } = portal;
  let end = () => {};
  const forget = live.addStream(context.address, () => end());
  if (typeof forget === "string") {
    const refusal = forget === "address" ? "too-many-requests" : "unavailable";
    return problemResponse(refusal, language, { retryAfterSeconds: FULL_RETRY_SECONDS });
  }
  const stream = countStream({
    subscribe: (listener) => live.subscribe(`matter:${matter.id}`, listener),
    read: async () => ({ count: await readCount(portal.db, matter.id) }),
    ended: forget,
  });
  end = stream.end;
  // Whoever left while the matter was looked up is not there to cancel it.
  if (request.signal.aborted) end();
  else request.signal.addEventListener("abort", end);
  return new Response(stream.events, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
}
