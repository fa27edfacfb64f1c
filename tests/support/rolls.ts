import { changeActing } from "#app/domain/roll/acting.ts";
import { loadRoll } from "#app/domain/roll/load-roll.ts";
import type { Database } from "#db/client.ts";
import { directoryOf } from "./database.ts";

/** An entry that somebody acts for, or nobody, and what it weighs (1). */
export interface MadeEntry {
  label: string;
  personId: number | null;
  weight?: string;
  /** Left out: in none. */
  unit?: string;
}

let rolls = 0;

/** A roll of the city with these entries. @returns its id and code */
export async function makeRoll(
  db: Database,
  entries: readonly MadeEntry[],
): Promise<{ id: number; code: string }> {
  const { space } = await directoryOf(db);
  rolls += 1;
  const code = `roll-${rolls}`;
  const loaded = entries.map(({ label, weight = "1", unit = null }) => ({ label, unit, weight }));
  const roll = { spaceId: space.id, code, unit: "building" as const };
  const { rollId } = await loadRoll(db, roll, loaded, new Date());
  for (const { label, personId } of entries)
    if (personId !== null) await changeActing(db, { rollId, label }, personId);
  return { id: rollId, code };
}

/** From now on a matter that nobody supports yet counts a roll. */
export async function countRoll(db: Database, matterId: number, rollId: number): Promise<void> {
  await db.updateTable("matter").set({ roll_id: rollId }).where("id", "=", matterId).execute();
}
