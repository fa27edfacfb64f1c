import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDuties } from "#app/domain/duty/read-duties.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { giveVerdict } from "#app/domain/duty/verdict.ts";
import { isPortalError } from "#app/domain/errors.ts";
import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { addSupplement, changeText } from "#app/domain/kinds/proposal/author-acts.ts";
import { discardDraft, keepDraft } from "#app/domain/kinds/proposal/drafts.ts";
import { publishDraft } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { recognisePerson } from "#app/domain/person/sign-in.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { Seal } from "#app/platform/seal.ts";
import { connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import type { Verdict } from "#db/tables/duty.ts";
import {
  createPerson,
  createPersons,
  createProposal,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

let database: TestDatabase;
let supports: SupportWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  supports = new SupportWriter(database.db, SUPPORT_PLUGS);
});
afterAll(() => database.close());

/** What each of some attempts came to: a value, or the code of the refusal. */
async function outcomes<T>(attempts: Promise<T>[]): Promise<(T | string)[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.map((result) => {
    if (result.status === "fulfilled") return result.value;
    if (isPortalError(result.reason)) return result.reason.code;
    throw result.reason;
  });
}

async function supportBy(matterId: number, persons: number[]): Promise<void> {
  const at = new Date();
  await Promise.all(
    persons.map((personId) =>
      supports.submit({ spaceId: FIRST_SPACE, matterId, personId, kind: "proposal", change: "add", at }),
    ),
  );
}

const text = { title: "고친 제목입니다", body: "고친 본문입니다.", category: "safety", district: null };

describe("the text of a proposal", () => {
  test("is either changed before the first agreement or fixed by it, never both", async () => {
    const results = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      const author = await createPerson(database.db);
      const matter = await createProposal(database.db, new Date(), author);
      const [other] = await createPersons(database.db, 1);
      const [edit] = await outcomes<unknown>([
        changeText(database.db, FIRST_SPACE, matter, author, text, new Date()),
        supportBy(matter, [other ?? 0]),
      ]);
      const row = await database.db
        .selectFrom("matter")
        .selectAll()
        .where("id", "=", matter)
        .executeTakeFirstOrThrow();
      expect(row.text_fixed_at).not.toBeNull();
      expect(row.title === text.title).toBe(edit === undefined);
      if (edit !== undefined) expect(edit).toBe("text-fixed");
      results.add(String(edit));
      expect(
        await outcomes([changeText(database.db, FIRST_SPACE, matter, author, text, new Date())]),
      ).toEqual(["text-fixed"]);
    }
  });

  test("stays open to change while only the author agrees, and to nobody else ever", async () => {
    const author = await createPerson(database.db);
    const matter = await createProposal(database.db, new Date(), author);
    await supportBy(matter, [author]);
    const stranger = await createPerson(database.db);
    expect(
      await outcomes([
        changeText(database.db, FIRST_SPACE, matter, stranger, text, new Date()),
        addSupplement(database.db, FIRST_SPACE, matter, stranger, "덧붙입니다.", new Date()),
        changeText(database.db, FIRST_SPACE, matter, author, text, new Date()),
        changeText(database.db, FIRST_SPACE, 999_999_999, author, text, new Date()),
      ]),
    ).toEqual(["not-permitted", "not-permitted", undefined, "not-found"]);
  });

  test("twenty supplements at once get twenty places; the twenty-first none", async () => {
    const author = await createPerson(database.db);
    const matter = await createProposal(database.db, new Date(), author);
    const add = (_: unknown, place: number) =>
      addSupplement(database.db, FIRST_SPACE, matter, author, `덧붙입니다, ${place}번째.`, new Date());
    const results = await outcomes(Array.from({ length: 21 }, add));
    expect(results.filter((result) => result === "supplements-full")).toHaveLength(1);
    const rows = await database.db
      .selectFrom("supplement")
      .select("position")
      .where("matter_id", "=", matter)
      .orderBy("position")
      .execute();
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

test("a draft that is published from ten tabs at once becomes one proposal", async () => {
  const directory = await directoryOf(database.db);
  const author = await createPerson(database.db);
  const id = randomUUID();
  await keepDraft(database.db, directory.space.id, author, id, text, new Date());
  const results = await outcomes(
    Array.from({ length: 10 }, () => publishDraft(database.db, directory, id, author, new Date())),
  );
  const rows = await database.db.selectFrom("matter").select("id").where("author_id", "=", author).execute();
  expect(rows).toHaveLength(1);
  expect(results).toEqual(Array.from({ length: 10 }, () => rows[0]?.id));
});

test("twenty drafts are kept, however many are begun at once; those that are there can still be saved", async () => {
  const directory = await directoryOf(database.db);
  const writer = await createPerson(database.db);
  const ids = Array.from({ length: 30 }, () => randomUUID());
  const keep = (id: string) => keepDraft(database.db, directory.space.id, writer, id, text, new Date());
  const results = await outcomes(ids.map(keep));
  expect(results.filter((result) => result === "drafts-full")).toHaveLength(10);
  const kept = ids.filter((_, index) => results[index] === undefined);
  expect(await outcomes(kept.map(keep))).toEqual(Array.from({ length: 20 }, () => undefined));
  const [first = ""] = kept;
  await discardDraft(database.db, FIRST_SPACE, first, writer);
  expect(await outcomes([keep(randomUUID())])).toEqual([undefined]);

  // An id that is somebody else's is still nobody's business.
  const stranger = await createPerson(database.db);
  const [, other = ""] = kept;
  const theft = keepDraft(database.db, directory.space.id, stranger, other, text, new Date());
  expect(await outcomes([theft])).toEqual(["not-found"]);
});

describe("a duty", () => {
  test("is met by the first reply; of two writers who saw the same, one is told", async () => {
    const directory = await directoryOf(database.db);
    const office = directory.offices.find(({ code }) => code === "transport");
    const matter = await createProposal(database.db, new Date());
    await supportBy(matter, await createPersons(database.db, 50));
    const duty = await database.db
      .selectFrom("duty")
      .selectAll()
      .where("matter_id", "=", matter)
      .executeTakeFirstOrThrow();
    const officer: Viewer = {
      personId: await createPerson(database.db),
      publicName: "김○○",
      district: null,
      language: "ko",
      posts: [{ spaceId: directory.space.id, role: "officer", officeId: office?.id ?? 0 }],
    };
    const reply = (expectedReplies?: number) =>
      publishReply(
        database.db,
        officer,
        directory.space.id,
        duty.id,
        { body: "반영하겠습니다.", decision: "will-do", expectedReplies },
        new Date(),
      );
    const results = await outcomes([reply(0), reply(0)]);
    expect(results).toContainEqual({ version: 1, matterId: matter });
    expect(results).toContain("changed-meanwhile");
    expect(await outcomes([reply(), reply(99)])).toEqual([
      { version: 2, matterId: matter },
      "changed-meanwhile",
    ]);
    const rows = await database.db
      .selectFrom("reply")
      .select("version")
      .where("duty_id", "=", duty.id)
      .execute();
    expect(rows).toHaveLength(2);
  });
});

describe("whether a reply answered", () => {
  const spaceId = FIRST_SPACE;
  async function answered() {
    const author = await createPerson(database.db);
    const people = await createPersons(database.db, 50);
    const matter = await createProposal(database.db, new Date(), author);
    await supportBy(matter, people);
    const duty = await database.db
      .selectFrom("duty")
      .select(["id", "office_id"])
      .where("matter_id", "=", matter)
      .executeTakeFirstOrThrow();
    const officer: Viewer = {
      personId: author,
      publicName: "김○○",
      district: null,
      language: "ko",
      posts: [{ spaceId, role: "officer", officeId: duty.office_id }],
    };
    const reply = (at: Date) =>
      publishReply(database.db, officer, spaceId, duty.id, { body: "반영합니다.", decision: "will-do" }, at);
    const counts = async () => (await readDuties(database.db, [matter], new Date()))[0]?.answered;
    return { matter, duty: duty.id, people, reply, counts };
  }
  const DAY_MS = 24 * 60 * 60 * 1000;

  test("each supporter counts once, however often they say it, and otherwise the last time", async () => {
    const { matter, duty, people, reply, counts } = await answered();
    const now = new Date();
    const say = (by: number, verdict: Verdict) => giveVerdict(database.db, matter, duty, by, verdict, now);
    const [first = 0, second = 0] = people;
    // There is no reply yet.
    expect(await outcomes([say(first, "yes")])).toEqual(["matter-not-open"]);
    await reply(now);
    await Promise.all(Array.from({ length: 8 }, () => say(first, "yes")));
    await Promise.all(people.slice(1, 11).map((by) => say(by, "no")));
    expect(await counts()).toEqual({ yes: 1, partly: 0, no: 10 });
    await say(second, "partly");
    expect(await counts()).toEqual({ yes: 1, partly: 1, no: 9 });
    const state = await database.db.selectFrom("duty").select(["replies"]).where("id", "=", duty).execute();
    expect(state).toEqual([{ replies: 1 }]);
  });

  test("is said by those who stand behind the matter alone, on its page, and for sixty days", async () => {
    const { matter, duty, people, reply, counts } = await answered();
    const at = new Date();
    await reply(at);
    const [first = 0, second = 0] = people;
    const say = (by: number, now = at, on = matter) => giveVerdict(database.db, on, duty, by, "yes", now);
    const stranger = await createPerson(database.db);
    const other = await createProposal(database.db, new Date());
    expect(await outcomes([say(stranger), say(first, at, other)])).toEqual([
      "matter-not-open",
      "matter-not-open",
    ]);
    const later = (days: number) => new Date(at.getTime() + days * DAY_MS);
    expect(await outcomes([say(first, later(59.9)), say(second, later(60))])).toEqual([
      undefined,
      "matter-not-open",
    ]);
    // A further version is judged anew.
    await reply(later(30));
    expect(await outcomes([say(second, later(61))])).toEqual([undefined]);
    expect(await counts()).toEqual({ yes: 2, partly: 0, no: 0 });
    // Who takes their agreement back is none of those who say so any more.
    await supports.submit({
      spaceId,
      matterId: matter,
      personId: first,
      kind: "proposal",
      change: "remove",
      at: new Date(),
    });
    expect(await counts()).toEqual({ yes: 1, partly: 0, no: 0 });
  });
});

describe("a forum", () => {
  test("counts each participant once, and the exact one fires the mayor's duty once", async () => {
    const matter = await createProposal(database.db, new Date());
    const people = await createPersons(database.db, 1_010);
    await supportBy(matter, people.slice(0, 100));
    const { matter_id: forum } = await database.db
      .selectFrom("forum")
      .selectAll()
      .where("proposal_id", "=", matter)
      .executeTakeFirstOrThrow();
    const say = (person: number, stance: "for" | "against" = "for") =>
      giveOpinion(
        { db: database.db, supports },
        FIRST_SPACE,
        forum,
        person,
        { stance, body: "제 생각입니다." },
        new Date(),
      );
    for (let from = 0; from < 990; from += 90)
      await Promise.all(people.slice(from, from + 90).map((person) => say(person)));
    const mayors = () => database.db.selectFrom("duty").selectAll().where("matter_id", "=", forum).execute();
    await Promise.all(people.slice(990, 999).map((person) => say(person)));
    expect(await mayors()).toHaveLength(0);

    // Eleven more, each twice and with two minds, all at once.
    const last = people.slice(999);
    await Promise.all([
      ...last.map((person) => say(person)),
      ...last.map((person) => say(person, "against")),
    ]);
    const row = await database.db
      .selectFrom("matter")
      .selectAll()
      .where("id", "=", forum)
      .executeTakeFirstOrThrow();
    expect(row.support_count).toBe(1_010);
    expect(await mayors()).toMatchObject([{ kind: "mayor-reply" }]);
    const counts = await database.db
      .selectFrom("forum")
      .selectAll()
      .where("matter_id", "=", forum)
      .executeTakeFirstOrThrow();
    expect(counts.for_count + counts.against_count + counts.other_count).toBe(1_010);
    const standing = await database.db
      .selectFrom("opinion")
      .select(["stance"])
      .where("forum_id", "=", forum)
      .execute();
    expect(standing).toHaveLength(1_010);
    expect(standing.filter(({ stance }) => stance === "for")).toHaveLength(counts.for_count);
  });
});

test("several accounts of one human, signing in at once, are one person", async () => {
  const directory = await directoryOf(database.db);
  const keys = { identityKey: "k".repeat(32), seal: new Seal("s".repeat(32)) };
  const account = (subject: string) => ({
    issuer: "https://agency.example",
    subject,
    uniqueNumber: "CI-1",
    name: "홍길동",
    birthDate: "1990-01-01",
    address: null,
    foreigner: false,
    permanentResidenceSince: null,
    district: "garam",
    email: null,
    posts: [],
  });
  const ids = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      recognisePerson(database.db, account(`account-${index % 3}`), "ko", directory, keys, new Date()),
    ),
  );
  expect(new Set(ids).size).toBe(1);
  const rows = await database.db
    .selectFrom("account")
    .selectAll()
    .where("issuer", "=", "https://agency.example")
    .execute();
  expect(rows).toHaveLength(3);
});

test("twenty processes' worth of migrators at once bring an empty database up, once", async () => {
  const empty = await createTestDatabase("empty");
  await empty.owner.pool.query(
    "drop schema public cascade; create schema public; drop schema graphile_worker cascade",
  );
  const clients = Array.from({ length: 20 }, () => connect(empty.owner.url, { max: 2 }));
  const ran = await Promise.all(clients.map(({ db, pool }) => migrate(db, pool)));
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  await Promise.all(clients.map((client) => client.close()));
  await empty.close();
});
