import { readFile } from "node:fs/promises";
import { contactSchema } from "#app/domain/space/contact.ts";
import { setContact } from "#db/queries/spaces.ts";
import { runCommand } from "./command.ts";
import { readSpaceCommand } from "./space-option.ts";

/**
 * `npm run contact -- FILE.json [--space CODE]`: where the operator of a space that stands already is reached, and who
 * answers for personal data there; the file is what "contact" is in db/seed/city.json.
 */
await runCommand(async ({ db }) => {
  const { words, space } = await readSpaceCommand(db);
  const [file] = words;
  if (file === undefined) throw new Error("Usage: npm run contact -- FILE.json [--space CODE]");
  const contact = contactSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!contact.success)
    throw new Error(
      contact.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  await setContact(db, space.id, JSON.stringify(contact.data));
  process.stdout.write(
    `${space.name.ko}: the contact is kept; a portal that runs shows it within a minute.\n`,
  );
  return 0;
});
