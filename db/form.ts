import { readdirSync } from "node:fs";

/**
 * The form of the database that this version works with, named by its newest migration. Every connection carries it
 * in its name, so that a migrator tells the processes of another version from those of its own (`migrate.ts`).
 */
export const MIGRATIONS = new URL("./migrations/", import.meta.url);
/** Postgres cuts a connection's name there (NAMEDATALEN). */
const LONGEST_NAME = 63;

let form: string | undefined;

/** Read when it is first asked for and not when the module loads: the pages' bundle has no migrations beside it. */
function databaseForm(): string {
  form ??= readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .at(-1)
    ?.replace(/\.ts$/, "");
  return form ?? "empty";
}

/** @param part of the portal that holds the connection; versions before forms had names used it alone */
export function connectionName(part: "gonggam" | "gonggam-live"): string {
  return `${part} ${databaseForm()}`.slice(0, LONGEST_NAME);
}
