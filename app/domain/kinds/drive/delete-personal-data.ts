import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Database } from "#db/client.ts";
import { findDrive, listDataToDelete, lockDriveMatter, updateDrive } from "#db/queries/drives.ts";
import { destroyDataKey } from "#db/queries/keys.ts";
import { countByDistrict, deleteSigners } from "#db/queries/signatures.ts";
import type { KeptCounts } from "#db/tables/drive.ts";
import { inTransaction } from "#db/transaction.ts";
import { closeBatches, type Recording } from "./close-batches.ts";

/**
 * Deletes who signed when the legal period of keeping it has ended: the rows here, and the data key, without which what
 * is left of them on a disk cannot be read. Backups from before are the operator's to end. Counts, leaves and the ledger
 * stay; they name nobody.
 *
 * @returns how many drives were dealt with
 */
export async function deletePersonalData(services: Recording, now: Date): Promise<number> {
  const { db } = services;
  const due = await listDataToDelete(db, now);
  if (due.length > 0) await closeBatches(services, now); // so that every receipt stays provable
  let deleted = 0;
  for (const drive of due) if (await deleteOf(db, drive, now)) deleted += 1;
  return deleted;
}

function deleteOf(
  db: Database,
  { space_id: spaceId, matter_id: matterId }: { space_id: number; matter_id: number },
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await lockDriveMatter(tx, spaceId, matterId);
    const drive = await findDrive(tx, spaceId, matterId);
    if (!drive || drive.data_deleted_at || !drive.delete_data_at || drive.delete_data_at >= now) return false;
    const rows = await countByDistrict(tx, matterId);
    const sum = (of: "online" | "paper") => rows.reduce((total, row) => total + row[of], 0);
    const districts = rows.flatMap(({ district, online, paper }) =>
      district === null ? [] : [[district, online + paper] satisfies [string, number]],
    );
    const kept: KeptCounts = {
      online: sum("online"),
      paper: sum("paper"),
      districts: Object.fromEntries(districts),
    };
    await deleteSigners(tx, matterId);
    await destroyDataKey(tx, drive.data_key_id, now);
    await updateDrive(tx, matterId, { data_deleted_at: now, kept_counts: JSON.stringify(kept) });
    await appendToLedger(tx, [
      {
        spaceId,
        matterId,
        kind: "data-deleted",
        at: now,
        data: { online: kept.online, paper: kept.paper },
      },
    ]);
    return true;
  });
}
