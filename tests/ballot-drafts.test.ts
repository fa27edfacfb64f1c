import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { isOvertaken, readBallotDraft, saveBallotDraft } from "#app/domain/kinds/poll/ballot-draft.ts";
import { withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import { readOwnPolls } from "#app/domain/kinds/poll/own.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readResults } from "#app/domain/kinds/poll/read-results.ts";
import { draftBytes } from "#app/domain/kinds/poll/sealed-size.ts";
import { TAKEN_BACK_BY_LEAVING } from "#app/domain/kinds.ts";
import { leave } from "#app/domain/leaving/leave.ts";
import { readOwnData } from "#app/domain/views/own-data.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createSigners, signer, signingServices } from "./support/drives.ts";
import { dumpRows } from "./support/dump.ts";
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
import { programOf } from "./support/program.ts";
import { sessionsEnd } from "./support/sessions-end.ts";

/** What somebody answered and has not sent: kept for them alone, from device to device, and gone with the ballot. */
let database: TestDatabase;
let services: PollServices;
let officers: Officers;
let people: number[];
const AT = new Date("2026-03-02T03:00:00Z");
const DURING = new Date(AT.getTime() + 60_000);
const AFTER = new Date(AT.getTime() + 10 * DAY + 1);
const PHONE = { tab: randomUUID(), device: "0123456789abcdef" };
const DESK = { tab: randomUUID(), device: "fedcba9876543210" };

beforeAll(async () => {
  database = await createTestDatabase();
  services = pollServices(database.db);
  officers = await createOfficers(database.db);
  people = await createSigners(
    database.db,
    services.seal,
    Array.from({ length: 40 }, (_, index) => signer(index)),
  );
});
afterAll(() => database.close());

const someone = () => people.pop() ?? 0;

interface Sent {
  from?: typeof PHONE;
  /** The version that its page began with. */
  seen?: number;
  page?: number;
  at?: Date;
}

const save = (
  matterId: number,
  personId: number,
  fields: Record<string, string>,
  { from = PHONE, seen = 0, page = 1, at = DURING }: Sent = {},
) =>
  saveBallotDraft(services, {
    spaceId: FIRST_SPACE,
    matterId,
    voter: { personId, district: null },
    device: from.device,
    window: { tab: from.tab, seen },
    page,
    fields,
    at,
  });

const draftOf = async (matterId: number, personId: number, device = PHONE.device) =>
  readBallotDraft(services, await getPoll(database.db, FIRST_SPACE, matterId), personId, device);
const rowsOf = async (matterId: number) =>
  (await database.pool.query("select * from ballot_draft where matter_id = $1", [matterId])).rows;

async function dumpText(): Promise<string> {
  let dump = "";
  for await (const statement of dumpRows(database.owner.pool)) dump += `${statement}\n`;
  return dump;
}

describe("what is kept", () => {
  test("is found at another device, at the page where it was left, of which day and no more", async () => {
    const id = await createPoll(services, officers, AT);
    const person = someone();
    const fields = {
      "choice.first": "bikes",
      "pick.also.bench": "yes",
      "rank.order.calm": "1",
      "number.spend": "가끔",
    };
    expect(
      await save(id, person, { ...fields, "choice.mood": "9", "text.gone": "x", constructor: "y" }),
    ).toBe(1);
    const expected = { page: 1, fields, version: 1, savedOn: "2026-03-02" };
    expect(await draftOf(id, person)).toEqual({ ...expected, elsewhere: false });
    expect(await draftOf(id, person, DESK.device)).toEqual({ ...expected, elsewhere: true });
    expect(await draftOf(id, someone())).toBeNull();
    // As of a page that there is not.
    await save(id, person, fields, { page: 99 });
    expect((await draftOf(id, person))?.page).toBe(1);
    const [row] = await rowsOf(id);
    expect(Object.keys(row).toSorted()).toEqual(["matter_id", "person_id", "saved_on", "sealed", "version"]);
  });

  test("is sealed in one size, whatever it says, and opens in no other's place", async () => {
    const id = await createPoll(services, officers, AT);
    const [first, second] = [someone(), someone()];
    await save(id, first, { "choice.first": "wide" }, { page: 0 });
    const text = "둘도 없는 물길을 따라";
    await save(id, second, { "choice.first": "bikes", "text.route": text + "가".repeat(900) });
    const { definition } = await getPoll(database.db, FIRST_SPACE, id);
    for (const { sealed } of await rowsOf(id)) expect(sealed).toHaveLength(draftBytes(definition) + 28);
    expect(await dumpText()).not.toContain(text);
    // What takes most room: four bytes a character, of texts and of what was typed for a number.
    const third = someone();
    await save(id, third, { "text.route": "😀".repeat(1_000), "number.spend": "😀".repeat(40) });
    expect((await draftOf(id, third))?.fields["number.spend"]).toHaveLength(80);
    const sizes = new Set((await rowsOf(id)).map(({ sealed }) => sealed.length));
    expect(sizes.size).toBe(1);
    await database.pool.query(
      `update ballot_draft set sealed = (select sealed from ballot_draft where matter_id = $1 and person_id = $2)
       where matter_id = $1 and person_id = $3`,
      [id, second, first],
    );
    await expect(draftOf(id, first)).rejects.toThrow();
  });

  test("is measured, compared and kept as a ballot has it: whatever line breaks a browser sends", async () => {
    const id = await createPoll(services, officers, AT);
    const person = someone();
    const lines = "가\r\n".repeat(499);
    expect(await save(id, person, { "text.route": `${lines}\u0007끝`, "number.spend": "1\u0000" })).toBe(1);
    const fields = { "text.route": `${"가\n".repeat(499)}끝` };
    expect((await draftOf(id, person))?.fields).toEqual(fields);
    // With a script it came with one kind of break: the same text, and no conflict.
    expect(await save(id, person, fields, { from: DESK })).toBe(2);
  });

  test.each<[string, object, Date, Record<string, string>, object]>([
    ["of a poll of one page", { pages: STREET.pages.slice(0, 1) }, DURING, {}, { code: "bad-request" }],
    ["of a mock poll", { purpose: "mock" }, DURING, {}, { code: "bad-request" }],
    ["before it opens", {}, new Date(AT.getTime() - 1), {}, { code: "not-yet-open" }],
    ["after it closed", {}, AFTER, {}, { code: "matter-not-open" }],
    ["of who may not take part", { who: { residents: true } }, DURING, {}, { code: "not-elector" }],
    [
      "with a text of half a character",
      {},
      DURING,
      { "text.route": "강변\ud83d" },
      { code: "invalid-input", details: { faults: [{ field: "answers.route", code: "bad-characters" }] } },
    ],
    [
      "with a text that is too long",
      {},
      DURING,
      { "text.route": "가".repeat(1_001) },
      { code: "invalid-input", details: { faults: [{ field: "answers.route", code: "too-long" }] } },
    ],
  ])("nothing is kept %s", async (_, change, at, fields, refused) => {
    const id = await createPoll(services, officers, AT, change);
    const person = someone();
    await expect(save(id, person, fields, { at })).rejects.toMatchObject(refused);
    expect(await rowsOf(id)).toEqual([]);
  });

  test("is the person's to see: on their own page, and in words among their data", async () => {
    const id = await createPoll(services, officers, AT);
    const person = someone();
    const reading = { spaceId: FIRST_SPACE, language: "ko", now: DURING } as const;
    await save(id, person, { "choice.first": "bikes", "pick.also.bench": "yes", "text.route": "강변" });
    expect(await readOwnPolls(database.db, person, reading, 10)).toMatchObject({
      taken: [],
      begun: [{ id }],
    });
    const { ballotDrafts } = await readOwnData(signingServices(database.db), person, DURING);
    expect(ballotDrafts).toEqual([
      {
        space: "hanul",
        number: id,
        title: STREET.title,
        day: "2026-03-02",
        answers: [
          { question: "가장 먼저 할 일은 무엇인가요?", answer: "자전거길 내기" },
          { question: "그 밖에 필요한 것을 두 가지까지 골라 주세요.", answer: "긴 의자" },
          { question: "자전거길은 어디로 나야 할까요?", answer: "강변" },
        ],
      },
    ]);
    await vote(services, id, person, { first: "bikes" }, DURING);
    expect(await readOwnPolls(database.db, person, reading, 10)).toMatchObject({
      taken: [{ id }],
      begun: [],
    });
  });
});

describe("two devices", () => {
  test("the one that began before the other saved does not write over it; what it was shown it may", async () => {
    const id = await createPoll(services, officers, AT);
    const person = someone();
    await save(id, person, { "choice.first": "wide" });
    // The desk goes on from what the phone saved, more than once.
    expect(await save(id, person, { "choice.first": "trees" }, { from: DESK, seen: 1 })).toBe(2);
    expect(await save(id, person, { "choice.first": "bikes" }, { from: DESK, seen: 1 })).toBe(3);
    await expect(save(id, person, { "choice.first": "wide" })).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    expect((await draftOf(id, person))?.fields).toEqual({ "choice.first": "bikes" });
    // The same is no conflict: its answer may have been lost.
    expect(await save(id, person, { "choice.first": "bikes" })).toBe(4);
    await save(id, person, { "choice.first": "trees" }, { from: DESK, seen: 4 });
    expect(await save(id, person, { "choice.first": "wide" }, { seen: 5 })).toBe(6);
    expect((await draftOf(id, person))?.fields).toEqual({ "choice.first": "wide" });
  });

  test("a ballot of the one that began before does not take along unseen what the other saved", async () => {
    const id = await createPoll(services, officers, AT);
    const person = someone();
    const mine = { "choice.first": "wide", "text.route": "강변" };
    const overtaken = async ({
      from = PHONE,
      seen = 0,
      fields = mine,
    }: Sent & { fields?: typeof mine } = {}) =>
      isOvertaken(
        services,
        await getPoll(database.db, FIRST_SPACE, id),
        person,
        { tab: from.tab, seen },
        fields,
      );
    expect(await overtaken()).toBe(false);
    await save(id, person, mine);
    expect(await overtaken()).toBe(false);
    await save(id, person, { ...mine, "text.route": "강변을 따라" }, { from: DESK, seen: 1 });
    expect([await overtaken(), await overtaken({ from: DESK, seen: 1 })]).toEqual([true, false]);
    // The same is nothing new; what it was shown goes.
    expect(await overtaken({ fields: { ...mine, "text.route": "강변을 따라" } })).toBe(false);
    expect(await overtaken({ seen: 2 })).toBe(false);
    // What is no ballot is told as that.
    await expect(overtaken({ fields: { ...mine, "choice.first": "gone" } })).rejects.toMatchObject({
      code: "invalid-input",
    });
  });

  test("that begin at once: one is kept, the other is told", async () => {
    const id = await createPoll(services, officers, AT);
    const person = someone();
    const said = await Promise.allSettled([
      save(id, person, { "choice.first": "wide" }),
      save(id, person, { "choice.first": "trees" }, { from: DESK }),
    ]);
    expect(said.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(said.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "changed-meanwhile" },
    });
    expect(await rowsOf(id)).toHaveLength(1);
  });
});

describe("it goes", () => {
  test.each([true, false])(
    "with the ballot, and none comes after it; that may be changed: %s",
    async (mayChange) => {
      const id = await createPoll(services, officers, AT, { mayChange });
      const [person, other] = [someone(), someone()];
      for (const one of [person, other]) await save(id, one, { "choice.first": "wide" });
      await vote(services, id, person, { first: "trees" }, DURING);
      expect(await rowsOf(id)).toMatchObject([{ person_id: other }]);
      await expect(save(id, person, { "choice.first": "wide" })).rejects.toMatchObject({
        code: "ballot-fixed",
      });
      // As a save that was under way while the ballot was cast.
      await database.pool.query(
        "insert into ballot_draft select matter_id, $2, sealed, 1, saved_on from ballot_draft where matter_id = $1",
        [id, person],
      );
      await advancePolls(services, DURING);
      expect(await rowsOf(id)).toMatchObject([{ person_id: other }]);
    },
  );

  test("with the close and its key, and was never counted", async () => {
    const id = await createPoll(services, officers, AT);
    const [person, other] = [someone(), someone()];
    await save(id, person, { "choice.first": "wide" });
    await vote(services, id, other, { first: "trees" }, DURING);
    await advancePolls(services, AFTER);
    expect(await rowsOf(id)).toEqual([]);
    expect(await readResults(database.db, FIRST_SPACE, id)).toMatchObject({
      participants: 1,
      questions: [{ counts: { wide: 0, trees: 1, bikes: 0 } }, {}, {}, {}, {}, {}],
    });
    // Also what comes from a clock that is behind.
    await expect(save(id, person, {})).rejects.toMatchObject({ code: "matter-not-open" });
    expect(await rowsOf(id)).toEqual([]);
  });

  test("with a poll that is withdrawn", async () => {
    const id = await createPoll(services, officers, AT);
    await save(id, someone(), { "choice.first": "wide" });
    await withdrawPoll(database.db, officers.writer, FIRST_SPACE, id, DURING);
    await advancePolls(services, DURING);
    expect(await rowsOf(id)).toEqual([]);
  });

  test("with who leaves", async () => {
    const id = await createPoll(services, officers, AT);
    const person = someone();
    await save(id, person, { "choice.first": "wide" });
    await leave(
      { db: database.db, supports: services.supports, takenBack: TAKEN_BACK_BY_LEAVING },
      person,
      DURING,
    );
    expect(await rowsOf(id)).toEqual([]);
  });
});

test("killed with -9 at any statement of the cast, either what was saved is there or the ballot is", async () => {
  const id = await createPoll(services, officers, AT);
  const outcomes = new Set<string>();
  for (let statement = 1; statement <= 13; statement += 3) {
    const person = someone();
    await save(id, person, { "choice.first": "wide" });
    const child = spawn(
      process.execPath,
      [
        ...[programOf("tests/support/poll-process.ts"), `${database.url}?application_name=dies`],
        ...["cast-and-die", DURING.toISOString(), `${id}`, `${person}`, `${statement}`],
      ],
      { cwd: resolve(import.meta.dirname, ".."), stdio: ["ignore", "ignore", "inherit"] },
    );
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");
    await sessionsEnd(database.pool, "dies");
    const cast = "select from support where matter_id = $1 and person_id = $2";
    const isCast = (await database.pool.query(cast, [id, person])).rowCount === 1;
    const isKept = (await draftOf(id, person)) !== null;
    expect([statement, isCast]).toEqual([statement, !isKept]);
    outcomes.add(isCast ? "cast" : "kept");
  }
  expect(outcomes).toEqual(new Set(["cast", "kept"]));
});
