import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import type { SupportCommand } from "#app/domain/support/support-command.ts";
import { SupportLanes } from "#app/domain/support/support-lanes.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { type Client, signIn } from "./support/client.ts";
import { createPersons, createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** No matter waits for another: lanes in the writer, and matters that somebody else has locked. */
const command = (matterId: number, personId: number): SupportCommand => ({
  spaceId: FIRST_SPACE,
  matterId,
  personId,
  kind: "proposal",
  change: "add",
  at: new Date(),
});

/** Holds the rows of matters as another connection would, until it is let go. */
async function lockMatters({ pool }: TestDatabase, ids: number[]): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("select from matter where id = any($1) for update", [ids]);
  return async () => {
    await client.query("rollback");
    client.release();
  };
}

describe("what goes together", () => {
  const never = () => {
    throw new Error("Nothing is answered here.");
  };
  function lanesOf(...pairs: [matter: number, person: number][]): SupportLanes {
    const lanes = new SupportLanes();
    for (const [matter, person] of pairs)
      lanes.add({ command: command(matter, person), resolve: never, reject: never });
    return lanes;
  }
  const places = (free: number, waiting = 2) => ({ free, waiting });
  const pairsOf = (group: ReturnType<SupportLanes["take"]>) =>
    group?.waiting.map((one) => [one.command.matterId, one.command.personId]);

  test("each matter by itself while there are places; a matter under way waits for itself alone", () => {
    const lanes = lanesOf([1, 10], [2, 20], [1, 11]);
    const first = lanes.take(places(4), 0);
    expect([pairsOf(first), first?.waits]).toEqual([
      [
        [1, 10],
        [1, 11],
      ],
      true,
    ]);
    lanes.add({ command: command(1, 12), resolve: never, reject: never });
    expect(pairsOf(lanes.take(places(3), 0))).toEqual([[2, 20]]);
    expect(lanes.take(places(2), 0)).toBeUndefined();
    if (first) lanes.release(first);
    expect(pairsOf(lanes.take(places(3), 0))).toEqual([[1, 12]]);
    expect(lanes.waiting).toBe(0);
  });

  test("more matters than places share, and then none waits for a lock", () => {
    const lanes = lanesOf(...Array.from({ length: 10 }, (_, index): [number, number] => [index, 1]));
    const sizes = [4, 3, 2, 1]
      .map((free) => lanes.take(places(free), 0))
      .map((group) => group?.waiting.length);
    expect(sizes).toEqual([3, 3, 2, 2]);
    expect(lanesOf([1, 1], [2, 1]).take(places(1), 0)?.waits).toBe(false);
  });

  test("a person's second command waits, and everything of theirs after it", () => {
    const lanes = lanesOf([1, 10], [1, 11], [1, 10], [1, 10]);
    for (const expected of [[10, 11], [10], [10]]) {
      const group = lanes.take(places(4), 0);
      expect(group?.waiting.map((one) => one.command.personId)).toEqual(expected);
      if (group) lanes.release(group);
    }
  });

  test("what was locked goes next and alone; what stayed locked is tried and not waited for", () => {
    const lanes = lanesOf([1, 10], [2, 20], [3, 30]);
    const group = lanes.take(places(1), 0);
    lanes.takeBack(group?.waiting.filter((one) => one.command.matterId === 2) ?? [], 7);
    if (group) lanes.release(group);
    lanes.add({ command: command(1, 11), resolve: never, reject: never });
    expect(pairsOf(lanes.take(places(1, 0), 0)), "no place to wait in").toEqual([[1, 11]]);
    expect(lanes.takeLate(6)).toEqual([]);
    const alone = lanes.take(places(1), 0);
    expect([pairsOf(alone), alone?.waits]).toEqual([[[2, 20]], true]);
    lanes.mark(2, 10_000);
    if (alone) lanes.release(alone);
    lanes.add({ command: command(2, 21), resolve: never, reject: never });
    const tried = lanes.take(places(1), 5_000);
    expect([pairsOf(tried), tried?.waits]).toEqual([[[2, 21]], false]);
    if (tried) {
      lanes.takeBack(tried.waiting, 7);
      lanes.release(tried);
    }
    expect(lanes.takeLate(7).map((one) => one.command.personId)).toEqual([21]);
    expect(lanes.waiting).toBe(0);
  });
});

describe("a matter that somebody else has locked", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  test("is refused in time, then at once, and counts again as soon as it is free; the others never notice", async () => {
    const writer = new SupportWriter(database.bounded, SUPPORT_PLUGS);
    const [locked, free] = [
      await createProposal(database.db, new Date()),
      await createProposal(database.db, new Date()),
    ];
    const people = await createPersons(database.db, 40);
    const letGo = await lockMatters(database, [locked]);
    const busy = { code: "matter-busy", status: 503, details: { retryAfterSeconds: 2 } };
    try {
      const refused = Promise.allSettled(
        people.slice(0, 20).map((person) => writer.submit(command(locked, person))),
      );
      for (const person of people)
        expect(await writer.submit(command(free, person))).toMatchObject({ result: "added" });
      for (const one of await refused) expect(one).toMatchObject({ status: "rejected", reason: busy });
      await expect(writer.submit(command(locked, people[0] ?? 0))).rejects.toMatchObject(busy);
    } finally {
      await letGo();
    }
    expect(await writer.submit(command(locked, people[0] ?? 0))).toEqual({ result: "added", count: 1 });
    await writer.drain();
  });

  test("ten of them do not take the places of the others, not when they share a group either", async () => {
    const sizes: number[] = [];
    const writer = new SupportWriter(database.bounded, SUPPORT_PLUGS, {
      onCommit: (size) => sizes.push(size),
    });
    const matters = await Promise.all(
      Array.from({ length: 30 }, () => createProposal(database.db, new Date())),
    );
    const [person = 0, other = 0] = await createPersons(database.db, 2);
    const [locked, free] = [matters.slice(0, 10), matters.slice(10)];
    const letGo = await lockMatters(database, locked);
    try {
      const refused = Promise.allSettled(locked.map((matter) => writer.submit(command(matter, person))));
      const answered = await Promise.all(free.map((matter) => writer.submit(command(matter, person))));
      expect(new Set(answered.map(({ result }) => result))).toEqual(new Set(["added"]));
      expect(Math.max(...sizes), "many matters share a transaction").toBeGreaterThan(1);
      for (const one of await refused) expect(one).toMatchObject({ reason: { code: "matter-busy" } });
      // Now all ten are known to be locked, and are tried beside the others.
      const again = await Promise.allSettled(matters.map((matter) => writer.submit(command(matter, other))));
      expect(again.map(({ status }) => status)).toEqual([
        ...locked.map(() => "rejected"),
        ...free.map(() => "fulfilled"),
      ]);
    } finally {
      await letGo();
    }
    const after = await Promise.all(matters.map((matter) => writer.submit(command(matter, other))));
    expect(after.map(({ result }) => result)).toEqual([
      ...locked.map(() => "added"),
      ...free.map(() => "already-there"),
    ]);
  });

  describe("over HTTP", () => {
    let portal: TestPortal;
    let person: Client;
    beforeAll(async () => {
      // Without jobs, whose rows about a matter hold its lock too, for moments.
      portal = await startPortal({ database, environment: { JOBS: "elsewhere" } });
      person = await signIn(portal.url, "citizen-4001");
    });
    afterAll(() => portal.stop());

    test("is a 503 that says when to come again, for programs and for people, and for that matter alone", async () => {
      const [locked, free] = [
        await createProposal(database.db, new Date()),
        await createProposal(database.db, new Date()),
      ];
      const agree = (id: number) => person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" });
      const letGo = await lockMatters(database, [locked]);
      try {
        const refused = agree(locked);
        expect((await agree(free)).status).toBe(201);
        const problem = await refused;
        expect([problem.status, problem.headers.get("Retry-After")]).toEqual([503, "2"]);
        expect(problem.headers.get("Content-Type")).toContain("application/problem+json");
        expect(await problem.json()).toMatchObject({ code: "matter-busy" });
        const page = await person.form(`/proposals/${locked}`, { intent: "agree" });
        expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "2"]);
        expect(await page.text()).toContain("이 안건은 지금 바로 받을 수 없습니다");
      } finally {
        await letGo();
      }
      expect((await person.form(`/proposals/${locked}`, { intent: "agree" })).status).toBe(302);
    });
  });
});
