import { DataKeys } from "#app/domain/data-keys.ts";
import { isPortalError } from "#app/domain/errors.ts";
import { SUPPORT_PLUGS, TAKEN_BACK_BY_LEAVING } from "#app/domain/kinds.ts";
import { leave, readLeaving } from "#app/domain/leaving/leave.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { readOwnData } from "#app/domain/views/own-data.ts";
import { type Environment, keyRingOf } from "#app/environment.ts";
import { Envelope } from "#app/platform/envelope.ts";
import { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { isPerson } from "#db/queries/persons.ts";
import { runCommand } from "./command.ts";
import { personOf } from "./person-of.ts";

const USAGE = `Usage:
  npm run person:export -- PERSON          prints as JSON everything that is stored of somebody
  npm run person:leave -- PERSON [--sure]  says what leaving would do; with --sure does it
PERSON is an account at the identity provider, or the number of a person (npm run posts -- list SPACE shows some).`;

/** For people who ask the operator instead of using the pages at /me. */
await runCommand(async ({ db, environment, now }) => {
  const [verb, account, ...rest] = process.argv.slice(2);
  if (account === undefined || (verb !== "export" && verb !== "leave")) throw new Error(USAGE);
  const personId = await findPersonBy(db, environment, account);
  if (verb === "export") {
    const ring = keyRingOf(environment);
    const services = { db, seal: new Seal(ring), dataKeys: new DataKeys(db, new Envelope(ring)) };
    const data = await readOwnData(services, personId, now);
    process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    return 0;
  }
  const supports = new SupportWriter(db, SUPPORT_PLUGS);
  const services = { db, supports, takenBack: TAKEN_BACK_BY_LEAVING };
  const { obstacles, ...counts } = await readLeaving(services, personId, now);
  if (!rest.includes("--sure")) {
    process.stdout.write(
      `${JSON.stringify({ ...counts, obstacles }, null, 2)}\nNothing was done: add --sure.\n`,
    );
    return 0;
  }
  try {
    const ended = await leave(services, personId, now);
    process.stdout.write(`Person ${personId} left; ${ended.length} sessions ended.\n`);
    return 0;
  } catch (error) {
    if (!isPortalError(error)) throw error;
    throw new Error(`Person ${personId} cannot leave: ${obstacles.join(", ") || error.code}.`);
  }
});

async function findPersonBy(db: Database, environment: Environment, account: string): Promise<number> {
  const number = /^[1-9]\d{0,14}$/.test(account) ? Number(account) : undefined;
  if (number !== undefined && (await isPerson(db, number))) return number;
  return personOf(db, environment, account);
}
