import { readFile } from "node:fs/promises";
import { seedStatutes } from "#app/domain/kinds/drive/seed-law.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { hasStatutes } from "#app/domain/space/kinds.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { isReal } from "#app/environment.ts";
import { inTransaction } from "#db/transaction.ts";
import { runCommand } from "./command.ts";

/**
 * `npm run setup -- FILE.json`: sets up a space of any kind with its districts, offices, categories and rules (see
 * db/seed/city.json). The first one has the plain addresses, each further one those under /s/CODE. Whether the first
 * is a real one's or a demonstration is what the settings say now; the database cannot become the other later.
 */
await runCommand(async ({ db, environment, now }) => {
  const [file] = process.argv.slice(2);
  if (file === undefined)
    throw new Error("Usage: npm run setup -- FILE.json (an example: db/seed/city.json)");
  const space = spaceFileSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!space.success) {
    throw new Error(
      space.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  }
  const demonstration = !isReal(environment);
  await inTransaction(db, async (tx) => {
    const spaceId = await setUpSpace(tx, space.data, DEFAULT_RULE_SET, now, { demonstration });
    if (hasStatutes(space.data.kind)) await seedStatutes(tx, spaceId, now);
  });
  process.stdout.write(
    `${space.data.name.ko} is set up${demonstration ? ", as a demonstration with made-up people (a real one: DEMO=0)" : ""}.\n`,
  );
  return 0;
});
