import { parseArgs } from "node:util";
import { endOfPeriod, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { isPortalError } from "#app/domain/errors.ts";
import { endPost, givePost, isPostRole, type PostToGive } from "#app/domain/person/posts.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import { readDirectory } from "#app/domain/space/directory.ts";
import { listPostsOf } from "#db/queries/posts.ts";
import { runCommand } from "./command.ts";
import { personOf } from "./person-of.ts";

const USAGE = `Usage:
  npm run posts -- list SPACE                                            who holds which post there now
  npm run posts -- give SPACE ROLE[:OFFICE] PERSON [--until YYYY-MM-DD] [--by ADMIN]
  npm run posts -- end SPACE ROLE[:OFFICE] PERSON [--by ADMIN]
PERSON and ADMIN are accounts at the identity provider that have signed in before. ADMIN administers the space; it may
be left out only while nobody does.`;

const REFUSALS = new Map<string, string>([
  ["not-permitted", "Only somebody who administers the space may; say who with --by."],
  ["not-found", "The person holds no such post by the space."],
  ["invalid-input", "The space has no such office, or the day has passed."],
]);

/** Posts within a space, beside those that the identity provider says. */
await runCommand(async ({ db, environment, now }) => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { by: { type: "string" }, until: { type: "string" } },
  });
  const [verb, code, title, account] = positionals;
  const directory = code === undefined ? undefined : await readDirectory(db, code);
  if (code !== undefined && !directory) throw new Error(`There is no space ${code}.`);
  if (verb === "list" && directory) {
    for (const post of await listPostsOf(db, directory.space.id, now)) {
      const office = post.office_code === null ? "" : `:${post.office_code}`;
      const until = post.ends_at === null ? "" : ` until ${post.ends_at.toISOString()}`;
      process.stdout.write(
        `${post.role}${office} ${post.public_name} (${post.person_id}) by the ${post.source}${until}\n`,
      );
    }
    return 0;
  }
  if ((verb !== "give" && verb !== "end") || !directory || title === undefined || account === undefined)
    throw new Error(USAGE);
  const post = { ...readTitle(title), personId: await personOf(db, environment, account) };
  const giver =
    values.by === undefined
      ? "operator"
      : await readViewer(db, await personOf(db, environment, values.by), now);
  if (!giver) throw new Error(`There is nobody of the account ${values.by}.`);
  try {
    if (verb === "give")
      await givePost(db, directory, { ...post, endsAt: readDay(values.until) }, giver, now);
    else await endPost(db, directory, post, giver, now);
  } catch (error) {
    throw isPortalError(error) ? new Error(REFUSALS.get(error.code) ?? error.code) : error;
  }
  process.stdout.write(`${title} of ${directory.space.name.ko}: ${verb === "give" ? "given" : "ended"}.\n`);
  return 0;
});

function readTitle(title: string): Pick<PostToGive, "role" | "officeCode"> {
  const [role = "", officeCode] = title.split(":");
  if (!isPostRole(role)) throw new Error(`There is no role ${role}.`);
  return { role, officeCode };
}

/** The end of that day in Seoul. */
function readDay(day: string | undefined): Date | null {
  if (day === undefined) return null;
  const start = startOfSeoulDay(day);
  if (!start) throw new Error(`There is no day ${day}; write YYYY-MM-DD.`);
  return endOfPeriod(start, { days: 0 });
}
