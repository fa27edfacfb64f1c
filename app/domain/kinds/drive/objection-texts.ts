import type { DataKeys } from "#app/domain/data-keys.ts";
import type { DataKey } from "#app/platform/envelope.ts";
import type { Database } from "#db/client.ts";
import { listObjections, listPlainObjections, sealObjection } from "#db/queries/objections.ts";
import type { Row } from "#db/tables/tables.ts";
import { inTransaction } from "#db/transaction.ts";
import { keyForReading, type Reading, recordRead } from "./personal.ts";

/** An objection speaks of people by their names: its texts are sealed as names are, and bound to who made it when. */
type Place = Pick<Row<"objection">, "matter_id" | "person_id" | "made_at">;

const label = ({ matter_id, person_id, made_at }: Place, part: "body" | "answer") =>
  `drive/${matter_id}/objection/${person_id}/${made_at.getTime()}/${part}`;

export const sealText = (key: DataKey, place: Place, part: "body" | "answer", text: string): Buffer =>
  key.seal(text, label(place, part));

type Texts = Pick<Row<"objection">, "body" | "answer" | "sealed" | "sealed_answer">;

/**
 * What was objected and what was answered; each null when it is not there (any more).
 *
 * @param key undefined: it was destroyed, and with it what it sealed
 */
export function openTexts(
  key: DataKey | undefined,
  row: Place & Texts,
): { body: string | null; answer: string | null } {
  const open = (sealed: Buffer | null, part: "body" | "answer") =>
    sealed && key ? key.open(sealed, label(row, part)) : null;
  return {
    body: row.body ?? open(row.sealed, "body"),
    answer: row.answer ?? open(row.sealed_answer, "answer"),
  };
}

/**
 * The objections to a drive's lists with their texts, for a stated purpose, on record before they are shown.
 *
 * @throws as {@link keyForReading}
 */
export function readObjectionTexts(db: Database, keys: DataKeys, reading: Reading) {
  return inTransaction(db, async (tx) => {
    const key = await keyForReading(tx, keys, reading);
    const rows = await listObjections(tx, reading.matterId);
    await recordRead(tx, reading, "objection", null, rows.length);
    return rows.map((row) => ({ id: row.id, ...openTexts(key, row) }));
  });
}

const AT_ONCE = 200;

/**
 * Seals what a version before wrote in plain, each row by itself, so that a kill leaves nothing half done.
 *
 * @returns how many were sealed
 */
export async function sealObjections(db: Database, keys: DataKeys): Promise<number> {
  let sealed = 0;
  for (const row of await listPlainObjections(db, AT_ONCE)) {
    const key = await keys.of(row.data_key_id);
    // The data of that drive was deleted: what is left of it goes too.
    const seal = (part: "body" | "answer") => {
      const text = row[part];
      return text !== null && key ? sealText(key, row, part, text) : null;
    };
    const change = {
      ...(row.body !== null && { body: null, sealed: seal("body") }),
      ...(row.answer !== null && { answer: null, sealed_answer: seal("answer") }),
    };
    if (await sealObjection(db, row, change)) sealed += 1;
  }
  return sealed;
}
