import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { statuteFaultIn } from "#app/domain/kinds/drive/check-statute.ts";
import {
  addElectorate,
  electorateSchema,
  publishStatute,
  statutesSchema,
} from "#app/domain/kinds/drive/load-law.ts";
import { hasStatutes } from "#app/domain/space/kinds.ts";
import { listStatutes } from "#db/queries/statutes.ts";
import { inTransaction } from "#db/transaction.ts";
import { runCommand } from "./command.ts";
import { readSpaceCommand } from "./space-option.ts";

const USAGE = `Usage:
  npm run statutes                          prints the kinds of drives in force as JSON
  npm run statutes -- publish FILE.json     publishes a kind or its next version (one, or a list)
  npm run statutes -- electorate FILE.json  adds a year's residents who may sign, elections, days off
Of the first space, or with --space CODE of another.`;

/** The law that drives go by; examples: db/seed/statutes.json and db/seed/electorate.json. */
await runCommand(async ({ db, now }) => {
  const { words, space } = await readSpaceCommand(db);
  const [verb, file] = words;
  if (!hasStatutes(space.kind)) throw new Error(`A space of the kind ${space.kind} has no statutes.`);
  if (verb === undefined) {
    const statutes = await listStatutes(db, space.id);
    process.stdout.write(
      `${JSON.stringify(
        statutes.map(({ definition }) => definition),
        null,
        2,
      )}\n`,
    );
    return 0;
  }
  if ((verb !== "publish" && verb !== "electorate") || file === undefined) throw new Error(USAGE);
  const input: unknown = JSON.parse(await readFile(file, "utf8"));
  if (verb === "electorate") {
    const numbers = read(electorateSchema, input);
    await inTransaction(db, (tx) => addElectorate(tx, space.id, numbers, now));
    process.stdout.write(
      `Added ${numbers.electorate.length} years, ${numbers.elections.length} elections and ${numbers.daysOff.length} days off.\n`,
    );
    return 0;
  }
  const definitions = read(statutesSchema, Array.isArray(input) ? input : [input]);
  await inTransaction(db, async (tx) => {
    for (const definition of definitions) {
      const version = await publishStatute(tx, space.id, definition, now);
      process.stdout.write(`${definition.code}: published as version ${version}.\n`);
    }
  });
  return 0;
});

/** @throws with a line for each thing that is wrong, naming its place */
function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Error(
    result.error.issues
      .map(({ path, message }) => `${path.join(".")}: ${statuteFaultIn("en", message)}`)
      .join("\n"),
  );
}
