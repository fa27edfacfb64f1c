import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { changeActing, entriesActedFor } from "#app/domain/roll/acting.ts";
import { loadRoll, ROLL_UNITS } from "#app/domain/roll/load-roll.ts";
import { type RollFault, readRollFile } from "#app/domain/roll/roll-file.ts";
import type { Database, Queryable } from "#db/client.ts";
import { findRoll } from "#db/queries/rolls.ts";
import { findSpace } from "#db/queries/spaces.ts";
import { runCommand } from "./command.ts";
import { personOf } from "./person-of.ts";

const USAGE = `Usage:
  npm run roll -- load FILE.csv SPACE [--code CODE] [--unit ${ROLL_UNITS.join("|")}]
      loads entries (columns label, unit, weight; without weights each weighs 1), or brings those of
      the same label up to date; who acts for an entry, and what it supports, stays
  npm run roll -- assign SPACE LABEL SUBJECT|nobody [--code CODE]
      says who acts for an entry: SUBJECT is the identity provider's name for somebody who has signed in

SPACE is a space's code; a space may have several rolls, each with a code (default: members).`;

const optionsSchema = z.object({
  code: z.string().regex(/^[a-z0-9-]{1,40}$/, "--code: 1 to 40 of a-z, 0-9 and -"),
  unit: z.enum(ROLL_UNITS, `--unit: one of ${ROLL_UNITS.join(", ")}`).nullable(),
});

/** Who may take part in a space: its rolls. */
await runCommand(async ({ db, environment, now }) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { code: { type: "string" }, unit: { type: "string" } },
  });
  const options = optionsSchema.safeParse({ code: values.code ?? "members", unit: values.unit ?? null });
  if (!options.success) throw new Error(options.error.issues.map(({ message }) => message).join("\n"));
  const { code, unit } = options.data;
  const [verb, first, second, third] = positionals;
  if (verb === "load" && first !== undefined && second !== undefined) {
    const roll = { spaceId: await spaceOf(db, second), code, unit };
    return load(db, first, roll, now);
  }
  if (verb === "assign" && first !== undefined && second !== undefined && third !== undefined) {
    const spaceId = await spaceOf(db, first);
    const person = third === "nobody" ? null : await personOf(db, environment, third);
    return assign(db, { spaceId, code }, second, { name: third, person });
  }
  throw new Error(USAGE);
});

async function spaceOf(db: Queryable, code: string): Promise<number> {
  const space = await findSpace(db, code);
  if (!space) throw new Error(`There is no space "${code}".`);
  return space.id;
}

async function load(
  db: Database,
  file: string,
  roll: Parameters<typeof loadRoll>[1],
  now: Date,
): Promise<number> {
  const read = readRollFile(await readFile(file));
  if ("faults" in read) {
    process.stderr.write(`Nothing was loaded.\n${read.faults.map(sentenceOf).join("\n")}\n`);
    return 1;
  }
  const { added, changed, left } = await loadRoll(db, roll, read.entries, now);
  const stay = left > 0 ? ` ${left} that are not in the file stay.` : "";
  process.stdout.write(`${added} entries added, ${changed} changed.${stay}\n`);
  return 0;
}

async function assign(
  db: Database,
  { spaceId, code }: { spaceId: number; code: string },
  label: string,
  to: { name: string; person: number | null },
): Promise<number> {
  const roll = await findRoll(db, spaceId, code);
  if (!roll) throw new Error(`The space has no roll "${code}".`);
  await changeActing(db, { rollId: roll.id, label }, to.person);
  if (to.person === null) {
    process.stdout.write(`Nobody acts for ${label}.\n`);
    return 0;
  }
  const entries = await entriesActedFor(db, roll.id, to.person);
  process.stdout.write(`${to.name} acts for ${entries.map((entry) => entry.label).join(", ")}.\n`);
  return 0;
}

function sentenceOf(fault: RollFault): string {
  switch (fault.code) {
    case "no-column":
      return `there is no column "${fault.column}"`;
    case "no-entries":
      return "there is no entry in it";
    case "required":
      return `row ${fault.row}: ${fault.column} is missing`;
    case "too-long":
      return `row ${fault.row}: ${fault.column} is longer than 100 characters`;
    case "bad-characters":
      return `row ${fault.row}: ${fault.column} has characters that cannot be kept`;
    case "not-a-weight":
      return `row ${fault.row}: the weight must be more than 0, with 12 digits at most before the point and 6 behind it`;
    case "twice":
      return `row ${fault.row}: the same label as in row ${fault.first}`;
  }
}
