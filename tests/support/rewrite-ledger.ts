import { sql } from "kysely";
import { type EventData, hashLine, lineOf } from "#app/domain/ledger/chain.ts";
import type { Database } from "#db/client.ts";
import { listEvents } from "#db/queries/events.ts";
import { inTransaction } from "#db/transaction.ts";

/**
 * What a ledger's owner can do: one line says something else, and every hash from there to the head is computed anew, so
 * that the chain itself holds.
 */
export function rewriteLedger(owner: Database, spaceId: number, seq: number, data: EventData): Promise<void> {
  return inTransaction(owner, async (tx) => {
    const events = await listEvents(tx, spaceId, 0, 1_000_000);
    await sql`alter table event disable trigger user`.execute(tx);
    let previous = events[seq - 2]?.hash ?? Buffer.alloc(32);
    for (const event of events.slice(seq - 1)) {
      const said = event.seq === seq ? data : event.data;
      previous = hashLine(previous, lineOf({ ...event, data: said }));
      await tx
        .updateTable("event")
        .set({ data: JSON.stringify(said), hash: previous })
        .where("space_id", "=", spaceId)
        .where("seq", "=", event.seq)
        .execute();
    }
    await tx.updateTable("ledger_head").set({ hash: previous }).where("space_id", "=", spaceId).execute();
    await sql`alter table event enable trigger user`.execute(tx);
  });
}
