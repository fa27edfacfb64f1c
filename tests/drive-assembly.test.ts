import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { browseDrives } from "#app/domain/kinds/drive/browse-drives.ts";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { sealSignature, signDrive, withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { tellMilestone } from "#app/domain/kinds/drive/tell-milestone.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { readLedgerPage } from "#app/domain/views/read-ledger.ts";
import { listPublicMatters } from "#db/queries/matters.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { createDrive, createSigners, DRAFT, driveOf, signer, signingServices } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { signInProcess } from "./support/sign-race.ts";

/** A petition to the assembly by the law's own numbers: 100 in 30 days to be public, 50,000 in 30 more to be referred. */
const START = new Date("2026-03-02T10:00:00+09:00");
const hash = draftHash(DRAFT).toString("hex");

let database: TestDatabase;
let services: SigningServices;
beforeAll(async () => {
  database = await createTestDatabase();
  services = signingServices(database.db);
});
afterAll(() => database.close());

const petition = () => createDrive(database.db, services, { at: START, statute: "assembly-petition" });
const drive = (id: number) => driveOf(database.db, id);
const seoul = (time: string) => new Date(`${time}+09:00`);

async function newPeople(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let first = 0; first < count; first += 5_000) {
    const group = Array.from({ length: Math.min(5_000, count - first) }, (_, index) => signer(first + index));
    ids.push(...(await createSigners(database.db, services.seal, group)));
  }
  return ids;
}

const sign = (matterId: number, personId: number, at: Date) =>
  signDrive(services, {
    spaceId: FIRST_SPACE,
    matterId,
    personId,
    consent: true,
    draftHash: hash,
    address: "",
    at,
  });

async function signAll(matterId: number, persons: readonly number[], at: Date): Promise<string[]> {
  return Promise.all(persons.map(async (person) => `${(await sign(matterId, person, at)).result} ${person}`));
}

/**
 * Two processes and this one sign at the same time, their people overlapping; nobody begins before all have started.
 *
 * @returns what each answered
 */
async function race(matterId: number, persons: readonly number[], at: Date): Promise<string[][]> {
  const third = Math.floor(persons.length / 3);
  const share = (part: number) => persons.slice(part * third, part * third + Math.floor(third * 1.3));
  const begun: Promise<void>[] = [];
  let start = () => {};
  const go = new Promise<void>((done) => {
    start = done;
  });
  const others = [0, 1].map((part) => {
    let onAnswer = () => {};
    begun.push(
      new Promise((done) => {
        onAnswer = done;
      }),
    );
    return signInProcess({ url: database.url, at, matterId, persons: share(part), apart: 1, onAnswer, go });
  });
  await Promise.all(begun);
  start();
  const own: string[] = [];
  for (let rest = share(2); rest.length > 0; rest = rest.slice(10))
    own.push(...(await signAll(matterId, rest.slice(0, 10), at)));
  const answers = [...(await Promise.all(others)), own];
  for (const one of answers) expect(one.some((answer) => answer.startsWith("signed"))).toBe(true);
  return answers;
}

/** Through the writer with real seals, in its largest groups, but without the questions that come before it. */
async function signInBulk(matterId: number, persons: readonly number[], at: Date): Promise<void> {
  const row = await drive(matterId);
  for (let first = 0; first < persons.length; first += 10_000)
    await Promise.all(
      persons.slice(first, first + 10_000).map(async (personId, index) => {
        const who = signer(first + index);
        const signature = await sealSignature(services, row, personId, who, who.district);
        const outcome = await services.supports.submit({
          spaceId: FIRST_SPACE,
          matterId,
          personId,
          kind: "drive",
          change: "add",
          at,
          beside: signature,
        });
        expect(outcome.result).toBe("added");
      }),
    );
}

/** Whether everybody finds it: in the list, in the sitemap, by its title in the ledger. */
async function found(id: number): Promise<boolean> {
  const { db } = database;
  const directory = await directoryOf(db);
  const { items } = await browseDrives(db, directory, new URLSearchParams(), "ko", START, 50);
  const addresses = await listPublicMatters(db, directory.space.id, 1_000);
  const { items: lines } = await readLedgerPage(db, directory.space.id, null, "ko", 50);
  const places = [
    items.some((item) => item.id === id),
    addresses.some((matter) => matter.id === id),
    lines.some(({ matter }) => matter?.id === id),
  ];
  // A petition without a line in the ledger is in no ledger, listed or not.
  const known = (await eventsOf(id)).length > 0 ? places : places.slice(0, 2);
  expect(new Set(known).size, `in the list, the sitemap, the ledger: ${known}`).toBe(1);
  return known[0] ?? false;
}

async function eventsOf(id: number): Promise<string[]> {
  const { rows } = await database.pool.query(
    "select kind, data ->> 'threshold' as number from event where matter_id = $1 order by seq",
    [id],
  );
  return rows.map(({ kind, number }) => (number === null ? kind : `${kind} ${number}`));
}

/** The person whose signature was the Nth, by the serials that the writer gave. */
async function nth(id: number, place: number): Promise<number> {
  const { rows } = await database.pool.query(
    "select serial from support where matter_id = $1 order by serial limit 1 offset $2",
    [id, place - 1],
  );
  return rows[0]?.serial;
}

/** Those who were told that they signed are exactly those who are stored, and counted. */
async function expectCounted(id: number, answers: readonly string[], before: number): Promise<number> {
  const told = answers.flatMap((answer) => (answer.startsWith("signed ") ? [Number(answer.slice(7))] : []));
  const { rows } = await database.pool.query(
    `select (select count(*)::int from support where matter_id = $1) as supports,
      (select count(*)::int from signature where matter_id = $1) as signatures,
      (select count(*)::int from support where matter_id = $1 and person_id = any($2)) as told`,
    [id, told],
  );
  const count = before + told.length;
  expect(new Set(told).size).toBe(told.length);
  expect(rows[0]).toEqual({ supports: count, signatures: count, told: told.length });
  expect((await drive(id)).support_count).toBe(count);
  return count;
}

describe("the first hundred", () => {
  test("three processes at once: the hundredth lists it, once, for 30 new days", async () => {
    const id = await petition();
    const people = await newPeople(360);
    await signAll(id, people.slice(0, 60), START);
    const at = seoul("2026-03-20T23:59:59");
    const answers = await race(id, people.slice(60), at);
    expect(await expectCounted(id, answers.flat(), 60)).toBe(360);
    expect(await eventsOf(id)).toEqual(["milestone-reached 100"]);
    expect((await listThresholds(database.db, [id]))[0]).toMatchObject({
      reached_at: at,
      support_serial: await nth(id, 100),
    });
    expect(await drive(id)).toMatchObject({
      visibility: "public",
      state: "collecting",
      next_threshold: 50_000,
      closes_at: seoul("2026-04-19T23:59:59.999"),
      collect_until: seoul("2026-04-19T23:59:59.999"),
    });
    expect(await found(id)).toBe(true);
  });

  test("exactly the hundredth: not the 99th, and not the 100th that is the 99th again", async () => {
    const id = await petition();
    const people = await newPeople(101);
    await signAll(id, people.slice(0, 99), START);
    expect(await drive(id)).toMatchObject({ visibility: "unlisted", support_count: 99, next_threshold: 100 });
    expect(await found(id)).toBe(false);
    await withdrawSignature(services, FIRST_SPACE, id, people[0] ?? 0, START);
    await sign(id, people[99] ?? 0, START);
    expect(await found(id)).toBe(false);
    await sign(id, people[100] ?? 0, START);
    expect(await found(id)).toBe(true);
    // Listed stays listed, though somebody takes theirs back.
    await withdrawSignature(services, FIRST_SPACE, id, people[1] ?? 0, START);
    expect(await drive(id)).toMatchObject({
      visibility: "public",
      support_count: 99,
      next_threshold: 50_000,
    });
  });

  test("the hundredth in the last second of the thirtieth day begins the second window; a second later nothing does", async () => {
    const [inTime, late] = [await petition(), await petition()];
    const people = await newPeople(100);
    for (const id of [inTime, late]) await signAll(id, people.slice(0, 99), START);
    const [last = 0] = people.slice(99);
    expect(await sign(inTime, last, seoul("2026-04-01T23:59:59.999"))).toMatchObject({ result: "signed" });
    expect(await drive(inTime)).toMatchObject({
      visibility: "public",
      closes_at: seoul("2026-05-01T23:59:59.999"),
    });
    const midnight = seoul("2026-04-02T00:00:00");
    expect(await sign(late, last, midnight)).toEqual({
      result: "refused",
      reasons: [{ code: "window-over", until: "2026-04-01" }],
    });
    await advanceDrives(services, midnight);
    expect(await drive(late)).toMatchObject({
      state: "lapsed",
      matter_state: "closed",
      visibility: "unlisted",
    });
    expect(await eventsOf(late)).toEqual(["lapsed"]);
    expect(await found(late)).toBe(false);
    expect((await drive(inTime)).state).toBe("collecting");
  });

  test("listed, but short of 50,000 when the second window ends: it lapses in sight of everybody", async () => {
    const id = await petition();
    await signAll(id, await newPeople(100), START);
    await advanceDrives(services, seoul("2026-04-02T00:00:00"));
    expect(await drive(id)).toMatchObject({ state: "lapsed", visibility: "public" });
    expect(await found(id)).toBe(true);
  });
});

describe("fifty thousand", () => {
  test("the 50,000th refers it without anybody's decision, once, while hundreds sign in three processes", async () => {
    const id = await petition();
    const people = await newPeople(50_500);
    await signInBulk(id, people.slice(0, 49_600), START);
    const at = seoul("2026-03-25T12:00:00");
    expect(await drive(id)).toMatchObject({
      state: "collecting",
      matter_state: "open",
      support_count: 49_600,
    });
    const answers = await race(id, people.slice(49_600), at);
    const count = await expectCounted(id, answers.flat(), 49_600);
    expect(count).toBeGreaterThanOrEqual(50_000);
    expect(count).toBeLessThan(50_500);
    expect(await eventsOf(id)).toEqual(["milestone-reached 100", "milestone-reached 50000", "accepted"]);
    expect((await listThresholds(database.db, [id]))[1]).toMatchObject({
      reached_at: at,
      support_serial: await nth(id, 50_000),
    });
    expect(await drive(id)).toMatchObject({
      state: "accepted",
      matter_state: "closed",
      accepted_at: at,
      delete_data_at: seoul("2027-03-25T23:59:59.999"),
    });
    const [signedBefore = 0] = people;
    await expect(withdrawSignature(services, FIRST_SPACE, id, signedBefore, at)).rejects.toMatchObject({
      code: "matter-not-open",
    });
    expect(await verifyChain(database.db, 1)).toMatchObject({ holds: true });
  });

  /**
   * The law's number is a least one, and what was committed together arrived together: nobody who signed before the
   * petition was referred is told that they came too late because of the order within a group.
   */
  test("who signs together with the last one counts too; who comes after is told that it was referred", async () => {
    const id = await lowPetition();
    const people = await newPeople(124);
    await signAll(id, people.slice(0, 119), START);
    const answers = await signAll(id, people.slice(119, 123), START);
    expect(answers.every((answer) => answer.startsWith("signed"))).toBe(true);
    expect(await expectCounted(id, answers, 119)).toBe(123);
    expect((await listThresholds(database.db, [id]))[1]?.support_serial).toBe(await nth(id, 120));
    expect(await drive(id)).toMatchObject({ state: "accepted", matter_state: "closed" });
    expect(await waitingLetters(id)).toEqual(["made-public", "to-committee"]);
    expect(await sign(id, people[123] ?? 0, START)).toEqual({
      result: "refused",
      reasons: [{ code: "not-collecting", state: "accepted" }],
    });
  });

  test("those who lead it hear that it is listed, and that it was referred: once, however often the job is done", async () => {
    const id = await lowPetition();
    await signAll(id, await newPeople(120), START);
    // The last one as the version before put it into the queue.
    for (const which of [{ code: "made-public" }, { code: "to-committee" }, { threshold: 120 }])
      await tellMilestone(database.db, { matterId: id, ...which }, "https://portal.test", START);
    const { rows } = await database.pool.query(
      "select told_once, body from mail where matter_id = $1 and person_id = $2 order by id",
      [id, (await drive(id)).representative_id],
    );
    expect(rows.map(({ told_once }) => told_once.split("/")[2])).toEqual(["listed", "referred"]);
    expect(rows[0].body).toContain("100명");
  });
});

/** The numbers whose letters the crossing enqueued, by their codes. */
async function waitingLetters(id: number): Promise<string[]> {
  const { rows } = await database.pool.query(
    `select payload ->> 'code' as code from graphile_worker._private_jobs job
      join graphile_worker._private_tasks task on task.id = job.task_id
      where identifier = 'tell-milestone' and (payload ->> 'matterId')::int = $1 order by job.id`,
    [id],
  );
  return rows.map(({ code }) => code);
}

const lowPetition = () =>
  createDrive(database.db, services, {
    at: START,
    statute: "assembly-petition",
    change: (statute) => ({
      ...statute,
      threshold: statute.threshold.kind === "fixed" ? lowered(statute.threshold) : statute.threshold,
    }),
  });

/** The same two numbers, the second small enough to be reached by hand. */
function lowered<T extends { milestones: { count: number }[] }>(threshold: T): T {
  const milestones = threshold.milestones.map((one) => ({ ...one, count: Math.min(one.count, 120) }));
  return { ...threshold, milestones };
}
