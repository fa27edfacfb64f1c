import { createServer, type Server } from "node:http";
import { openDatabase } from "#app/commands/open-database.ts";
import { warnOfRights } from "#app/commands/warn-of-rights.ts";
import { createAgencyMemory } from "#app/demonstration/agency-memory.ts";
import { demonstrationOf } from "#app/demonstration/demonstration.ts";
import { demonstrationKeys } from "#app/demonstration/keys.ts";
import { AGENCY, agencyOf } from "#app/demonstration/portal-agency.ts";
import { seedDemonstration } from "#app/demonstration/seed.ts";
import type { MigrationWatch } from "#db/migrate.ts";
import { loadBuild, startDevelopmentBuild } from "./build.ts";
import type { Environment } from "./environment.ts";
import { startWorker } from "./jobs/worker.ts";
import type { Clock } from "./platform/clock.ts";
import { createLog, type Log } from "./platform/log.ts";
import { alone, type Siblings } from "./platform/siblings.ts";
import { createPortal, type Portal } from "./portal.ts";
import { answerClientErrors } from "./web/client-errors.ts";
import { createWeb } from "./web/web.ts";

const DRAIN_MS = 10_000;
const IDLE_LOOK_MS = 100;
/** A connection on which nothing moves for so long is nobody's: streams say every 25 seconds that they are there. */
const SILENT_MS = 90_000;
/**
 * A connection that is kept for the next request is closed by whoever asks: a proxy keeps its own for 60 seconds as a
 * rule, and of a request that crosses with our closing nobody knows whether it was done. Node's own 5 seconds lose such
 * requests on a machine under load.
 */
const KEEP_ALIVE_MS = 65_000;

export interface StartOptions {
  /** Pages are built as they are asked for. */
  development?: boolean;
  /** Another time than the machine's: what the law counts in months is tested with it. */
  clock?: Clock;
  /** A database that somebody else opened and looks after; left out: the one that the settings name is opened here. */
  databaseUrl?: string;
  siblings?: Siblings;
}

export interface Started {
  portal: Portal;
  /** Undoes the start in the other order. */
  stop(): Promise<void>;
}

/** Starts the portal, in order: environment → database → (seed) → jobs → web. What was begun is undone if one fails. */
export async function startPortal(environment: Environment, options: StartOptions = {}): Promise<Started> {
  const started: (() => unknown)[] = [];
  const stop = async () => {
    for (let step = started.pop(); step; step = started.pop()) await step();
  };
  try {
    return { portal: await start(environment, options, started), stop };
  } catch (error) {
    await stop(); // the embedded database is a daemon: it would outlive us
    throw error;
  }
}

/** @param started what was begun, each as the way to end it */
async function start(
  environment: Environment,
  {
    development = false,
    clock,
    databaseUrl,
    siblings = alone({ [AGENCY]: createAgencyMemory() }),
  }: StartOptions,
  started: (() => unknown)[],
): Promise<Portal> {
  const log = createLog(environment.LOG_LEVEL);
  const database =
    databaseUrl === undefined
      ? await openDatabase(environment, migrationLog(log))
      : { url: databaseUrl, stop: async () => undefined };
  started.push(database.stop);
  const portal = await createPortal(environment, {
    databaseUrl: database.url,
    siblings,
    clock,
    log,
    demonstration: demonstrationOf(environment),
  });
  started.push(portal.close);
  await warnOfRights(portal);
  if (portal.demonstration)
    await seedDemonstration(portal.db, demonstrationKeys(environment), portal.clock.now());
  await portal.directory(); // says what to do when there is no city yet

  if (environment.JOBS === "here") {
    const worker = await startWorker(portal);
    started.push(() => worker.stop());
  }
  const build = development ? await startDevelopmentBuild() : await loadBuild();
  const web = createWeb(portal, { ...build, beside: await agencyOf(portal) });
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = createServer(web).listen(environment.PORT, environment.HOST, () => resolve(listening));
    listening.once("error", reject);
  });
  server.setTimeout(SILENT_MS);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerClientErrors(server);
  started.push(() => drain(server, portal));
  return portal;
}

/** What is said when there is something to migrate. */
export const migrationLog = (log: Log): MigrationWatch => ({
  begins: (migrations) => log.info({ migrations }, "migrating the database"),
  done: (migrations, seconds) => log.info({ migrations, seconds }, "the database is migrated"),
});

/** Answers what is under way, and waits for nobody who only listens. */
async function drain(server: Server, portal: Portal): Promise<void> {
  const forced = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  portal.live.endStreams();
  const closed = new Promise((done) => server.close(done)); // and those that are idle with it
  // A connection whose last answer was under way is kept for a next one, which nobody takes any more.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(forced);
}
