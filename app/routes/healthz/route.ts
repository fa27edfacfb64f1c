import type { LoaderFunctionArgs } from "@remix-run/node";
import { readLedgerLength } from "#app/domain/ledger/read-events.ts";

/**
 * 200 when the portal can serve: the database answers. Which engine searches is a detail: with Meilisearch away the
 * embedded one answers, and the portal serves. Says nothing that is not public.
 */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    const [ledger, search] = await Promise.all([
      readLedgerLength(context.portal.db, context.directory.space.id),
      context.portal.search.status(),
    ]);
    return Response.json({ status: "ok", ledger, search }, { headers });
  } catch (error) {
    context.portal.log.error({ err: error }, "the database does not answer");
    return Response.json({ status: "database does not answer" }, { status: 503, headers });
  }
}
