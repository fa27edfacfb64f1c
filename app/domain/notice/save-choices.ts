import { z } from "zod";
import { choice } from "#app/domain/input.ts";
import type { Database } from "#db/client.ts";
import { saveSettings } from "#db/queries/notice-settings.ts";
import { findPerson, updatePreferences } from "#db/queries/persons.ts";
import { lockPerson, startLettersAnew } from "#db/queries/saved-searches.ts";
import { NOTICE_SORTS, type NoticeSort } from "#db/tables/notice.ts";
import { inTransaction } from "#db/transaction.ts";
import { type Choice, readChoices } from "./choices.ts";
import { RHYTHMS, type Rhythm } from "./rhythms.ts";

export const rhythmSchema = z.object({ rhythm: choice(RHYTHMS) });

/** The choices in a form's fields, which has a ticked box as "on" and nothing for one that is not. */
export const choicesOf = (fields: Readonly<Record<string, string>>) =>
  NOTICE_SORTS.map((sort) => ({
    sort,
    told: fields[`told:${sort}`] === "on",
    mail: fields[`mail:${sort}`] === "on",
    push: fields[`push:${sort}`] === "on",
  }));

/**
 * Who turns mail on again gets what comes from now on.
 *
 * @param offered whether push messages were among what could be chosen: else they stay as they were
 */
export async function saveChoices(
  db: Database,
  personId: number,
  rhythm: Rhythm,
  choices: readonly (Choice & { sort: NoticeSort })[],
  offered: { push: boolean },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockPerson(tx, personId);
    const person = await findPerson(tx, personId);
    const before = await readChoices(tx, personId);
    await saveSettings(
      tx,
      personId,
      choices.map((chosen) => (offered.push ? chosen : { ...chosen, push: before[chosen.sort].push })),
    );
    const wanted = rhythm !== "off";
    await updatePreferences(tx, personId, {
      mail_wanted: wanted,
      ...(rhythm !== "off" && { mail_rhythm: rhythm }),
    });
    if (wanted && person?.mail_wanted === false) await startLettersAnew(tx, personId, now);
  });
}
