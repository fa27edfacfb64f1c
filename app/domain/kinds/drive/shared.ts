import type { Reading, Shared } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { type DriveLine, readDriveLines } from "./line.ts";

interface SharedDrive extends Shared<"drive">, Pick<DriveLine, "state"> {}

/** A drive as its address is shared. */
export async function readSharedDrive(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<SharedDrive | null> {
  const [line] = await readDriveLines(db, [id], reading);
  if (!line) return null;
  const { kind, title, name, supportCount, required, open, state } = line;
  return { kind, title, name, counted: { count: supportCount, goal: required, leadsTo: null }, open, state };
}
