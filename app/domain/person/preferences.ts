import { z } from "zod";
import { choice } from "#app/domain/input.ts";
import type { Database, Queryable } from "#db/client.ts";
import { findPerson, updatePreferences } from "#db/queries/persons.ts";
import { lockPerson, startLettersAnew } from "#db/queries/saved-searches.ts";
import type { Language } from "#db/tables/language.ts";
import type { MailRhythm } from "#db/tables/person.ts";
import { inTransaction } from "#db/transaction.ts";

/** A form sends a ticked box as "on" and nothing for one that is not. */
export const preferencesSchema = z.object({
  language: choice(["ko", "en", "ja"]),
  mail: z.literal("on", { error: "unknown-choice" }).optional(),
});

/** Who turns mail on again is told of what comes from now on, not of all that came while it was off. */
export async function savePreferences(
  db: Database,
  personId: number,
  { language, mail }: { language: Language; mail: boolean },
  now: Date,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockPerson(tx, personId);
    const person = await findPerson(tx, personId);
    await updatePreferences(tx, personId, { language, mail_wanted: mail });
    if (mail && person?.mail_wanted === false) await startLettersAnew(tx, personId, now);
  });
}

/** How often a person gets news by mail. */
export async function readMailChoice(db: Queryable, personId: number): Promise<MailRhythm | "off"> {
  const person = await findPerson(db, personId);
  return person?.mail_wanted ? person.mail_rhythm : "off";
}
