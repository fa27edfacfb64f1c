import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COST, createRateLimits, LIMITS, type SharedCounts } from "#app/platform/rate-limits.ts";
import { forgetEndedLimits, sharedCounts } from "#app/platform/shared-counts.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** As a process has it; it says how many statements it made. */
function processOf() {
  const shared = sharedCounts(database.db);
  let statements = 0;
  const counted: SharedCounts = {
    salt: (now) => shared.salt(now),
    add(shares) {
      statements += 1;
      return shared.add(shares);
    },
  };
  return { limits: createRateLimits({ shared: counted }), statements: () => statements };
}

describe("limits of several processes", () => {
  test("are one limit, passed by a part at the most, and ask the database now and then", async () => {
    const processes = [processOf(), processOf(), processOf()];
    const { points } = LIMITS.address;
    let taken = 0;
    let refused = 0;
    // Each request at whichever process; it waits for nothing but the turn of the loop, as a request would.
    for (let request = 0; refused < 100 && request < points * 4; request += 1) {
      const { limits } = processes[request % processes.length] ?? processOf();
      if ((await limits.take("address", "203.0.113.7")) === undefined) taken += 1;
      else refused += 1;
      await new Promise((turn) => setTimeout(turn, 0));
    }
    expect(refused).toBe(100);
    expect(taken).toBeGreaterThanOrEqual(points);
    expect(taken).toBeLessThan(points * 1.5);
    for (const { statements } of processes) expect(statements()).toBeLessThan(40);
    await Promise.all(processes.map(({ limits }) => limits.close()));
  });

  test("know who was refused elsewhere", async () => {
    const [first, second] = [processOf(), processOf()];
    while ((await first.limits.take("touch", "person 1")) === undefined);
    await expect.poll(async () => second.limits.take("touch", "person 1")).toBeGreaterThan(0);
    expect(await second.limits.take("touch", "person 2")).toBeUndefined();
    await Promise.all([first.limits.close(), second.limits.close()]);
  });

  test("write down nobody who takes little, and nobody by name", async () => {
    const { limits } = processOf();
    const before = await rows();
    for (let page = 0; page < 10; page += 1) await limits.take("work", "203.0.113.99", COST.page);
    for (let write = 0; write < LIMITS.text.points; write += 1) await limits.take("text", "person 4711");
    await expect.poll(rows).toHaveLength(before.length + 1);
    await limits.close();
    const { rows: dumped } = await database.pool.query("select limit_count::text as row from limit_count");
    expect(JSON.stringify(dumped)).not.toMatch(/203\.0|4711|person/);
  });

  test("go on alone when the database is away", async () => {
    const away: SharedCounts = {
      salt: async () => Buffer.alloc(32),
      add: () => Promise.reject(new Error("away")),
    };
    let told = 0;
    const limits = createRateLimits({ shared: away, onError: () => (told += 1) });
    let taken = 0;
    while ((await limits.take("touch", "person 1")) === undefined) {
      taken += 1;
      await new Promise((turn) => setTimeout(turn, 0));
    }
    expect(taken).toBe(LIMITS.touch.points);
    expect(told).toBeGreaterThan(0);
    await limits.close();
  });

  test("leave nothing behind when their time is over", async () => {
    const now = new Date();
    await database.pool.query("insert into limit_count values ($1, 5, $2)", [Buffer.from("old"), now]);
    await database.pool.query("insert into limit_salt values ('2020-01-01', 'old')");
    await forgetEndedLimits(database.db, new Date(now.getTime() + 3_600_000));
    expect(await rows()).toEqual([]);
    const { rows: salts } = await database.pool.query("select day from limit_salt order by day");
    expect(salts).not.toContainEqual({ day: "2020-01-01" });
    await forgetEndedLimits(database.db, new Date(now.getTime() + 3 * 24 * 3_600_000));
    expect((await database.pool.query("select 1 from limit_salt")).rows).toEqual([]);
  });
});

async function rows() {
  return (await database.pool.query("select key from limit_count")).rows;
}
