import type { Queryable } from "#db/client.ts";
import { listExportsOfDrive } from "#db/queries/list-exports.ts";
import { listReadsOfDrive } from "#db/queries/personal-reads.ts";

/** The newest `most` looks at a drive's personal data, newest first, each with what was exported by it. */
export async function readAccessLog(db: Queryable, matterId: number, most: number) {
  const looks = await listReadsOfDrive(db, matterId, most);
  const exports = await listExportsOfDrive(
    db,
    matterId,
    looks.map((look) => look.id),
  );
  const byLook = new Map(exports.map((one) => [one.read_id, one]));
  return looks.map((look) => ({ ...look, export: byLook.get(look.id) ?? null }));
}

export type Look = Awaited<ReturnType<typeof readAccessLog>>[number];
