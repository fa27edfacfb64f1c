import { endSessionsOf } from "#app/domain/person/sign-out.ts";
import { runCommand } from "./command.ts";
import { personOf } from "./person-of.ts";

/**
 * `npm run sessions:end -- PERSON`: signs somebody out everywhere, by their account at the identity provider. Portals
 * that are up remember for ten seconds at most who they were.
 */
await runCommand(async ({ db, environment }) => {
  const [account] = process.argv.slice(2);
  if (account === undefined) throw new Error("Usage: npm run sessions:end -- PERSON");
  const ended = await endSessionsOf(db, await personOf(db, environment, account));
  process.stdout.write(`${ended.length} sessions of ${account} ended.\n`);
  return 0;
});
