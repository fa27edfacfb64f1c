import { randomBytes } from "node:crypto";
import { chown, cp, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hashOfSources } from "#app/build.ts";
import { demonstrationKeys } from "#app/demonstration/keys.ts";
import { seedDemonstration } from "#app/demonstration/seed.ts";
import { readCityFile } from "#app/demonstration/texts.ts";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { seedElectorate, seedStatutes } from "#app/domain/kinds/drive/seed-law.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { readEnvironment } from "#app/environment.ts";
import { connect, type Database } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { grantPortalRights } from "#db/portal-rights.ts";

export type Template = "empty" | "city" | "demonstration";

/** When the test cities were set up. */
const SET_UP_AT = new Date("2026-01-05T00:00:00Z");

/** What goes into the templates. All of app, though not all of it does: what does not is a list that would go stale. */
const SOURCES = [...["app", "db", "search", "package-lock.json"], "tests/support/templates.ts"];
/** The demonstration tells of the days before now: an older one is another than `npm start` would make. */
const FRESH_MS = 60 * 60 * 1000;
const DAY_MS = 24 * FRESH_MS;
const KEPT = 3;
const CACHE = resolve(import.meta.dirname, "../../node_modules/.cache/gonggam-tests");

/**
 * Nothing of a test server outlives the run, and templates are only kept when their server ended well. Old segments
 * of the write-ahead log go instead of being renamed for later: they would be half of what is copied.
 */
const SETTINGS = [
  ...["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"],
  ...["wal_recycle=off", "wal_init_zero=off", "min_wal_size=32MB"],
];

type Postgres = Awaited<ReturnType<typeof startEmbeddedPostgres>>;

export const startTestPostgres = (folder: string): Promise<Postgres> =>
  startEmbeddedPostgres(folder, { settings: SETTINGS });

/** Without a database, as the role that owns them: each test file names its own. */
export const serverOf = ({ migrationUrl }: Postgres): string => migrationUrl.replace(/\/gonggam$/, "");
/** The same as the role that the portal works as. */
export const portalServerOf = ({ url }: Postgres): string => url.replace(/\/gonggam$/, "");

/**
 * Puts a stopped Postgres with the three template databases into `folder`, which is empty: a copy of the one that an
 * earlier run made from the same sources within this hour, or a new one, which is then kept for the next.
 */
export async function layTemplates(folder: string): Promise<void> {
  const hour = Math.floor(Date.now() / FRESH_MS);
  const name = `${hour}-${await hashOfSources(SOURCES)}`;
  const kept = join(CACHE, name);
  await mkdir(CACHE, { recursive: true });
  try {
    await utimes(kept, new Date(), new Date()); // used last: nobody clears it away while we copy
    await copyCluster(kept, folder);
    return;
  } catch {
    // None yet, or it went while we read: what was copied by then goes too.
    for (const part of await readdir(folder)) await rm(join(folder, part), { recursive: true });
  }
  await makeTemplates(folder);
  await keep(folder, kept);
}

/** Moved there whole; two runs that made the same one at the same time keep the first. */
async function keep(folder: string, kept: string): Promise<void> {
  const copy = await mkdtemp(join(CACHE, "unfinished-"));
  await copyCluster(folder, copy);
  await rename(copy, kept).catch(() => rm(copy, { recursive: true }));
  const entries = await readdir(CACHE);
  const used = await Promise.all(
    entries.map(async (entry) => ({
      entry,
      at: (await stat(join(CACHE, entry)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  for (const { entry } of used.sort((one, other) => other.at - one.at).slice(KEPT)) {
    // Out of the way at once: who copies it just now fails and makes their own, instead of having half of it.
    const gone = join(CACHE, `gone-${randomBytes(6).toString("hex")}`);
    await rename(join(CACHE, entry), gone).catch(() => undefined);
    await rm(gone, { recursive: true, force: true });
  }
}

/** With owners, which Postgres insists on and `cp` of Node leaves behind. */
async function copyCluster(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true });
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(join(from, "postgres"));
  const files = await readdir(join(to, "postgres"), { recursive: true });
  await Promise.all(["", ...files].map((file) => chown(join(to, "postgres", file), uid, gid)));
}

/** Beside what the owner may: a database a test file, and rows of the version before in any order. */
async function mayMakeDatabases({ superuser }: Postgres, role: string): Promise<void> {
  const { pool, close } = connect(`${superuser}/postgres`, { max: 1 });
  await pool.query(`alter role ${role} createdb`);
  await pool.query(`grant set on parameter session_replication_role to ${role}`);
  await close();
}

async function makeTemplates(folder: string): Promise<void> {
  const postgres = await startTestPostgres(folder);
  const server = serverOf(postgres);
  await mayMakeDatabases(postgres, new URL(postgres.migrationUrl).username);
  const admin = connect(`${server}/postgres`, { max: 1 });
  const create = (name: Template, from: string) =>
    admin.pool.query(`create database template_${name} template ${from}`);
  const role = new URL(postgres.url).username;
  const fill = async (
    name: Template,
    work: (client: ReturnType<typeof connect>) => Promise<unknown>,
    as = portalServerOf(postgres),
  ) => {
    const client = connect(`${as}/template_${name}`, { max: 2 });
    await work(client);
    await client.close();
  };
  await create("empty", "template1");
  const migrated = async ({ db, pool }: ReturnType<typeof connect>) => {
    await migrate(db, pool);
    await grantPortalRights(pool, role);
  };
  await fill("empty", migrated, server);
  await create("city", "template_empty");
  await create("demonstration", "template_empty");
  await admin.close();
  /** Around an election nobody may sign: tests by today's clock must be able to on any day of the year. */
  const noElectionNow = (db: Database) =>
    db
      .deleteFrom("election")
      .where("pause_from", "<=", seoulDay(new Date(Date.now() + DAY_MS)))
      .where("pause_until", ">=", seoulDay(new Date(Date.now() - DAY_MS)))
      .execute();
  await Promise.all([
    fill("city", async ({ db }) => {
      const city = spaceFileSchema.parse(await readCityFile());
      await db.transaction().execute(async (tx) => {
        const spaceId = await setUpSpace(tx, { ...city, rules: undefined }, DEFAULT_RULE_SET, SET_UP_AT, {
          demonstration: true, // its people sign in at the demonstration's agency
        });
        await seedStatutes(tx, spaceId, SET_UP_AT);
        await seedElectorate(tx, spaceId, SET_UP_AT);
      });
      await noElectionNow(db);
    }),
    fill("demonstration", async ({ db }) => {
      await seedDemonstration(db, demonstrationKeys(readEnvironment({})), new Date());
      await noElectionNow(db);
    }),
  ]);
  await postgres.stop();
}
