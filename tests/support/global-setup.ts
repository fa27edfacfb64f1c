import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildIfNeeded } from "#app/build.ts";
import { demonstrationKeys } from "#app/demonstration/keys.ts";
import { seedDemonstration } from "#app/demonstration/seed.ts";
import { readCityFile } from "#app/demonstration/texts.ts";
import { seedElectorate, seedStatutes } from "#app/domain/kinds/drive/seed-law.ts";
import { citySchema, setUpSpace } from "#app/domain/space/setup.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { readEnvironment } from "#app/environment.ts";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { chromiumPath } from "./browser.ts";

/** When the test cities were set up. */
const SET_UP_AT = new Date("2026-01-05T00:00:00Z");

export type Template = "empty" | "city" | "demonstration";

declare module "vitest" {
  export interface ProvidedContext {
    /** Connection string of the test server, without a database. */
    server: string;
  }
}

/**
 * One real Postgres for the whole run, with a template a kind of city; each test file clones its own from one.
 * Nothing of it survives, so it may skip fsync.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "gonggam-tests-"));
  const postgres = await startEmbeddedPostgres(folder, {
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"],
  });
  const server = postgres.url.replace(/\/gonggam$/, "");
  const make = async (name: Template, fill: (db: ReturnType<typeof connect>["db"]) => Promise<unknown>) => {
    const admin = connect(`${server}/postgres`, { max: 1 });
    await admin.pool.query(`create database template_${name}`);
    await admin.close();
    const { db, pool, close } = connect(`${server}/template_${name}`, { max: 2 });
    await migrate(db, pool);
    await fill(db);
    await close();
  };
  await make("empty", async () => undefined);
  await make("city", async (db) => {
    const city = citySchema.parse(await readCityFile());
    await db.transaction().execute(async (tx) => {
      const spaceId = await setUpSpace(tx, { ...city, rules: undefined }, DEFAULT_RULE_SET, SET_UP_AT);
      await seedStatutes(tx, spaceId, SET_UP_AT);
      await seedElectorate(tx, spaceId, SET_UP_AT);
    });
  });
  await make("demonstration", (db) =>
    seedDemonstration(db, demonstrationKeys(readEnvironment({})), new Date()),
  );
  await buildIfNeeded();
  await chromiumPath(); // unpacked once, before test files look for it at the same time
  project.provide("server", server);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
