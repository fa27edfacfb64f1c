import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { checkBallot } from "#app/domain/kinds/poll/check-ballot.ts";
import { definitionSchema } from "#app/domain/kinds/poll/definition.ts";
import { withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { playerOf, videoAt, watchAddressOf } from "#app/domain/kinds/poll/video.ts";
import { createPersons, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { createSigners, signer } from "./support/drives.ts";
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
import { makeRoll } from "./support/rolls.ts";

let database: TestDatabase;
let services: PollServices;
let officers: Officers;
const AT = new Date("2026-03-02T03:00:00Z");
const END = new Date(AT.getTime() + 10 * DAY);

beforeAll(async () => {
  database = await createTestDatabase();
  services = pollServices(database.db);
  officers = await createOfficers(database.db);
});
afterAll(() => database.close());

/** What is refused, as `FIELD CODE`, or what was thrown. */
async function refusalOf(work: () => unknown): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!isPortalError(error)) throw error;
    const { faults, reasons } = error.details;
    if (faults) return faults.map(({ field, code }) => `${field} ${code}`);
    return [error.code, ...(reasons ?? [])];
  }
}

describe("a ballot is read against what is asked", () => {
  const definition = async () => {
    const schema = definitionSchema(await directoryOf(database.db));
    return parseInput(schema, { ...STREET, closesAt: END.toISOString() });
  };

  test.each<[string, unknown, string[]]>([
    ["the least", { first: "wide" }, []],
    [
      "everything",
      {
        first: "bikes",
        also: ["shade", "bench"],
        order: ["calm", "safe"],
        mood: 5,
        spend: 0,
        route: "강변을 따라",
      },
      [],
    ],
    ["nothing", {}, ["answers.first required"]],
    ["no answers at all", undefined, ["answers required"]],
    ["a list", ["wide"], ["answers required"]],
    ["an empty choice", { first: "" }, ["answers.first required"]],
    ["null", { first: null }, ["answers.first required"]],
    ["a choice of another question", { first: "bench" }, ["answers.first unknown-choice"]],
    ["a choice that there is not", { first: "nothing" }, ["answers.first unknown-choice"]],
    ["a list where one is asked", { first: ["wide"] }, ["answers.first unknown-choice"]],
    ["an object", { first: { id: "wide" } }, ["answers.first unknown-choice"]],
    ["a question that there is not", { first: "wide", more: "x" }, ["answers.more unknown-choice"]],
    ["a name of every object", { first: "wide", constructor: "x" }, ["answers.constructor unknown-choice"]],
    ["too many", { first: "wide", also: ["bench", "light", "shade"] }, ["answers.also above-most"]],
    ["one twice", { first: "wide", also: ["bench", "bench"] }, ["answers.also twice"]],
    ["text where a list is", { first: "wide", also: "bench" }, ["answers.also unknown-choice"]],
    ["a rank twice", { first: "wide", order: ["safe", "fast", "safe"] }, ["answers.order twice"]],
    [
      "a million ranks",
      { first: "wide", order: new Array(1_000_000).fill("safe") },
      ["answers.order above-most"],
    ],
    ["a mood below the scale", { first: "wide", mood: 0 }, ["answers.mood out-of-range"]],
    ["a mood above it", { first: "wide", mood: 6 }, ["answers.mood out-of-range"]],
    ["half a mood", { first: "wide", mood: 2.5 }, ["answers.mood not-a-number"]],
    ["a mood as text", { first: "wide", mood: "3" }, ["answers.mood not-a-number"]],
    ["a number below", { first: "wide", spend: -1 }, ["answers.spend out-of-range"]],
    ["a number above", { first: "wide", spend: 100 }, ["answers.spend out-of-range"]],
    ["no number", { first: "wide", spend: Number.NaN }, ["answers.spend not-a-number"]],
    ["a text of 10 kB", { first: "bikes", route: "가".repeat(10_000) }, ["answers.route too-long"]],
    ["a text with NUL", { first: "bikes", route: "가\0나" }, ["answers.route bad-characters"]],
    ["a number for a text", { first: "bikes", route: 7 }, ["answers.route not-text"]],
    ["an answer to what is not asked", { first: "wide", route: "강변" }, ["answers.route not-asked"]],
    [
      "several at once",
      { first: "x", mood: 9 },
      ["answers.first unknown-choice", "answers.mood out-of-range"],
    ],
  ])("%s", async (_, answers, refused) => {
    const asked = await definition();
    expect(await refusalOf(() => checkBallot(asked, answers))).toEqual(refused);
  });

  test("a question that hangs on one that is not asked is not asked either", async () => {
    const choices = ["예", "아니요"];
    const schema = definitionSchema(await directoryOf(database.db));
    const chain = parseInput(schema, {
      title: "이어지는 물음",
      closesAt: END.toISOString(),
      questions: [
        { id: "one", type: "single", title: "하나", choices: [{ id: "yes", title: "예" }, "아니요"] },
        {
          id: "two",
          type: "single",
          title: "둘째",
          choices: [{ id: "more", title: "더" }, "그만"],
          when: { question: "one", is: ["yes"] },
        },
        { id: "three", type: "single", title: "셋째", choices, when: { question: "two", is: ["more"] } },
      ],
    });
    expect(await refusalOf(() => checkBallot(chain, { one: "c1" }))).toEqual([]);
    // The condition is bypassed: its answer is there, and that one's own condition does not hold.
    expect(await refusalOf(() => checkBallot(chain, { one: "c1", two: "more", three: "c3" }))).toEqual([
      "answers.two not-asked",
      "answers.three not-asked",
    ]);
    expect(await refusalOf(() => checkBallot(chain, { one: "yes" }))).toEqual(["answers.two required"]);
  });
});

describe("a definition", () => {
  const one = { type: "single", title: "무엇인가요?", choices: ["하나", "둘"] };
  const base = { title: "한 가지 묻습니다", closesAt: END.toISOString(), questions: [one] };

  test.each<[string, object, string[]]>([
    ["is sound", {}, []],
    ["has no title", { title: "" }, ["title.ko required"]],
    ["has no questions", { questions: [] }, ["pages.0.questions not-enough"]],
    [
      "has one choice",
      { questions: [{ ...one, choices: ["하나"] }] },
      ["pages.0.questions.0.choices not-enough"],
    ],
    [
      "has no such type",
      { questions: [{ ...one, type: "secret" }] },
      ["pages.0.questions.0.type unknown-choice"],
    ],
    ["has no end", { closesAt: undefined }, ["closesAt required"]],
    ["has an end that is none", { closesAt: "soon" }, ["closesAt not-a-time"]],
    ["ends before it begins", { opensAt: "2027-01-01T00:00:00Z" }, ["closesAt not-later"]],
    [
      "asks for more than there is",
      { questions: [{ ...one, type: "multiple", max: 3 }] },
      ["pages.0.questions.0.max out-of-range"],
    ],
    [
      "asks for no range",
      { questions: [{ type: "number", title: "얼마", min: 5, max: 5 }] },
      ["pages.0.questions.0.max out-of-range"],
    ],
    [
      "has too long a scale",
      { questions: [{ type: "rating", title: "얼마나", min: 1, max: 30 }] },
      ["pages.0.questions.0.max out-of-range"],
    ],
    [
      "hangs on a later question",
      { questions: [{ ...one, when: { question: "q2", is: ["c3"] } }, one] },
      ["pages.0.questions.0.when.question unknown-choice"],
    ],
    [
      "hangs on no choice of it",
      {
        questions: [
          { ...one, id: "a" },
          { ...one, when: { question: "a", is: ["x"] } },
        ],
      },
      ["pages.0.questions.1.when.is unknown-choice"],
    ],
    [
      "has an id twice",
      {
        questions: [
          { ...one, id: "a" },
          { ...one, id: "a" },
        ],
      },
      ["pages.0.questions.1.id twice"],
    ],
    [
      "has a video of any host",
      { video: { url: "https://example.com/v", title: "영상", transcript: "대본입니다" } },
      ["video.url bad-address"],
    ],
    [
      "has a video address that names no video",
      { video: { url: "https://youtu.be/", title: "영상", transcript: "대본입니다" } },
      ["video.url bad-address"],
    ],
    [
      "has a video address that is none",
      { video: { url: "film", title: "영상", transcript: "대본입니다" } },
      ["video.url too-short"],
    ],
    ["is of no category", { category: "nothing" }, ["category unknown-choice"]],
    ["asks people of no district", { who: { districts: ["atlantis"] } }, ["who.districts.0 unknown-choice"]],
    ["asks nobody", { who: { minAge: 40, maxAge: 30 } }, ["who.maxAge out-of-range"]],
  ])("%s", async (_, change, refused) => {
    const schema = definitionSchema(await directoryOf(database.db));
    expect(await refusalOf(() => parseInput(schema, { ...base, ...change }))).toEqual(refused);
  });

  test("gets the ids that it leaves out, each once in the poll", async () => {
    const schema = definitionSchema(await directoryOf(database.db));
    const { pages } = parseInput(schema, {
      ...base,
      questions: [{ ...one, id: "c1" }, one, { ...one, choices: [{ id: "c3", title: "셋" }, "넷"] }],
    });
    const ids = pages.flatMap(({ questions }) =>
      questions.flatMap((question) => [
        question.id,
        ...("choices" in question ? question.choices.map(({ id }) => id) : []),
      ]),
    );
    expect(new Set(ids).size).toBe(9);
    expect(ids).toContain("q1");
  });

  test("may be unfinished while it is written", async () => {
    const schema = definitionSchema(await directoryOf(database.db), false);
    const unfinished = { ...base, title: "", questions: [{ type: "single", title: "", choices: [] }] };
    expect(await refusalOf(() => parseInput(schema, unfinished))).toEqual([]);
  });
});

describe("the address of a film", () => {
  test.each<[string, string | null]>([
    ["https://youtu.be/aqz-KE-bpKQ", "youtube aqz-KE-bpKQ"],
    ["https://youtu.be/aqz-KE-bpKQ/?si=abc&t=10", "youtube aqz-KE-bpKQ"],
    ["https://www.youtube.com/watch?v=aqz-KE-bpKQ&list=x", "youtube aqz-KE-bpKQ"],
    ["https://m.youtube.com/watch?v=aqz-KE-bpKQ", "youtube aqz-KE-bpKQ"],
    ["https://youtube.com/shorts/aqz-KE-bpKQ", "youtube aqz-KE-bpKQ"],
    ["https://www.youtube.com/live/aqz-KE-bpKQ", "youtube aqz-KE-bpKQ"],
    ["https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ", "youtube aqz-KE-bpKQ"],
    ["https://vimeo.com/1084537", "vimeo 1084537"],
    ["https://vimeo.com/1084537/0a1b2c3d4e", "vimeo 1084537 0a1b2c3d4e"],
    ["https://player.vimeo.com/video/1084537?h=0a1b2c3d4e", "vimeo 1084537 0a1b2c3d4e"],
    ["https://youtu.be/", null],
    ["https://www.youtube.com/", null],
    ["https://www.youtube.com/watch", null],
    ["https://www.youtube.com/watch/aqz-KE-bpKQ", null],
    ["https://www.youtube.com/watch?v=aqz-KE-bpK", null],
    ["https://www.youtube.com/embed/videoseries?list=PL1", null],
    ["https://www.youtube.com/embed/live_stream?channel=UC1", null],
    ["https://www.youtube.com/@somebody", null],
    ["https://youtu.be/aqz-KE-bp%22Q", null],
    ["https://vimeo.com/", null],
    ["https://vimeo.com/channels/staffpicks", null],
    ["https://vimeo.com/1084537/comments", null],
    ["https://player.vimeo.com/1084537", null],
    ["https://www.youtube.com.example.org/watch?v=aqz-KE-bpKQ", null],
    ["https://www.youtube.com:8443/watch?v=aqz-KE-bpKQ", null],
    ["http://youtu.be/aqz-KE-bpKQ", null],
    ["youtu.be/aqz-KE-bpKQ", null],
    ["javascript:alert(1)", null],
  ])("%s", (address, film) => {
    const found = videoAt(address);
    expect(found && [found.host, found.id, found.key].filter(Boolean).join(" ")).toBe(film);
    // What leads there, and what is in the player's frame, name the same film.
    if (found) expect(videoAt(watchAddressOf(found))).toEqual(found);
    if (found) expect(videoAt(playerOf(found, "ja"))).toEqual(found);
  });
});

describe("who may take part, and when", () => {
  test.each<[string, object, { district: string | null; birthDate: string | null }, string[]]>([
    ["everybody", {}, { district: null, birthDate: null }, []],
    [
      "residents: one of elsewhere",
      { residents: true },
      { district: null, birthDate: null },
      ["not-elector", "not-resident"],
    ],
    [
      "a district: one of another",
      { districts: ["dasan"] },
      { district: "garam", birthDate: null },
      ["not-elector", "other-district"],
    ],
    ["a district: its own", { districts: ["garam"] }, { district: "garam", birthDate: null }, []],
    [
      "from 19: the day before",
      { minAge: 19 },
      { district: null, birthDate: "2007-03-03" },
      ["not-elector", "too-young"],
    ],
    ["from 19: the birthday", { minAge: 19 }, { district: null, birthDate: "2007-03-02" }, []],
    [
      "up to 39: the birthday",
      { maxAge: 39 },
      { district: null, birthDate: "1986-03-02" },
      ["not-elector", "too-old"],
    ],
    ["up to 39: the day before", { maxAge: 39 }, { district: null, birthDate: "1986-03-03" }, []],
    [
      "an age: of nobody knows which",
      { minAge: 19 },
      { district: null, birthDate: null },
      ["not-elector", "age-unknown"],
    ],
  ])("%s", async (_, who, person, refused) => {
    const districts = (await directoryOf(database.db)).districts.map(({ code }) => code);
    const known =
      "districts" in who
        ? { ...who, districts: who.districts === undefined ? [] : placed(who.districts, districts) }
        : who;
    const id = await createPoll(services, officers, AT, { who: known });
    const [voter = 0] = await createSigners(database.db, services.seal, [signer(1, person)]);
    const at = new Date(AT.getTime() + 60_000);
    const [district = null] = person.district === null ? [] : placed([person.district], districts);
    expect(await refusalOf(() => vote(services, id, voter, { first: "wide" }, at, district))).toEqual(
      refused,
    );
  });

  /** Two names for the first two districts of the test city. */
  const placed = (names: unknown, districts: string[]): string[] =>
    (Array.isArray(names) ? names : []).map((name) => districts[name === "garam" ? 0 : 1] ?? "");

  test.each([
    ["before it opens", -1, ["not-yet-open"]],
    ["as it opens", 0, []],
    ["as it closes", 10 * DAY, []],
    ["a millisecond after", 10 * DAY + 1, ["matter-not-open"]],
    ["a second after", 10 * DAY + 1_000, ["matter-not-open"]],
  ])("%s", async (_, after, refused) => {
    const opens = new Date(AT.getTime() + DAY);
    const closesAt = new Date(opens.getTime() + 10 * DAY).toISOString();
    const id = await createPoll(services, officers, AT, { opensAt: opens.toISOString(), closesAt });
    const [voter = 0] = await createPersons(database.db, 1);
    const at = new Date(opens.getTime() + after);
    expect(await refusalOf(() => vote(services, id, voter, { first: "wide" }, at))).toEqual(refused);
  });

  test("what the writer finds closed is refused, whatever was known a moment before", async () => {
    const id = await createPoll(services, officers, AT);
    const [first = 0, second = 0] = await createPersons(database.db, 2);
    const at = new Date(AT.getTime() + 60_000);
    await vote(services, id, first, { first: "wide" }, at);
    await withdrawPoll(database.db, officers.writer, FIRST_SPACE, id, at);
    // What was read a moment ago says that it is open: the matter's row decides.
    expect(await refusalOf(() => vote(services, id, second, { first: "wide" }, at))).toEqual([
      "matter-not-open",
    ]);
    const { rows } = await database.pool.query(
      "select count(*)::int as count from ballot where matter_id = $1",
      [id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test("one holder has one ballot, which is replaced where the poll says so", async () => {
    const [voter = 0] = await createPersons(database.db, 1);
    const at = new Date(AT.getTime() + 60_000);
    const changing = await createPoll(services, officers, AT);
    const first = await vote(services, changing, voter, { first: "wide" }, at);
    expect(first).toMatchObject({ result: "added", count: 1 });
    expect(await vote(services, changing, voter, { first: "trees" }, at)).toEqual({
      ...first,
      result: "replaced",
    });
    const fixed = await createPoll(services, officers, AT, { mayChange: false });
    await vote(services, fixed, voter, { first: "wide" }, at);
    expect(await refusalOf(() => vote(services, fixed, voter, { first: "trees" }, at))).toEqual([
      "ballot-fixed",
    ]);
  });

  test("a mock poll reads ballots and keeps none", async () => {
    const id = await createPoll(services, officers, AT, { purpose: "mock" });
    const [voter = 0] = await createPersons(database.db, 1);
    const at = new Date(AT.getTime() + 60_000);
    for (const choice of ["wide", "trees"])
      expect(await vote(services, id, voter, { first: choice }, at)).toEqual({
        result: "tried",
        count: 0,
        receipt: null,
      });
    expect(await refusalOf(() => vote(services, id, voter, {}, at))).toEqual(["answers.first required"]);
    const { rows } = await database.pool.query(
      "select count(*)::int as count from support where matter_id = $1",
      [id],
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test("of a roll each entry has a ballot, and nobody votes with somebody else's", async () => {
    const [holder = 0, stranger = 0, next = 0] = await createPersons(database.db, 3);
    const roll = await makeRoll(database.db, [
      { label: "101", personId: holder },
      { label: "102", personId: holder },
      { label: "103", personId: null },
    ]);
    const id = await createPoll(services, officers, AT, { who: { roll: roll.code } });
    const at = new Date(AT.getTime() + 60_000);
    expect(await refusalOf(() => vote(services, id, stranger, { first: "wide" }, at))).toEqual([
      "not-on-roll",
    ]);
    expect(await vote(services, id, holder, { first: "wide" }, at)).toMatchObject({
      result: "added",
      count: 2,
    });
    // Another acts for one of the entries now: it is that entry's ballot which they change.
    await database.pool.query("update roll_entry set person_id = $1 where roll_id = $2 and label = '101'", [
      next,
      roll.id,
    ]);
    expect(await vote(services, id, next, { first: "trees" }, at)).toMatchObject({
      result: "replaced",
      count: 2,
    });
    expect(await vote(services, id, holder, { first: "bikes" }, at)).toMatchObject({
      result: "replaced",
      count: 2,
    });
  });
});
