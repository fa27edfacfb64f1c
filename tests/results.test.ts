import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { narrowDuties } from "#app/domain/duty/narrow-duties.ts";
import { DUTY_STATES } from "#app/domain/duty/read-duties.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { browseProposals } from "#app/domain/kinds/proposal/summaries.ts";
import { IN_PARTICIPATION, SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { countParticipation } from "#app/domain/participation/count-participation.ts";
import { FEWEST_SHOWN, groupsOfTen, showable } from "#app/domain/participation/groups-of-ten.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { readPublicDuties } from "#app/domain/views/read-public-duties.ts";
import { flowOf } from "#app/domain/views/results/flow.ts";
import { dutiesBehind, proposalsBehind } from "#app/domain/views/results/lists.ts";
import { type Results, readResults } from "#app/domain/views/results/read-results.ts";
import { parseScope } from "#app/domain/views/results/scope.ts";
import { insertImported } from "#db/queries/imports.ts";
import type { CountedJourney } from "#db/queries/journeys.ts";
import { listToCount } from "#db/queries/participation.ts";
import { insertElectorate } from "#db/queries/statutes.ts";
import { DECISIONS, type Decision } from "#db/tables/duty.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPersons, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";

/** The public's dashboard, on a year of made proposals whose days lie on the bounds of its ranges. */
const NOW = new Date("2026-03-02T12:00:00+09:00");
let database: TestDatabase;
let directory: Directory;
let people: number[];

const seoul = (moment: string) => new Date(`${moment}+09:00`);

beforeAll(async () => {
  database = await createTestDatabase();
  directory = await directoryOf(database.db);
  people = await createPersons(database.db, 1_000);
  await settle(people.slice(0, 25), "garam");
  await settle(people.slice(25, 34), "nuri");
  // After those that every test city has.
  const population = { as_of: "2026-01-31", eligible: 1, published_on: "2026-02-08" };
  await inTransaction(database.db, (tx) =>
    insertElectorate(
      tx,
      [
        { district: "garam", population: 2_000 },
        { district: "nuri", population: 4_000 },
      ].map((row) => ({ space_id: directory.space.id, ...population, ...row })),
    ),
  );
  await tellTheYear();
  await countParticipation(database.db, IN_PARTICIPATION, NOW);
});
afterAll(() => database.close());

const settle = (ids: number[], district: string) =>
  database.db.updateTable("person").set({ district }).where("id", "in", ids).execute();

async function publish(at: string, category: string, district: string | null): Promise<number> {
  const [author = 0] = await createPersons(database.db, 1);
  const text = { title: "횡단보도 신호를 조금만 길게", body: "다 건너기 전에 바뀝니다.", category, district };
  return publishProposal(database.db, directory.space.id, author, text, seoul(at));
}

async function support(matterId: number, count: number, at: string, kind: "proposal" | "forum" = "proposal") {
  const given = { spaceId: directory.space.id, matterId, kind, change: "add" as const, at: seoul(at) };
  await inTransaction(database.db, (tx) =>
    applyGroup(
      tx,
      SUPPORT_PLUGS,
      people.slice(0, count).map((personId) => ({ ...given, personId })),
    ),
  );
}

async function reply(matterId: number, decision: Decision, at: string): Promise<void> {
  const { id, office_id: officeId } = await database.db
    .selectFrom("duty")
    .select(["id", "office_id"])
    .where("matter_id", "=", matterId)
    .executeTakeFirstOrThrow();
  const spaceId = directory.space.id;
  const [personId = 0] = people;
  const post = { spaceId, role: "officer" as const, officeId };
  const viewer = { personId, publicName: "김○○", district: null, language: "ko" as const, posts: [post] };
  await publishReply(database.db, viewer, spaceId, id, { body: "그렇게 하겠습니다.", decision }, seoul(at));
}

let membersOnly: number;

async function tellTheYear(): Promise<void> {
  const { db } = database;
  // Before the year: the first day that is not in it. Three agreed, and its time is over.
  const older = await publish("2025-03-02T23:59:59.999", "welfare", "ara");
  await support(older, 3, "2025-03-02T23:59:59.999");
  // The year's first moment; answered late.
  const late = await publish("2025-03-03T00:00:00", "welfare", "ara");
  await support(late, 50, "2025-03-05T09:00:00");
  await reply(late, "will-do", "2025-05-20T09:00:00");
  // The last moment that is not in the ninety days: too few.
  await support(await publish("2025-12-02T23:59:59.999", "planning", "garam"), 24, "2025-12-04T09:00:00");
  // Their first: nobody has answered but the mayor, whom its forum asked.
  const debated = await publish("2025-12-03T00:00:00", "safety", null);
  await support(debated, 120, "2025-12-10T09:00:00");
  const forum = await db
    .selectFrom("forum")
    .select("matter_id")
    .where("proposal_id", "=", debated)
    .executeTakeFirstOrThrow();
  await support(forum.matter_id, 1_000, "2025-12-12T09:00:00", "forum");
  await reply(forum.matter_id, "cannot", "2026-01-05T09:00:00");
  // The last moment that is not in the thirty days; answered twice.
  const changed = await publish("2026-01-31T23:59:59.999", "safety", "nuri");
  await support(changed, 60, "2026-02-01T00:00:00");
  await reply(changed, "cannot", "2026-02-11T00:00:00");
  await reply(changed, "partly", "2026-02-20T00:00:00");
  // Their first; and today's.
  const answered = await publish("2026-02-01T00:00:00", "transport", "garam");
  await support(answered, 60, "2026-02-02T23:59:59.999");
  await reply(answered, "will-do", "2026-02-07T23:59:59.999");
  await support(await publish("2026-03-02T00:00:00", "transport", "garam"), 10, "2026-03-02T00:00:00");
  // None of the space's own, and none that is before everybody.
  await inTransaction(db, (tx) =>
    insertImported(tx, [
      {
        ...{ space_id: directory.space.id, kind: "proposal", state: "closed", visibility: "public" },
        ...{
          title: "옮겨 온 제안",
          body: "본문",
          category: "transport",
          source: "이전 창구",
          source_id: "1",
        },
        ...{
          opened_at: NOW,
          opens_at: NOW,
          closes_at: NOW,
          ended_at: NOW,
          updated_at: NOW,
          imported_count: 7,
        },
      },
    ]),
  );
  membersOnly = await publish("2026-02-10T09:00:00", "transport", "garam");
  await db.updateTable("matter").set({ visibility: "members" }).where("id", "=", membersOnly).execute();
  await support(membersOnly, 60, "2026-02-10T09:00:00");
}

const scopeOf = (query: string, now = NOW) => parseScope(new URLSearchParams(query), directory, now);
const readOf = (query: string, now = NOW) => readResults(database.db, directory, scopeOf(query, now), now);

/** What is not 0, in short. */
const short = ({ total, answered, categories, flow, allOffices, decisions, changes }: Results) => ({
  total,
  answered,
  categories: Object.fromEntries(categories.map(({ category, proposals }) => [category, proposals])),
  flow: Object.fromEntries(
    flow.nodes.filter(({ proposals }) => proposals > 0).map(({ step, proposals }) => [step, proposals]),
  ),
  kept: [allOffices.inTime, allOffices.late, allOffices.overdue, allOffices.open],
  decisions: decisions.map(({ replies }) => replies),
  changes: changes.map(({ first, decision, replies }) => `${first} > ${decision}: ${replies}`),
});

const CHANGED = ["cannot > partly: 1"];

test.each([
  [
    "",
    {
      ...{ total: 2, answered: 1, categories: { transport: 2 } },
      flow: { published: 2, gathering: 1, reached: 1, replied: 1, "will-do": 1 },
      ...{ kept: [2, 0, 1, 0], decisions: [1, 1, 0, 0], changes: CHANGED },
    },
  ],
  [
    "range=90",
    {
      ...{ total: 4, answered: 3, categories: { transport: 2, safety: 2 } },
      flow: {
        ...{ published: 4, gathering: 1, reached: 3, waiting: 1, replied: 2, forum: 1, mayor: 1 },
        ...{ "will-do": 1, partly: 1, cannot: 1 },
      },
      ...{ kept: [3, 0, 1, 0], decisions: [1, 1, 0, 1], changes: CHANGED },
    },
  ],
  [
    "range=365",
    {
      ...{ total: 6, answered: 4, categories: { transport: 2, safety: 2, planning: 1, welfare: 1 } },
      flow: {
        ...{ published: 6, gathering: 1, ended: 1, reached: 4, waiting: 1, replied: 3, forum: 1, mayor: 1 },
        ...{ "will-do": 2, partly: 1, cannot: 1 },
      },
      ...{ kept: [3, 1, 1, 0], decisions: [2, 1, 0, 1], changes: CHANGED },
    },
  ],
  [
    "range=all",
    {
      ...{ total: 7, answered: 4, categories: { transport: 2, safety: 2, welfare: 2, planning: 1 } },
      flow: {
        ...{ published: 7, gathering: 1, ended: 2, reached: 4, waiting: 1, replied: 3, forum: 1, mayor: 1 },
        ...{ "will-do": 2, partly: 1, cannot: 1 },
      },
      ...{ kept: [3, 1, 1, 0], decisions: [2, 1, 0, 1], changes: CHANGED },
    },
  ],
  [
    "range=all&district=garam",
    {
      ...{ total: 3, answered: 1, categories: { transport: 2, planning: 1 } },
      flow: { published: 3, gathering: 1, ended: 1, reached: 1, replied: 1, "will-do": 1 },
      ...{ kept: [1, 0, 0, 0], decisions: [1, 0, 0, 0], changes: [] },
    },
  ],
  [
    "range=30&district=hanbit",
    {
      ...{ total: 0, answered: 0, categories: {}, flow: {} },
      ...{ kept: [0, 0, 0, 0], decisions: [0, 0, 0, 0], changes: [] },
    },
  ],
])("the numbers of “%s”", async (query, expected) => {
  expect(short(await readOf(query))).toEqual(expected);
});

test("half of what an office met took no longer than it says, in days", async () => {
  const { allOffices, offices } = await readOf("range=90");
  // Ten, five and twenty-four days.
  expect(allOffices.medianDays).toBeCloseTo(10, 5);
  expect(offices.find(({ office }) => office === "transport")?.medianDays).toBeCloseTo(5, 5);
  expect(offices.map(({ office }) => office)).not.toContain("welfare");
  expect((await readOf("range=30&district=hanbit")).allOffices.medianDays).toBeNull();
});

async function lengthOf(address: string): Promise<number> {
  const { pathname, searchParams } = new URL(address, "https://portal.test");
  const { db } = database;
  if (pathname === "/proposals")
    return (await browseProposals(db, directory, searchParams, "ko", NOW, 100)).items.length;
  const state = DUTY_STATES.find((one) => one === searchParams.get("state"));
  const { narrowing } = narrowDuties(searchParams, directory);
  const asked = { state, narrowing, cursor: null, language: "ko" as const };
  const { items, counts } = await readPublicDuties(db, directory.space.id, asked, NOW, 100);
  expect(state && counts[state], address).toBe(items.length);
  return items.length;
}

test.each(["", "range=90", "range=365", "range=all", "range=all&district=garam", "range=90&district=nuri"])(
  "each number of “%s” leads to a list that is as long",
  async (query) => {
    const { scope, flow, categories, offices, decisions, changes, districts } = await readOf(query);
    const lists: [string, number][] = [
      ...flow.nodes.map(({ step, proposals }): [string, number] => [
        proposalsBehind(scope, { step }),
        proposals,
      ]),
      ...categories.map(({ category, proposals }): [string, number] => [
        proposalsBehind(scope, { category }),
        proposals,
      ]),
      // Of the whole space, whatever district is asked for.
      ...districts.map(({ district, about }): [string, number] => [
        proposalsBehind({ ...scope, district }),
        about,
      ]),
      ...offices.flatMap(({ office, inTime, late, overdue, open }): [string, number][] => [
        [dutiesBehind(scope, { state: "met", kept: "in-time", office }), inTime],
        [dutiesBehind(scope, { state: "met", kept: "late", office }), late],
        [dutiesBehind(scope, { state: "overdue", office }), overdue],
        [dutiesBehind(scope, { state: "open", office }), open],
      ]),
      ...decisions.map(({ decision, replies }): [string, number] => [
        dutiesBehind(scope, { state: "met", decision }),
        replies,
      ]),
      ...changes.map(({ first, decision, replies }): [string, number] => [
        dutiesBehind(scope, { state: "met", first, decision }),
        replies,
      ]),
    ];
    const found = await Promise.all(lists.map(async ([address]) => [address, await lengthOf(address)]));
    expect(found).toEqual(lists);
  },
);

describe("what is not of an address", () => {
  test.each(["range=31", "range=ALL", "range=-30", "district=nowhere", "district=garam%00", "range=30%20"])(
    "%s is no scope",
    (query) => {
      expect(() => scopeOf(query)).toThrow("invalid-input");
    },
  );

  test.each(["", "range=", "district=&range=30", "utm_source=x"])("“%s” is the scope of no wish", (query) => {
    expect(scopeOf(query)).toEqual({ range: "30", district: null, since: "2026-02-01" });
  });

  test.each([
    "since=2026-02-30",
    "since=9999-01-01",
    "since=0001-01-01",
    "kept=maybe",
    "decision=yes",
    "first=x",
    "office=nobody",
  ])("%s narrows no duties", (query) => {
    expect(() => narrowDuties(new URLSearchParams(query), directory)).toThrow("invalid-input");
  });

  test.each(["since=yesterday", "since=0001-01-01", "step=published", "origin=there"])(
    "%s narrows no proposals",
    async (query) => {
      const parameters = new URLSearchParams(query);
      await expect(browseProposals(database.db, directory, parameters, "ko", NOW, 9)).rejects.toThrow(
        "invalid-input",
      );
    },
  );
});

describe("participation by district", () => {
  const told = async (query: string, now = NOW): Promise<Record<string, unknown>> => {
    const { districts, nowhere } = await readOf(query, now);
    const rows = districts.filter(({ given }) => given !== null);
    return {
      nowhere,
      ...Object.fromEntries(rows.map(({ district, given, perThousand }) => [district, [given, perThousand]])),
    };
  };

  test("is of days that are over, ten at least at once, for a thousand residents", async () => {
    // Garam's 25 of 1 and of 2 February; Nuri's nine a day stand with those of a day before. Its last nine would be what
    // the others leave of the whole, so eighteen more wait with them.
    expect(await told("")).toEqual({ garam: [50, 25], nowhere: 52 });
    expect(await told("range=all")).toEqual({ garam: [152, 76], nuri: [18, 4.5], nowhere: 1_120 });
  });

  test("of a district asks for no other: it is of the whole space's people", async () => {
    expect(await told("district=nuri")).toEqual(await told(""));
  });

  test("counted again is the same; the next day brings what is of today, and what came before everybody", async () => {
    expect(await countParticipation(database.db, IN_PARTICIPATION, NOW)).toBe(true);
    expect(await told("range=all")).toEqual({ garam: [152, 76], nuri: [18, 4.5], nowhere: 1_120 });
    const lastMoment = seoul("2026-03-02T23:59:59.999");
    await countParticipation(database.db, IN_PARTICIPATION, lastMoment);
    expect((await told("range=all")).garam).toEqual([152, 76]);
    const tomorrow = seoul("2026-03-03T00:00:00");
    await database.db
      .updateTable("matter")
      .set({ visibility: "public" })
      .where("id", "=", membersOnly)
      .execute();
    await countParticipation(database.db, IN_PARTICIPATION, tomorrow);
    await database.db
      .updateTable("matter")
      .set({ visibility: "members" })
      .where("id", "=", membersOnly)
      .execute();
    // Today's ten and twenty-five, and twenty-five of the members' one.
    expect(await told("range=all", tomorrow)).toMatchObject({ garam: [187, 93.5], nuri: [54, 13.5] });
    expect((await told("", tomorrow)).garam).toEqual([60, 30]);
  });

  test("looks no more at a matter whose newest support was taken back, and misses none that comes after", async () => {
    const other = await createTestDatabase();
    const spaceId = (await directoryOf(other.db)).space.id;
    const [author = 0, first = 0, leaving = 0, last = 0] = await createPersons(other.db, 4);
    const text = { title: "횡단보도 신호를 조금만 길게", body: "다 건너기 전에 바뀝니다." };
    const proposal = { ...text, category: "transport", district: null };
    const matterId = await publishProposal(other.db, spaceId, author, proposal, seoul("2026-02-20T09:00:00"));
    const change = (personId: number, what: "add" | "remove", at: string) => {
      const command = { spaceId, matterId, personId, kind: "proposal", change: what, at: seoul(at) } as const;
      return inTransaction(other.db, (tx) => applyGroup(tx, SUPPORT_PLUGS, [command]));
    };
    const given = async () =>
      (await other.db.selectFrom("participation_waiting").select("given").execute()).reduce(
        (sum, row) => sum + row.given,
        0,
      );
    const count = async (now: Date) => {
      await countParticipation(other.db, IN_PARTICIPATION, now);
      return { given: await given(), left: await listToCount(other.db, IN_PARTICIPATION, 0, 10) };
    };

    await change(first, "add", "2026-02-21T09:00:00");
    await change(leaving, "add", "2026-02-22T09:00:00");
    await change(leaving, "remove", "2026-02-22T10:00:00");
    expect(await count(NOW)).toEqual({ given: 1, left: [] });
    await change(leaving, "add", "2026-03-02T09:00:00");
    await change(last, "add", "2026-03-02T10:00:00");
    await change(leaving, "remove", "2026-03-02T11:00:00");
    expect(await count(NOW)).toEqual({ given: 1, left: [matterId] });
    expect(await count(seoul("2026-03-03T00:00:00"))).toEqual({ given: 2, left: [] });
    await change(last, "remove", "2026-03-03T09:00:00");
    await change(last, "add", "2026-03-03T10:00:00");
    expect(await count(seoul("2026-03-04T00:00:00"))).toEqual({ given: 3, left: [] });
    await other.close();
  });

  test("has nothing of what says by itself from where people took part", () => {
    expect(IN_PARTICIPATION).toEqual(["proposal", "forum"]);
  });

  test.each<[string, Record<string, number[]>, Record<string, number[]>]>([
    ["nothing waits then", { garam: [10], nuri: [4, 8] }, { garam: [10], nuri: [12] }],
    ["ten wait then", { garam: [15, 5], nuri: [5], "": [5] }, { garam: [15], nuri: [], "": [] }],
    [
      "nine would: the smallest last group waits too",
      { garam: [15], nuri: [12, 9] },
      { garam: [15], nuri: [] },
    ],
    ["one would, of no district", { garam: [11, 30], "": [1] }, { garam: [11], "": [] }],
    ["one would, and there is one group", { garam: [11], nuri: [1] }, { garam: [], nuri: [] }],
    ["there is no group", { garam: [9], nuri: [9] }, { garam: [], nuri: [] }],
  ])("nor found by taking the others from the whole: %s", (_, given, shown) => {
    const places = Object.entries(given).map(
      ([district, days]) => [district, days.map((of, index) => ({ day: String(index), given: of }))] as const,
    );
    const groups = showable(new Map(places));
    const rows = places.map(([district]) => [
      district,
      (groups.get(district)?.rows ?? []).map((row) => row.given),
    ]);
    expect(Object.fromEntries(rows)).toEqual(shown);
  });

  test("is never told of fewer than ten, whatever days and moments are compared", () => {
    const days = fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 30 });
    fc.assert(
      fc.property(days, (given) => {
        const all = given.map((one, index) => ({ day: String(index).padStart(2, "0"), given: one }));
        const groups = groupsOfTen(all);
        const rows = groups?.rows ?? [];
        const total = (of: readonly { given: number }[]) => of.reduce((sum, one) => sum + one.given, 0);
        const waiting = all.filter(({ day }) => day > (groups?.upTo ?? ""));
        expect(rows.every((row) => row.given >= FEWEST_SHOWN)).toBe(true);
        expect(total(rows) + total(waiting)).toBe(total(all));
        expect(total(waiting)).toBeLessThan(FEWEST_SHOWN);
      }),
    );
  });
});

/** A department decided, and the mayor has not answered the forum. */
const isBeside = ({ forum, mayor, decision }: CountedJourney) => forum && !mayor && decision !== null;

test.each<[string, Partial<CountedJourney>, string]>([
  ["the department's, while the mayor has not spoken", { replied: true }, "published>reached>replied>partly"],
  ["the mayor's", { replied: true, mayor: true }, "published>reached>replied>forum>mayor>partly"],
  ["nobody's yet", { decision: null }, "published>reached>waiting>forum"],
])("a decision beside a forum is %s", (_, journey, way) => {
  const base = {
    category: "transport",
    collects: false,
    reached: true,
    replied: false,
    forum: true,
    mayor: false,
  };
  const { nodes, links } = flowOf([{ ...base, decision: "partly", proposals: 2, ...journey }]);
  const steps = way.split(">");
  expect(links).toEqual(steps.slice(1).map((to, index) => ({ from: steps[index], to, proposals: 2 })));
  expect(nodes.find(({ step }) => step === "forum")?.proposals).toBe(2);
});

test("what goes into a step of the flow goes out of it, or ends there", () => {
  const journey = fc.record<CountedJourney>({
    category: fc.constant("transport"),
    collects: fc.boolean(),
    reached: fc.boolean(),
    replied: fc.boolean(),
    forum: fc.boolean(),
    mayor: fc.boolean(),
    decision: fc.option(fc.constantFrom(...DECISIONS)),
    proposals: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(journey, { maxLength: 20 }), (journeys) => {
      const { nodes, links } = flowOf(journeys);
      for (const { step, proposals } of nodes) {
        const into = links.filter(({ to }) => to === step);
        const out = links.filter(({ from }) => from === step);
        const sum = (of: typeof links) => of.reduce((all, link) => all + link.proposals, 0);
        const first = step === "published";
        const beside =
          step === "forum" ? journeys.filter(isBeside).reduce((all, one) => all + one.proposals, 0) : 0;
        expect(first ? journeys.reduce((all, one) => all + one.proposals, 0) : sum(into)).toBe(
          proposals - beside,
        );
        expect(sum(out)).toBeLessThanOrEqual(proposals);
      }
    }),
  );
});
