import { runCommand } from "./command.ts";

/**
 * `npm run migrate`: brings the database up to date as the role of MIGRATION_DATABASE_URL, and gives the role of
 * DATABASE_URL what the portal needs. Every start does the same; this is for who keeps the owner's password from the
 * portal's process.
 */
await runCommand(async () => {
  process.stdout.write("The database is up to date.\n");
  return 0;
});
