import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCount } from "#app/domain/support/read-count.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { liveStream } from "#app/doors/live-stream.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";

/** Server-sent events of the count of one of the space's matters, for everyone who is looking. */
export async function loader({ params, context, request }: LoaderFunctionArgs): Promise<Response> {
  const matter = await findMatterHere(context, params.id);
  if (!matter) return problemResponse("not-found", context.language);
  const { db } = context.portal;
  return liveStream(request, context, {
    topic: `matter:${matter.id}`,
    read: async () => ({ count: await readCount(db, matter.id) }),
  });
}
