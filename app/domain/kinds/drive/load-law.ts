import { z } from "zod";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { refuseUnseen } from "#app/domain/seen-text.ts";
import type { Tx } from "#db/client.ts";
import {
  findCurrentStatute,
  insertDaysOff,
  insertElections,
  insertElectorate,
  insertStatute,
} from "#db/queries/statutes.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import { moveWindows } from "./move-windows.ts";
import { statuteSchema } from "./statute.ts";

const day = z.iso.date();
const people = z.number().int().positive().max(1_000_000_000);
const localized = z.strictObject({ ko: z.string().min(1), en: z.string().min(1), ja: z.string().min(1) });

/** Who may sign, by district, when elections stop collecting, and which days are off: what changes each year (db/seed/electorate.json). */
export const electorateSchema = z.strictObject({
  electorate: z
    .array(
      z
        .strictObject({
          /** A 31 December. */
          asOf: day.refine((value) => value.endsWith("-12-31"), { error: "must be a 31 December" }),
          publishedOn: day,
          districts: z
            .array(z.strictObject({ code: z.string(), eligible: people, population: people }))
            .min(1),
        })
        .refine(({ asOf, publishedOn }) => publishedOn > asOf, {
          path: ["publishedOn"],
          error: "must be after asOf",
        }),
    )
    .default([]),
  elections: z
    .array(
      z
        .strictObject({ name: localized, pauseFrom: day, pauseUntil: day })
        .refine(({ pauseFrom, pauseUntil }) => pauseFrom <= pauseUntil, {
          path: ["pauseUntil"],
          error: "must not be before pauseFrom",
        }),
    )
    .default([]),
  /** Days off beside the country's public holidays, such as one that the government declared. */
  daysOff: z.array(z.strictObject({ day, name: localized })).default([]),
});
export type ElectorateInput = z.input<typeof electorateSchema>;

export const statutesSchema = z.array(statuteSchema).min(1);

/**
 * Publishes the next version of a kind of drive, or its first. Applications and drives keep the version they began
 * under.
 *
 * @param seen the mark of the version that its writer began with; undefined: they do not say
 * @returns the version's number
 * @throws PortalError "changed-meanwhile" when another is in force by now; the database's unique violation when another operator published the same number first
 */
export async function publishStatute(
  tx: Tx,
  spaceId: number,
  definition: StatuteDefinition,
  now: Date,
  seen?: string,
): Promise<number> {
  const current = await findCurrentStatute(tx, spaceId, definition.code);
  refuseUnseen(seen, current?.definition ?? null, definition);
  const version = (current?.version ?? 0) + 1;
  await insertStatute(tx, {
    space_id: spaceId,
    code: definition.code,
    version,
    definition: JSON.stringify(definition),
    published_at: now,
  });
  await appendToLedger(tx, [
    {
      spaceId,
      matterId: null,
      kind: "statute-published",
      at: now,
      data: { code: definition.code, version, text: hashTexts(definition) },
    },
  ]);
  return version;
}

/**
 * Adds the numbers of the years it names (the unique key refuses a year that is there already) and elections, whose
 * pauses drives that collect now get back at their end; and days off, for periods that begin from now on.
 */
export async function addElectorate(
  tx: Tx,
  spaceId: number,
  { electorate = [], elections = [], daysOff = [] }: ElectorateInput,
  now: Date,
): Promise<void> {
  for (const { asOf, publishedOn, districts } of electorate) {
    const sum = (of: "eligible" | "population") => districts.reduce((all, district) => all + district[of], 0);
    const row = { space_id: spaceId, as_of: asOf, published_on: publishedOn };
    await insertElectorate(tx, [
      { ...row, district: null, eligible: sum("eligible"), population: sum("population") },
      ...districts.map(({ code, eligible, population }) => ({
        ...row,
        district: code,
        eligible,
        population,
      })),
    ]);
  }
  await insertElections(
    tx,
    elections.map(({ name, pauseFrom, pauseUntil }) => ({
      space_id: spaceId,
      name: JSON.stringify(name),
      pause_from: pauseFrom,
      pause_until: pauseUntil,
    })),
  );
  await insertDaysOff(
    tx,
    daysOff.map(({ day: date, name }) => ({
      space_id: spaceId,
      day: date,
      name: JSON.stringify(name),
      added_on: seoulDay(now),
    })),
  );
  if (elections.length > 0) await moveWindows(tx, spaceId, now);
}
