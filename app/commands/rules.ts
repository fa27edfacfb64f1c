import { readFile } from "node:fs/promises";
import { publishRules, ruleSetSchema } from "#app/domain/threshold/publish-rules.ts";
import { rulesOf } from "#app/domain/threshold/rule.ts";
import { listRuleSets } from "#db/queries/rules.ts";
import { inTransaction } from "#db/transaction.ts";
import { runCommand } from "./command.ts";
import { readSpaceCommand } from "./space-option.ts";

/**
 * `npm run rules`: prints the rules in force as JSON.
 * `npm run rules -- publish FILE.json`: publishes the next version; what is out already keeps its version.
 * Of the first space, or with `--space CODE` of another.
 */
await runCommand(async ({ db, now }) => {
  const { words, space } = await readSpaceCommand(db);
  const [verb, file] = words;
  if (verb === undefined) {
    const [current] = await listRuleSets(db, space.id);
    if (!current) throw new Error("The space has no rules yet.");
    const rules = rulesOf(current.rules).map(({ id: _, ...rule }) => rule);
    const roll = current.roll ?? undefined;
    process.stdout.write(
      `${JSON.stringify({ note: current.note, openDays: current.open_days, roll, rules }, null, 2)}\n`,
    );
    return 0;
  }
  if (verb !== "publish" || file === undefined)
    throw new Error("Usage: npm run rules [-- [publish FILE.json] [--space CODE]]");
  const input = ruleSetSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!input.success) {
    throw new Error(
      input.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  }
  const version = await inTransaction(db, (tx) => publishRules(tx, space.id, input.data, now));
  process.stdout.write(`Published as version ${version}.\n`);
  return 0;
});
