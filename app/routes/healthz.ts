import type { LoaderFunctionArgs } from "@remix-run/node";
import { readLedgerHead } from "#db/queries/events.ts";

/** 200 when the portal can serve: the database answers. Says nothing that is not public. */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    const { seq } = await readLedgerHead(context.portal.db);
    return Response.json({ status: "ok", ledger: seq }, { headers });
  } catch (error) {
    context.portal.log.error({ err: error }, "the database does not answer");
    return Response.json({ status: "database does not answer" }, { status: 503, headers });
  }
}
