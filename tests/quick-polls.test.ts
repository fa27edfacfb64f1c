import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPortalError } from "#app/domain/errors.ts";
import { QuickBoards } from "#app/domain/quick-poll/boards.ts";
import { makeQuickPoll } from "#app/domain/quick-poll/make-quick-poll.ts";
import { addQuestion, changePoll, moveTo } from "#app/domain/quick-poll/manage.ts";
import { type Board, readBoard } from "#app/domain/quick-poll/read-board.ts";
import { findPoll, readQuickPoll } from "#app/domain/quick-poll/read-quick-poll.ts";
import type { QuickPollInput } from "#app/domain/quick-poll/schema.ts";
import { vote } from "#app/domain/quick-poll/vote.ts";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import { createDevices } from "#app/platform/devices.ts";
import { Live } from "#app/platform/live.ts";
import { createLog } from "#app/platform/log.ts";
import { createRateLimits, LIMITS, VOTE_COST } from "#app/platform/rate-limits.ts";
import { connect } from "#db/client.ts";
import { createPerson, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

/** What one-touch polls are made of: one vote a device, whatever races, is copied, closes or moves on. */
const NOW = new Date("2026-03-02T03:00:00Z");
const HOUR = 60 * 60 * 1000;
const later = (ms: number) => new Date(NOW.getTime() + ms);

let database: TestDatabase;
let maker: number;
beforeAll(async () => {
  database = await createTestDatabase();
  maker = await createPerson(database.db);
});
afterAll(() => database.close());

const devices = createDevices("a secret of the tests that is long enough", { secure: false });
const services = () => ({ db: database.db, devices, quickBoards: { changed: () => undefined } });

let made = 0;
async function poll(input: Partial<QuickPollInput> = {}, now = NOW) {
  made += 1;
  const whole: QuickPollInput = {
    question: `질문 ${made}`,
    choices: ["찬성", "반대"],
    name: `poll-${made}`,
    lasts: "day",
    ...input,
  };
  const name = await makeQuickPoll(database.db, FIRST_SPACE, maker, whole, now);
  return findPoll(database.db, FIRST_SPACE, name, now);
}

const cast = (
  name: string,
  choice: number,
  device = devices.create(),
  { address = "192.0.2.1", now = NOW, db = database.db } = {},
) => vote({ ...services(), db }, FIRST_SPACE, name, { choice, device, address }, now);

async function countsOf(name: string): Promise<number[]> {
  const { questions } = await readQuickPoll(services(), FIRST_SPACE, name, undefined, NOW);
  return questions.flatMap(({ choices }) => choices.map(({ votes }) => votes));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return error.details.faults?.[0]?.code ?? error.code;
  }
}

describe("a vote", () => {
  test("is one a device, and may be changed while the poll is open", async () => {
    const { name } = await poll();
    const device = devices.create();
    expect(await cast(name, 1, device)).toMatchObject({ question: 1, first: true });
    expect(await cast(name, 2, device)).toMatchObject({ first: false });
    await cast(name, 1);
    expect(await countsOf(name)).toEqual([1, 1]);
    const { own } = await readQuickPoll(services(), FIRST_SPACE, name, device, NOW);
    expect(own).toEqual({ 1: 2 });
  });

  test("of two hundred devices at once over two processes, with changes, adds up", async () => {
    const { name } = await poll({ choices: ["가", "나", "다"] });
    const elsewhere = connect(database.url, { max: 10 });
    const some = Array.from({ length: 200 }, () => devices.create());
    const votes = some.flatMap((device, index) => {
      const db = index % 2 === 0 ? database.db : elsewhere.db;
      const last = (index % 3) + 1;
      // Of some the same again, as of a button that was touched twice, and of each a change before.
      return [
        (async () => {
          await cast(name, ((index + 1) % 3) + 1, device, { db });
          await Promise.all([
            cast(name, last, device, { db }),
            cast(name, last, device, { db: database.db }),
          ]);
        })(),
      ];
    });
    await Promise.all(votes);
    await elsewhere.close();
    expect(await countsOf(name)).toEqual([67, 67, 66]);
  });

  test("of a cookie that was copied to a hundred clients is one, and is said to be sent often", async () => {
    const { id, name } = await poll();
    const device = devices.create();
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        cast(name, (index % 2) + 1, device, { address: `192.0.2.${index}` }),
      ),
    );
    const board = await readBoard(database.db, id);
    expect(board).toMatchObject({ votes: 1, repeated: 1, crowded: 0 });
  });

  test("of many devices at one address counts, and is said to come from one", async () => {
    const { id, name } = await poll();
    for (let count = 0; count < 10; count += 1) await cast(name, 1);
    expect(await readBoard(database.db, id)).toMatchObject({ votes: 10, crowded: 0 });
    await cast(name, 1);
    await cast(name, 2, devices.create(), { address: "198.51.100.1" });
    expect(await readBoard(database.db, id)).toMatchObject({ votes: 12, crowded: 11, repeated: 0 });
  });

  test("weighs more of a new device: an address has so many in ten minutes", async () => {
    const limits = createRateLimits();
    let devicesTaken = 0;
    while ((await limits.take("vote", "192.0.2.1", VOTE_COST.new)) === undefined) devicesTaken += 1;
    expect(devicesTaken).toBe(LIMITS.vote.points / VOTE_COST.new);
    expect(await limits.take("vote", "192.0.2.2", VOTE_COST.new)).toBeUndefined();
    await limits.close();
  });

  test.each([
    ["a choice that there is not", 7, "unknown-choice"],
    ["no choice", 0, "unknown-choice"],
    ["a huge number", 2_000_000_000, "unknown-choice"],
    ["what no column holds", 99_999_999_999, "unknown-choice"],
  ])("for %s is refused", async (_, choice, code) => {
    const { name } = await poll();
    expect(await codeOf(cast(name, choice))).toBe(code);
    expect(await countsOf(name)).toEqual([0, 0]);
  });

  test("is taken until the last moment and not a second later", async () => {
    const { name } = await poll({ lasts: "hour" });
    expect(await codeOf(cast(name, 1, undefined, { now: later(HOUR - 1) }))).toBe("done");
    expect(await codeOf(cast(name, 1, undefined, { now: later(HOUR) }))).toBe("quick-poll-closed");
    expect(await codeOf(cast(name, 1, undefined, { now: later(HOUR + 1_000) }))).toBe("quick-poll-closed");
    expect(await countsOf(name)).toEqual([1, 0]);
  });

  test("in a race with the closing is before it or refused, and never after it", async () => {
    for (let round = 0; round < 10; round += 1) {
      const one = await poll();
      const now = later(1_000);
      const [closed, ...votes] = await Promise.all([
        changePoll(database.db, { poll: one, makerId: maker, now }, { closesAt: now }),
        ...Array.from({ length: 10 }, () => codeOf(cast(one.name, 1, undefined, { now }))),
      ]);
      expect(closed).toBeUndefined();
      const taken = votes.filter((outcome) => outcome === "done").length;
      expect(votes.filter((outcome) => outcome !== "done" && outcome !== "quick-poll-closed")).toEqual([]);
      expect(await countsOf(one.name)).toEqual([taken, 0]);
      expect(await codeOf(cast(one.name, 1, undefined, { now }))).toBe("quick-poll-closed");
    }
  });

  test("is on the question that is asked now", async () => {
    const one = await poll();
    const act = { poll: one, makerId: maker, now: NOW };
    await addQuestion(database.db, act, { question: "다음 질문", choices: ["가", "나", "다"] });
    const device = devices.create();
    await cast(one.name, 2, device);
    expect(await codeOf(cast(one.name, 7, device))).toBe("question-over");
    await moveTo(database.db, act, 2);
    expect(await codeOf(cast(one.name, 1, device))).toBe("question-over");
    expect(await cast(one.name, 9, device)).toMatchObject({ question: 2, first: true });
    expect(await countsOf(one.name)).toEqual([0, 1, 0, 0, 1]);
    await moveTo(database.db, act, 1);
    expect(await cast(one.name, 1, device)).toMatchObject({ question: 1, first: false });
    expect(await codeOf(moveTo(database.db, act, 3))).toBe("unknown-choice");
    expect(await codeOf(moveTo(database.db, act, 0))).toBe("unknown-choice");
    expect(await codeOf(moveTo(database.db, act, Number.NaN))).toBe("unknown-choice");
  });
});

describe("a poll", () => {
  test("has a name that no other has in its space, however many ask for it at once", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => createPerson(database.db)));
    const make = (name?: string) =>
      Promise.all(
        people.map((person, index) => {
          const input = { question: "같은 질문", choices: ["가", "나"], name, lasts: "hour" as const };
          return makeQuickPoll(database.db, FIRST_SPACE, person, input, NOW).catch(
            (error) => `${isPortalError(error) && error.details.faults?.[0]?.code} ${index}`,
          );
        }),
      );
    const named = await make("같은-이름");
    expect(named.filter((name) => name === "같은-이름")).toHaveLength(1);
    expect(named.filter((name) => name.startsWith("name-taken"))).toHaveLength(5);
    const proposed = await make();
    expect(new Set(proposed).size).toBe(6);
    expect(proposed).toContain("같은-질문");
    expect(proposed.every((name) => name.startsWith("같은-질문"))).toBe(true);
  });

  test("that is sent twice by one person is one", async () => {
    const input = { question: "두 번 눌린 질문", choices: ["가", "나"], lasts: "hour" as const };
    const make = () => makeQuickPoll(database.db, FIRST_SPACE, maker, input, NOW);
    const names = await Promise.all([make(), make(), make()]);
    expect(new Set(names).size).toBe(1);
  });

  test("has ten questions at most, and a place for each of those that are added at once", async () => {
    const one = await poll();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        codeOf(
          addQuestion(
            database.db,
            { poll: one, makerId: maker, now: NOW },
            { question: `더 ${index}`, choices: ["가", "나", "다", "라", "마", "바"] },
          ),
        ),
      ),
    );
    expect(outcomes.toSorted()).toEqual([...Array(9).fill("done"), ...Array(3).fill("questions-full")]);
    expect((await readBoard(database.db, one.id))?.questions).toBe(10);
  });

  test("is its maker's to change, while it is open", async () => {
    const one = await poll();
    const other = await createPerson(database.db);
    const change = (makerId: number, now: Date) =>
      codeOf(changePoll(database.db, { poll: one, makerId, now }, { notice: "알립니다" }));
    expect(await change(other, NOW)).toBe("quick-poll-closed");
    expect(await change(maker, later(25 * HOUR))).toBe("quick-poll-closed");
    expect(await change(maker, NOW)).toBe("done");
    expect((await readBoard(database.db, one.id))?.notice).toBe("알립니다");
  });
});

test("a thousand changes are told as a few boards, the last of them as it stands", async () => {
  const live = new Live(database.url, createLog("silent"));
  await live.open();
  const boards = new QuickBoards(database.db, live, (error) => {
    throw error;
  });
  const { id, name } = await poll();
  const heard: Board[] = [];
  const stop = live.subscribe(`quick:${id}`, ({ board }) => heard.push(JSON.parse(String(board))));
  const voting = { ...services(), quickBoards: boards };
  await Promise.all(
    Array.from({ length: 300 }, () =>
      vote(voting, FIRST_SPACE, name, { choice: 1, device: devices.create(), address: "192.0.2.1" }, NOW),
    ),
  );
  await expect.poll(() => heard.at(-1)?.votes).toBe(300);
  expect(heard.length).toBeLessThan(100);
  expect(Buffer.byteLength(JSON.stringify(heard.at(-1)))).toBeLessThan(7_000);
  stop();
  await boards.close();
  await live.close();
});

test("the longest board that there can be fits into a notice of Postgres", async () => {
  const wide = "\u{1f600}";
  const one = await poll({
    question: wide.repeat(120),
    choices: Array.from({ length: 6 }, (_, index) => `${wide.repeat(59)}${index}`),
  });
  await changePoll(database.db, { poll: one, makerId: maker, now: NOW }, { notice: '"'.repeat(300) });
  const board = JSON.stringify(await readBoard(database.db, one.id));
  const payload = JSON.stringify([`quick:${one.id}`, { board }]);
  expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
  await database.pool.query("select pg_notify('elsewhere', $1)", [payload]);
});

test("what is over becomes numbers, hashes go, and in time all of it", async () => {
  const one = await poll({ lasts: "hour" }, NOW);
  for (let count = 0; count < 12; count += 1) await cast(one.name, 1);
  const often = devices.create();
  for (let count = 0; count < 11; count += 1) await cast(one.name, 2, often, { address: "198.51.100.7" });
  const stillOpen = await poll({ lasts: "month" }, NOW);
  await cast(stillOpen.name, 1);
  const rows = async (table: string, id = one.id) => {
    const { rows: found } = await database.pool.query(`select * from ${table} where poll_id = $1`, [id]);
    return found.length;
  };
  expect(await rows("quick_vote")).toBe(13);
  const before = await readBoard(database.db, one.id);

  await applyRetention(database.db, later(24 * HOUR));
  expect(await rows("quick_vote")).toBe(13);
  await applyRetention(database.db, later(26 * HOUR));
  expect(await rows("quick_vote")).toBe(0);
  expect(await rows("quick_vote", stillOpen.id)).toBe(1);
  const after = await readBoard(database.db, one.id);
  expect(after).toEqual(before);
  expect(after).toMatchObject({ votes: 13, crowded: 12, repeated: 1 });
  const kept = await findPoll(database.db, FIRST_SPACE, one.name, later(26 * HOUR));
  expect([kept.salt, kept.code]).toEqual([null, null]);
  expect(await codeOf(cast(one.name, 1, undefined, { now: NOW }))).toBe("quick-poll-closed");

  await applyRetention(database.db, later(366 * 24 * HOUR));
  expect(await codeOf(findPoll(database.db, FIRST_SPACE, one.name, NOW))).toBe("not-found");
  expect(await rows("quick_poll_choice")).toBe(0);
});

describe("a device's cookie", () => {
  test("is known again, and not one that was made up or signed by another", () => {
    const device = devices.create();
    const [pair = ""] = devices.cookieOf(device).split(";");
    expect(devices.find(pair)).toBe(device);
    expect(devices.find(`a=b; ${pair}; c=d`)).toBe(device);
    const [name = "", value = ""] = pair.split("=");
    for (const forged of [
      `${name}=${devices.create()}.${value.split(".")[1]}`,
      `${name}=${device}`,
      `${name}=${device}.`,
      `${name}=`,
      `x${pair}`,
    ])
      expect(devices.find(forged)).toBeUndefined();
    const others = createDevices("another secret of the tests, long enough", { secure: false });
    expect(others.find(pair)).toBeUndefined();
    expect(devices.find(null)).toBeUndefined();
  });

  test("is the host's alone over https, and no script's", () => {
    const cookie = createDevices("a secret of the tests that is long enough", { secure: true }).cookieOf(
      devices.create(),
    );
    expect(cookie).toMatch(
      /^__Host-gonggam-device=[\w-]{22}\.[\w-]{22}; Path=\/; Max-Age=5184000; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test("is another hash in each poll", () => {
    const device = devices.create();
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(devices.hash(one, "device", device)).toEqual(devices.hash(one, "device", device));
    expect(devices.hash(one, "device", device)).not.toEqual(devices.hash(other, "device", device));
    expect(devices.hash(one, "address", "192.0.2.1")).toHaveLength(8);
  });
});
