import { readFile } from "node:fs/promises";
import { seedStatutes } from "#app/domain/kinds/drive/seed-law.ts";
import { citySchema, setUpSpace } from "#app/domain/space/setup.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { inTransaction } from "#db/transaction.ts";
import { runCommand } from "./command.ts";

/** `npm run setup -- FILE.json`: sets up a city with its districts, offices and categories (see db/seed/city.json). */
await runCommand(async ({ db, now }) => {
  const [file] = process.argv.slice(2);
  if (file === undefined)
    throw new Error("Usage: npm run setup -- FILE.json (an example: db/seed/city.json)");
  const city = citySchema.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!city.success) {
    throw new Error(city.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  await inTransaction(db, async (tx) => {
    const spaceId = await setUpSpace(tx, city.data, DEFAULT_RULE_SET, now);
    await seedStatutes(tx, spaceId, now);
  });
  process.stdout.write(`${city.data.name.ko} is set up.\n`);
  return 0;
});
