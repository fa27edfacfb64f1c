import { readFile } from "node:fs/promises";
import { seedStatutes } from "#app/domain/kinds/drive/seed-law.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { hasStatutes } from "#app/domain/space/kinds.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { inTransaction } from "#db/transaction.ts";
import { runCommand } from "./command.ts";

/**
 * `npm run setup -- FILE.json`: sets up a space of any kind with its districts, offices, categories and rules (see
 * db/seed/city.json). The first one has the plain addresses, each further one those under /s/CODE.
 */
await runCommand(async ({ db, now }) => {
  const [file] = process.argv.slice(2);
  if (file === undefined)
    throw new Error("Usage: npm run setup -- FILE.json (an example: db/seed/city.json)");
  const space = spaceFileSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!space.success) {
    throw new Error(
      space.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  }
  await inTransaction(db, async (tx) => {
    const spaceId = await setUpSpace(tx, space.data, DEFAULT_RULE_SET, now);
    if (hasStatutes(space.data.kind)) await seedStatutes(tx, spaceId, now);
  });
  process.stdout.write(`${space.data.name.ko} is set up.\n`);
  return 0;
});
