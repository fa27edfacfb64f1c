import type { Server } from "node:http";
import type { Router } from "express";
import { openDatabase } from "#app/commands/open-database.ts";
import { createDemonstrationAgency } from "#app/demonstration/agency.ts";
import { demonstrationPerson, demonstrationPosts } from "#app/demonstration/people.ts";
import { seedDemonstration } from "#app/demonstration/seed.ts";
import { loadBuild, startDevelopmentBuild } from "./build.ts";
import type { Environment } from "./environment.ts";
import { startWorker } from "./jobs/worker.ts";
import type { Clock } from "./platform/clock.ts";
import { createLog } from "./platform/log.ts";
import {
  createPortal,
  DEMONSTRATION_CLIENT,
  demonstrationIssuer,
  demonstrationKeys,
  hasDemonstrationAgency,
  type Portal,
} from "./portal.ts";
import { createWeb } from "./web/web.ts";

const DRAIN_MS = 10_000;

export interface StartOptions {
  /** Pages are built as they are asked for. */
  development?: boolean;
  /** Another time than the machine's: what the law counts in months is tested with it. */
  clock?: Clock;
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
  { development = false, clock }: StartOptions,
  started: (() => unknown)[],
): Promise<Portal> {
  const log = createLog(environment.LOG_LEVEL);
  const database = await openDatabase(environment, {
    begins: (migrations) => log.info({ migrations }, "migrating the database"),
    done: (migrations, seconds) => log.info({ migrations, seconds }, "the database is migrated"),
  });
  started.push(database.stop);
  const portal = await createPortal(environment, { databaseUrl: database.url, clock, log });
  started.push(portal.close);
  if (environment.DEMO)
    await seedDemonstration(portal.db, demonstrationKeys(environment), portal.clock.now());
  await portal.directory(); // says what to do when there is no city yet

  if (environment.JOBS === "here") {
    const worker = await startWorker(portal);
    started.push(() => worker.stop());
  }
  const build = development ? await startDevelopmentBuild() : await loadBuild();
  const web = createWeb(portal, { ...build, agency: await agencyOf(portal) });
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = web.listen(environment.PORT, environment.HOST, () => resolve(listening));
    listening.once("error", reject);
  });
  started.push(() => drain(server, portal));
  return portal;
}

/** Answers what is under way, and waits for nobody who only listens. */
async function drain(server: Server, portal: Portal): Promise<void> {
  const forced = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  portal.live.endStreams();
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  await closed;
  clearTimeout(forced);
}

async function agencyOf(portal: Portal): Promise<Router | undefined> {
  const { environment } = portal;
  if (!hasDemonstrationAgency(environment)) return undefined;
  const directory = await portal.directory();
  const origins = new Set([
    environment.PUBLIC_URL && new URL(environment.PUBLIC_URL).origin,
    ...["127.0.0.1", "localhost", "[::1]", environment.HOST].map(
      (host) => `http://${host}:${environment.PORT}`,
    ),
  ]);
  const people = [1, 2, 3, 4, 5, 6].map((number) => demonstrationPerson(`citizen-${number}`, directory));
  return createDemonstrationAgency({
    issuer: demonstrationIssuer(environment),
    redirectUris: [...origins]
      .filter((origin) => origin !== undefined)
      .map((origin) => `${origin}/auth/callback`),
    clientId: DEMONSTRATION_CLIENT.id,
    clientSecret: DEMONSTRATION_CLIENT.secret,
    cookieKey: environment.COOKIE_KEY,
    find(login) {
      const person = demonstrationPerson(login, directory);
      return (
        person && {
          login,
          claims: {
            unique_number: person.uniqueNumber,
            name: person.name,
            birthdate: person.birthDate,
            address: person.address,
            foreigner: person.foreigner,
            permanent_residence_since: person.permanentResidenceSince,
            district: person.district,
            email: person.email,
            posts: person.posts,
          },
        }
      );
    },
    offered: [
      ...people.flatMap((person) =>
        person ? [{ group: "citizens" as const, login: person.login, label: person.name }] : [],
      ),
      ...demonstrationPosts(directory).map(({ login, label }) => ({
        group: "offices" as const,
        login,
        label,
      })),
    ],
  });
}
