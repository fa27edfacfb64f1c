import { readFileSync } from "node:fs";
import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { isPortalError } from "#app/domain/errors.ts";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { definitionSchema } from "#app/domain/kinds/poll/definition.ts";
import { drawWinners, giftPlaces } from "#app/domain/kinds/poll/draw.ts";
import { holdDraws } from "#app/domain/kinds/poll/hold-draws.ts";
import { withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import { readOwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import { declineDraw, readInDraw, readOwnGift, readOwnGifts } from "#app/domain/kinds/poll/own-draw.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { readDraw, readWholeDraw } from "#app/domain/kinds/poll/read-draw.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { tellWinners } from "#app/domain/kinds/poll/tell-winners.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { LedgerKeys } from "#app/domain/ledger/ledger-keys.ts";
import { makeCheckpoints } from "#app/domain/ledger/make-checkpoints.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { tellWinnersJob } from "#app/jobs/tell-winners.ts";
import { createPersons, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import {
  createOfficers,
  createPoll,
  DAY,
  type Officers,
  pollServices,
  STREET,
  vote,
} from "./support/polls.ts";

/** The draw of gifts: who is in it, by what it is drawn, that it is the same for whoever draws again. */

const DRAWS = z
  .array(
    z.object({
      poll: z.number(),
      root: z.string(),
      numbers: z.array(z.string()),
      hash: z.string(),
      winners: z.array(z.string()),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL("./fixtures/draw/draws.json", import.meta.url), "utf8")));

describe("the rule", () => {
  test.each(DRAWS)("gives what Python gives, poll $poll", ({ poll, root, numbers, hash, winners }) => {
    const again = drawWinners(Buffer.from(root, "hex"), poll, numbers.toReversed(), winners.length);
    expect(again).toEqual(winners);
    expect(hashTexts(numbers)).toBe(hash);
  });

  test.each<[string, number[], number[]]>([
    ["none", [], []],
    ["one", [1], [0]],
    ["several", [2, 1, 3], [0, 0, 1, 2, 2, 2]],
  ])("gifts go to places in their order: %s", (_, counts, places) => {
    expect(giftPlaces(counts.map((count) => ({ count })))).toEqual(places);
  });
});

let database: TestDatabase;
let services: PollServices;
let officers: Officers;
const AT = new Date("2026-03-02T03:00:00Z");
const DURING = new Date(AT.getTime() + 60_000);
const AFTER = new Date(AT.getTime() + 10 * DAY + 1);
const KEYS = new LedgerKeys("k".repeat(32), "portal.test");
const GIFTS = [
  { name: { ko: "책 교환권", en: "Book token" }, count: 2 },
  { name: "입장권", count: 3 },
];

beforeAll(async () => {
  database = await createTestDatabase();
  services = pollServices(database.db);
  await services.counter.close();
  officers = await createOfficers(database.db);
});
afterAll(() => database.close());

const create = (change: object = {}) =>
  createPoll(services, officers, AT, { purpose: "pick", gifts: GIFTS, ...change });
async function takePart(id: number, count: number): Promise<number[]> {
  const people = await createPersons(database.db, count);
  for (const person of people) await vote(services, id, person, { first: "wide" }, DURING);
  return people;
}
const close = () => advancePolls(services, AFTER);
async function signAndDraw(): Promise<void> {
  await makeCheckpoints(database.db, KEYS, AFTER);
  await holdDraws(database.db, AFTER);
}
/** Does what is waiting of the letters to who won. @returns who is told of which gift */
async function tellAll(id: number): Promise<[number, string | undefined][]> {
  await runOnce({
    pgPool: database.pool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      "tell-winners": (told) =>
        tellWinners(services, tellWinnersJob.payload.parse(told), "https://portal.test", AFTER),
    },
  });
  const { rows } = await database.pool.query<{ person_id: number; body: string }>(
    "select person_id, body from mail where told_once like $1 order by person_id",
    [`poll-won/${id}/%`],
  );
  return rows.map(({ person_id, body }) => [person_id, /추첨에서 ‘(.*)’에 당첨/.exec(body)?.[1]]);
}
const read = async (id: number) => {
  const draw = await readDraw(database.db, await getPoll(database.db, FIRST_SPACE, id), "en");
  if (!draw) throw new Error("It has no gifts.");
  return draw;
};
const numberOf = async (id: number, person: number) =>
  (await readOwnBallot(services, await getPoll(database.db, FIRST_SPACE, id), person))?.receipt ?? "";
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => {
      if (isPortalError(error)) return error.code;
      throw error;
    },
  );
const decline = (id: number, person: number, declined = true, at = DURING, space = FIRST_SPACE) =>
  code(declineDraw(database.db, space, id, person, declined, at));

describe("a poll with gifts", () => {
  test.each([true, false])(
    "draws among who took part and did not decline, by the first head after, may be changed %s",
    async (mayChange) => {
      const id = await create({ mayChange });
      const people = await takePart(id, 9);
      const [away = 0, back = 0, left = 0] = people;
      expect([await decline(id, away), await decline(id, back), await decline(id, back, false)]).toEqual([
        "done",
        "done",
        "done",
      ]);
      const isIn = () => Promise.all([away, back].map((person) => readInDraw(services, id, person)));
      expect(await isIn()).toEqual([false, true]);
      await database.db.updateTable("person").set({ left_at: DURING }).where("id", "=", left).execute();
      // A head of before has nothing to say of it.
      await makeCheckpoints(database.db, KEYS, DURING);
      expect(await read(id)).toMatchObject({ state: "before", numbers: null, winners: [] });
      expect(await code(readWholeDraw(database.db, FIRST_SPACE, id, "en"))).toBe("not-yet");

      await close();
      await holdDraws(database.db, AFTER);
      expect(await read(id)).toMatchObject({ state: "fixed", numbers: 7, winners: [], head: null });
      expect(await isIn(), "who declined is told the same after the close").toEqual([false, true]);
      const { numbers } = await readWholeDraw(database.db, FIRST_SPACE, id, "en");
      const among = await Promise.all(
        people.filter((person) => person !== away && person !== left).map((person) => numberOf(id, person)),
      );
      expect(numbers).toEqual(among.sort());

      await makeCheckpoints(database.db, KEYS, AFTER);
      // Twice at once, and again: it is drawn once.
      await Promise.all([holdDraws(database.db, AFTER), holdDraws(database.db, AFTER)]);
      await signAndDraw();
      const draw = await read(id);
      expect(draw).toMatchObject({ state: "drawn", gifts: [{ name: "Book token" }, { name: "입장권" }] });
      expect(draw.winners.map(({ gift }) => gift)).toEqual([
        "Book token",
        "Book token",
        "입장권",
        "입장권",
        "입장권",
      ]);
      const lines = await database.db
        .selectFrom("event")
        .select(["seq", "kind", "data"])
        .where("matter_id", "=", id)
        .where("kind", "in", ["poll-closed", "draw-fixed", "drawn"])
        .orderBy("seq")
        .execute();
      expect(lines.map(({ kind }) => kind)).toEqual(["poll-closed", "draw-fixed", "drawn"]);
      expect(draw.head?.size).toBeGreaterThanOrEqual(lines[1]?.seq ?? 0);
      expect(draw.head?.size).toBeLessThan(lines[2]?.seq ?? 0);
      const winners = draw.winners.map(({ number }) => number);
      expect(drawWinners(Buffer.from(draw.head?.root ?? "", "hex"), id, among, 5)).toEqual(winners);
      expect(lines[2]?.data).toMatchObject({ winners: 5, text: hashTexts(winners) });
      expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });

      // Each learns of their own alone.
      const own = await Promise.all(
        people.map(async (person) => [
          await numberOf(id, person),
          (await readOwnGifts(services, FIRST_SPACE, person, "ko")).get(id),
        ]),
      );
      const poll = await getPoll(database.db, FIRST_SPACE, id);
      expect(await Promise.all(people.map((person) => readOwnGift(services, poll, person, "ko")))).toEqual(
        own.map(([, gift]) => gift ?? null),
      );
      expect(await isIn()).toEqual([false, true]);
      expect(own.flatMap(([number = "", gift]) => (gift ? [number] : [])).sort()).toEqual(winners.toSorted());
      const gifts = people.flatMap((person, place) => {
        const gift = own[place]?.[1];
        return gift ? [[person, gift]] : [];
      });
      expect(await tellAll(id)).toEqual(gifts);
      const { rows } = await database.pool.query("select * from poll_draw_decline where matter_id = $1", [
        id,
      ]);
      expect(rows).toEqual([]);
    },
  );

  test("with fewer people than gifts each of them wins; with nobody nobody does", async () => {
    const [few, none] = [await create(), await create()];
    const people = await takePart(few, 2);
    await close();
    await signAndDraw();
    const numbers = await Promise.all(people.map((person) => numberOf(few, person)));
    expect((await read(few)).winners.map(({ number }) => number).sort()).toEqual(numbers.sort());
    expect(await read(none)).toMatchObject({ state: "drawn", numbers: 0, winners: [] });
    expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
  });

  test("without gifts, or withdrawn, nothing is drawn", async () => {
    const [plain, withdrawn] = [await create({ gifts: [] }), await create()];
    const [person = 0] = await takePart(plain, 1);
    await takePart(withdrawn, 3);
    await withdrawPoll(database.db, officers.writer, FIRST_SPACE, withdrawn, DURING);
    await close();
    await signAndDraw();
    expect(await readDraw(database.db, await getPoll(database.db, FIRST_SPACE, plain), "ko")).toBeNull();
    expect(await read(withdrawn)).toMatchObject({ state: "before" });
    expect(await code(readWholeDraw(database.db, FIRST_SPACE, plain, "ko"))).toBe("not-found");
    expect(await decline(plain, person)).toBe("not-found");
  });

  test("nobody declines who did not take part, after the close, or from elsewhere", async () => {
    const id = await create();
    const [person = 0] = await takePart(id, 1);
    const [other = 0] = await createPersons(database.db, 1);
    expect(await decline(id, other)).toBe("matter-not-open");
    expect(await decline(id, person, true, AFTER)).toBe("matter-not-open");
    expect(await decline(id, person, true, DURING, FIRST_SPACE + 1_000)).toBe("not-found");
    expect(await decline(999_999, person)).toBe("not-found");
    await close();
    expect(await decline(id, person)).toBe("matter-not-open");
  });

  test.each<[string, string]>([
    ["another winner", "update poll_drawn set winners[1] = 'AAAAA-AAAAA' where matter_id = $1"],
    ["another head", "update poll_drawn set size = size - 1 where matter_id = $1"],
    ["a number more", "insert into poll_draw_number values ($1, 'AAAAA-AAAAA')"],
    [
      "a number less",
      "delete from poll_draw_number where number in (select min(number) from poll_draw_number where matter_id = $1)",
    ],
    ["fewer gifts", "update poll_draw set winners = winners - 1 where matter_id = $1"],
    ["no draw at all", "delete from poll_drawn where matter_id = $1"],
  ])("the ledger's check finds %s", async (_, change) => {
    const id = await create();
    await takePart(id, 6);
    await close();
    await signAndDraw();
    const client = await database.owner.pool.connect();
    try {
      await client.query("set session_replication_role = replica");
      const kept = await client.query("select * from poll_draw_number where matter_id = $1", [id]);
      const [was] = (await client.query("select * from poll_drawn where matter_id = $1", [id])).rows;
      await client.query(change, [id]);
      const found = await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE);
      expect(found).toMatchObject({ holds: false, fault: { check: "draws", matter: id } });
      await client.query("delete from poll_draw_number where matter_id = $1", [id]);
      for (const { number } of kept.rows)
        await client.query("insert into poll_draw_number values ($1, $2)", [id, number]);
      await client.query("delete from poll_drawn where matter_id = $1", [id]);
      await client.query("update poll_draw set winners = 5 where matter_id = $1", [id]);
      await client.query("insert into poll_drawn values ($1, $2, $3, $4, $5)", [
        id,
        was.size,
        was.root,
        was.winners,
        was.at,
      ]);
      expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
    } finally {
      await client.query("set session_replication_role = default");
      client.release();
    }
  });

  test("what was fixed and drawn is not changed", async () => {
    const id = await create();
    await takePart(id, 2);
    await close();
    await signAndDraw();
    for (const table of ["poll_draw", "poll_draw_number", "poll_drawn"])
      await expect(
        database.owner.pool.query(`delete from ${table} where matter_id = ${id}`),
      ).rejects.toThrow();
  });
});

describe("what an office may promise", () => {
  const gift = { name: "책", count: 1 };
  test.each<[string, object, string | undefined]>([
    ["ten gifts", { gifts: Array(10).fill(gift) }, undefined],
    ["nothing", { gifts: null }, undefined],
    ["eleven", { gifts: Array(11).fill(gift) }, "above-most"],
    ["none of it", { gifts: [{ name: "책", count: 0 }] }, "out-of-range"],
    ["half of it", { gifts: [{ name: "책", count: 1.5 }] }, "not-a-number"],
    ["too many", { gifts: [{ name: "책", count: 1_001 }] }, "out-of-range"],
    ["one without a name", { gifts: [{ name: "", count: 1 }] }, "required"],
    ["a name of 10 kB", { gifts: [{ name: "가".repeat(3_400), count: 1 }] }, "too-long"],
    ["for a mock poll", { gifts: [gift], purpose: "mock" }, "no-gifts"],
    ["to a roll", { gifts: [gift], who: { residents: false, roll: "homes" } }, "no-gifts"],
  ])("%s", async (_, change, fault) => {
    const schema = definitionSchema(await directoryOf(database.db));
    const { issues = [] } =
      schema.safeParse({ ...STREET, closesAt: AFTER.toISOString(), purpose: "policy", ...change }).error ??
      {};
    expect(issues.map(({ message }) => message)).toEqual(fault === undefined ? [] : [fault]);
  });

  test("what has no gifts says nothing of them, so its hash is what it was", async () => {
    const schema = definitionSchema(await directoryOf(database.db));
    const whole = { ...STREET, closesAt: AFTER.toISOString() };
    expect(hashTexts(schema.parse({ ...whole, gifts: [] }))).toBe(hashTexts(schema.parse(whole)));
  });
});
