import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AbuseWatch } from "#app/domain/kinds/drive/abuse-watch.ts";
import { sharedCounts } from "#app/platform/shared-counts.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createDrive, signingServices } from "./support/drives.ts";
import { programOf } from "./support/program.ts";

/** Signs of abuse are counted by all processes together, and name nobody. */
const AT = new Date("2026-03-02T10:00:00+09:00");
const SECRET = "a secret of the portal that is long enough";
let database: TestDatabase;
let matter: number;
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const services = signingServices(db);
  matter = await createDrive(db, services, { at: AT, required: 1_000 });
});
afterAll(() => database.close());

const signs = async () => {
  const { rows } = await database.pool.query(
    "select kind, times, about, first_at, last_at from abuse_sign where matter_id = $1 order by kind, about",
    [matter],
  );
  return rows;
};
const seen = async () => (await signs()).map(({ kind, times }) => [kind, times]);

async function start(): Promise<ChildProcess> {
  const child = fork(
    programOf("tests/support/abuse-process.ts"),
    [database.url, String(matter), SECRET, AT.toISOString()],
    { execArgv: [] },
  );
  await once(child, "message");
  return child;
}

test("two processes see together what neither sees alone, and it is one sign", async () => {
  const processes = await Promise.all([start(), start()]);
  const count = (times: number) =>
    Promise.all(
      processes.map(async (child) => {
        const stored = once(child, "message");
        child.send(times);
        await stored;
      }),
    );
  // Below both limits in each of them: of retries, it is 10 together.
  await count(5);
  expect(await seen()).toEqual([["retries", 10]]);
  await count(5);
  expect(await seen()).toEqual([
    ["burst", 20],
    ["retries", 20],
  ]);
  // Once more as many, of which one process passes 40 and the other only counts on.
  await count(10);
  expect(await seen()).toEqual([
    ["burst", 40],
    ["retries", 40],
  ]);
  for (const child of processes) child.send(0);
  await Promise.all(processes.map((child) => once(child, "exit")));
  const { rows } = await database.pool.query("select * from limit_count");
  const stored = JSON.stringify([await signs(), rows]);
  for (const told of ["203.0.113", "person"]) expect(stored).not.toContain(told);
});

test("who comes once to a process is written nowhere; a time that is over begins anew", async () => {
  const { db, pool } = database;
  const watch = new AbuseWatch(db, { shared: sharedCounts(db), secret: SECRET });
  const counts = async () => (await pool.query("select from limit_count")).rowCount;
  const before = [await counts(), await seen()];
  for (let person = 100; person < 200; person += 1) watch.noteAttempt(matter, person, AT);
  await watch.settled();
  expect([await counts(), await seen()]).toEqual(before);
  const attempts = async (minutes: number, times: number) => {
    const at = new Date(AT.getTime() + minutes * 60_000);
    for (let time = 0; time < times; time += 1) watch.noteAttempt(matter, 100, at);
    await watch.settled();
  };
  await attempts(50, 8);
  expect(await seen()).toEqual(before[1]);
  // The hour that began with the first is over.
  await attempts(61, 9);
  expect(await seen()).toEqual(before[1]);
  await attempts(62, 1);
  expect(await seen()).toHaveLength(3);
});

test("whoever has the database knows no address by its tag: the portal's secret is part of it", async () => {
  const note = async (secret: string) => {
    const watch = new AbuseWatch(database.db, { shared: sharedCounts(database.db), secret });
    for (let time = 0; time < 20; time += 1) watch.noteSignature(matter, "198.51.100.5", AT);
    await watch.settled();
  };
  const tags = async () => new Set((await signs()).map(({ about }) => about));
  const before = (await tags()).size;
  await note("one secret");
  await note("another secret");
  expect((await tags()).size).toBe(before + 2);
});
