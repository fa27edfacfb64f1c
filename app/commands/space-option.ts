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
  return { words: positionals, space: await findSpaceOf(db, values.space) };
}

/** @param code what `--space` says; undefined: the first @throws when there is no such space */
export async function findSpaceOf(db: Queryable, code: string | undefined) {
  const space = code === undefined ? await findFirstSpace(db) : await findSpace(db, code);
  if (space) return space;
  throw new Error(
    code === undefined ? "No space was set up yet: npm run setup -- city.json" : `There is no space ${code}.`,
  );
}
