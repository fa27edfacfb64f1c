import type { LoaderFunctionArgs } from "@remix-run/node";
import { readLatestCheckpoint, readWitnesses } from "#app/domain/ledger/read-checkpoints.ts";
import { readLedgerLength } from "#app/domain/ledger/read-events.ts";

/**
 * 200 when the portal can serve: the database answers. Which engine searches is a detail: with Meilisearch away the
 * embedded one answers, and the portal serves. Says nothing that is not public.
 */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    const { portal, directory } = context;
    const [ledger, checkpoint, standings, search] = await Promise.all([
      readLedgerLength(portal.db, directory.space.id),
      readLatestCheckpoint(portal.db, directory.space.id),
      readWitnesses(portal.db, directory.space.id, portal.ledger.witnesses),
      portal.search.status(),
    ]);
    const witnesses = standings.map(({ label, size, failure }) => ({ name: label, size, failure }));
    const signed = checkpoint?.size ?? 0;
    return Response.json({ status: "ok", ledger, signed, witnesses, search }, { headers });
  } catch (error) {
    context.portal.log.error({ err: error }, "the database does not answer");
    return Response.json({ status: "database does not answer" }, { status: 503, headers });
  }
}
