import { parseArgs } from "node:util";
import type { Queryable } from "#db/client.ts";
import { findFirstSpace, findSpace } from "#db/queries/spaces.ts";

/**
 * The words of a command about a space, and that space: the one of `--space CODE`, else the first.
 *
 * @throws when there is no such space, or an option that no command has
 */
export async function readSpaceCommand(db: Queryable) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { space: { type: "string" } },
  });
  const space = values.space === undefined ? await findFirstSpace(db) : await findSpace(db, values.space);
  if (space) return { words: positionals, space };
  throw new Error(
    values.space === undefined
      ? "No space was set up yet: npm run setup -- city.json"
      : `There is no space ${values.space}.`,
  );
}
