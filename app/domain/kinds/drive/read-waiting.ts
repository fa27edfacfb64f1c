import type { Database } from "#db/client.ts";
import { listWaitingLines } from "#db/queries/paper-waiting.ts";
import { inTransaction } from "#db/transaction.ts";
import type { DataKeys } from "./data-keys.ts";
import { typedLast } from "./mend-sheet.ts";
import type { TypedLine } from "./paper-line.ts";
import { keyForReading, type Reading, recordRead } from "./personal.ts";
import { openTyped } from "./waiting-line.ts";

/**
 * What was typed of a sheet that waits, to be mended: a look at names like any other, on record before they are shown.
 *
 * @returns also by what a mending tells that nobody typed on it since
 * @throws PortalError as `readSigner`
 */
export async function readWaitingLines(
  db: Database,
  keys: DataKeys,
  reading: Reading,
  sheetId: number,
): Promise<{ lines: TypedLine[]; seen: number }> {
  const { rows, key } = await inTransaction(db, async (tx) => {
    const key = await keyForReading(tx, keys, reading);
    const rows = (await listWaitingLines(tx, sheetId)).filter((row) => row.matter_id === reading.matterId);
    if (rows.length > 0) await recordRead(tx, reading, "paper-line", null, rows.length);
    return { rows, key };
  });
  const { matterId } = reading;
  return {
    lines: rows.map(({ line, sealed }) => openTyped(key, { matterId, sheetId, line }, sealed)),
    seen: typedLast(rows),
  };
}
