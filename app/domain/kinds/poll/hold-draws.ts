import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { Database } from "#db/client.ts";
import { insertDrawn, listDrawNumbers, listDrawsDue } from "#db/queries/draws.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { inTransaction } from "#db/transaction.ts";
import { drawWinners } from "./draw.ts";

/**
 * Draws the gifts of polls whose numbers are fixed and for which a signed head has come. There is nothing to decide: the
 * head is the first that covers the line by which the numbers were fixed, and everything else follows. Killed anywhere, or
 * twice at once, it is drawn once, and the same.
 */
export async function holdDraws(db: Database, now: Date): Promise<void> {
  for (const { id, space_id: spaceId, winners, size, root } of await listDrawsDue(db))
    await inTransaction(db, async (tx) => {
      const drawn = drawWinners(root, id, await listDrawNumbers(tx, id), winners);
      if (!(await insertDrawn(tx, { matter_id: id, size, root, winners: drawn, at: now }))) return;
      if (drawn.length > 0) await enqueue(tx, "tell-winners", { matterId: id, afterSerial: 0 });
      const data = { size, root: root.toString("hex"), winners, text: hashTexts(drawn) };
      await appendToLedger(tx, [{ spaceId, matterId: id, at: now, kind: "drawn", data }]);
    });
}
