import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginDraft, saveDraft } from "#app/domain/kinds/poll/drafts.ts";
import { announceVote } from "#app/domain/kinds/vote/announce-vote.ts";
import { enterCount } from "#app/domain/kinds/vote/enter-counts.ts";
import { recordObjection, recordObjectionDecision } from "#app/domain/kinds/vote/objections.ts";
import { publishVoteResult } from "#app/domain/kinds/vote/publish-result.ts";
import { readVoteCounts } from "#app/domain/kinds/vote/read-counts.ts";
import { readVote, readVoteOfDrive } from "#app/domain/kinds/vote/read-vote.ts";
import { readVoteDraft, readVoteDrafts, writeVoteDraft } from "#app/domain/kinds/vote/vote-drafts.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Database } from "#db/client.ts";
import { asOwner, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createDrive, signingServices } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createOfficers, DAY, STREET } from "./support/polls.ts";
import {
  CLOSED,
  type Commission,
  createCommission,
  createVote,
  NOTICED,
  VOTE_CONTENT,
} from "./support/votes.ts";

let database: TestDatabase;
let db: Database;
let commission: Commission;
let stranger: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  commission = await createCommission(db);
  stranger = (await createOfficers(db)).writer;
});
afterAll(() => database.close());

const code = (expected: string) => expect.objectContaining({ code: expected });
const by = (viewer: Viewer, now = CLOSED) => ({ db, directory: commission.directory, viewer, now });
const read = (id: number, now = CLOSED) => readVote(db, FIRST_SPACE, id, "ko", now);
const counts = (viewer: Viewer, id: number) => readVoteCounts(db, viewer, commission.directory, id, CLOSED);
const typed = (first: number, second: number, invalid = 0) => ({
  ballots: String(first + second + invalid),
  first: String(first),
  second: String(second),
  invalid: String(invalid),
});
const both = async (id: number, place: number, figures: ReturnType<typeof typed>) => {
  expect(await enterCount(by(commission.first), id, place, figures)).toBe(false);
  expect(await enterCount(by(commission.second), id, place, figures)).toBe(true);
};
const linesOf = async (id: number) => {
  const lines = await db
    .selectFrom("event")
    .select(["kind", "data"])
    .where("matter_id", "=", id)
    .orderBy("seq")
    .execute();
  return lines.map(({ kind }) => kind);
};

describe("a vote is written by one officer of the commission and announced by another", () => {
  test("from then on it is fixed, on the day that follows from its notice", async () => {
    const id = await createVote(db, commission);
    expect(await read(id, NOTICED)).toMatchObject({
      state: "announced",
      votingDay: "2026-11-25",
      opensAt: "2026-11-24T21:00:00.000Z",
      closesAt: "2026-11-25T11:00:00.000Z",
      eligible: 400,
      law: { needed: 100, minAge: 18, registerDay: "2026-11-03", objectionSignatures: 4 },
      result: null,
    });
    await expect(announceVote(by(commission.third, NOTICED), id, 1)).rejects.toEqual(
      code("changed-meanwhile"),
    );
    const change = writeVoteDraft(by(commission.first, NOTICED), VOTE_CONTENT, { id, seen: 1 });
    await expect(change).rejects.toEqual(code("changed-meanwhile"));
    await expect(db.updateTable("vote").set({ eligible: 1 }).execute()).rejects.toThrow();
    expect(await linesOf(id)).toEqual(["vote-announced"]);
  });

  test("sent twice it is one draft", async () => {
    const content = { ...VOTE_CONTENT, notice: "공고 제2026-2호" };
    const write = () => writeVoteDraft(by(commission.first, NOTICED), content);
    const [one, other] = await Promise.all([write(), write()]);
    expect(one).toBe(other);
  });

  test("by nobody who wrote any of it, and of two at once by one", async () => {
    const id = await writeVoteDraft(by(commission.first, NOTICED), VOTE_CONTENT);
    await writeVoteDraft(by(commission.second, NOTICED), VOTE_CONTENT, { id, seen: 1 });
    for (const viewer of [commission.first, commission.second])
      await expect(announceVote(by(viewer, NOTICED), id, 2)).rejects.toEqual(code("not-permitted"));
    await expect(announceVote(by(commission.third, NOTICED), id, 1)).rejects.toEqual(
      code("changed-meanwhile"),
    );
    const twice = [1, 2].map(() => announceVote(by(commission.third, NOTICED), id, 2));
    const outcomes = (await Promise.allSettled(twice)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(["fulfilled", "rejected"]);
  });

  test.each([
    ["a notice that is ahead", { noticedOn: "2026-11-03" }, "noticedOn"],
    ["one so long ago that its day has passed", { noticedOn: "2026-10-01" }, "noticedOn"],
    ["a drive that is none", { by: "drive", drive: "999999" }, "drive"],
  ])("%s is refused", async (_, change, field) => {
    const write = writeVoteDraft(by(commission.first, NOTICED), { ...VOTE_CONTENT, ...change });
    await expect(write).rejects.toMatchObject({ details: { faults: [{ field }] } });
  });

  test("an officer of another office may do nothing of it", async () => {
    const id = await createVote(db, commission);
    const { directory } = commission;
    const acts = [
      () => writeVoteDraft(by(stranger), VOTE_CONTENT),
      () => announceVote(by(stranger), id, 1),
      () => readVoteDrafts(db, stranger, directory),
      () => readVoteDraft(db, stranger, directory, id),
      () => counts(stranger, id),
      () => enterCount(by(stranger), id, 1, typed(1, 1)),
      () => publishVoteResult(by(stranger), id),
      () => recordObjection(by(stranger), id, {}),
      () => recordObjectionDecision(by(stranger), id, 1, {}),
    ];
    for (const act of acts) await expect(act()).rejects.toEqual(code("not-permitted"));
  });

  test("in another space there is none of it", async () => {
    const id = await createVote(db, commission);
    await expect(readVote(db, FIRST_SPACE + 1, id, "ko", NOTICED)).rejects.toEqual(code("not-found"));
  });
});

describe("two officers enter what was counted", () => {
  test("not before the polling places have closed", async () => {
    const id = await createVote(db, commission);
    const early = new Date("2026-11-25T19:59:00+09:00");
    await expect(enterCount(by(commission.first, early), id, 1, typed(1, 1))).rejects.toEqual(
      code("not-yet"),
    );
  });

  test("each by themselves: the second sees the first's only after they entered their own", async () => {
    const id = await createVote(db, commission);
    await enterCount(by(commission.first), id, 1, typed(100, 50, 2));
    expect((await counts(commission.second, id)).places[0]).toMatchObject({ entered: 1, entries: [] });
    expect(await enterCount(by(commission.second), id, 1, typed(50, 100, 2))).toBe(false);
    for (const viewer of [commission.first, commission.second]) {
      const place = (await counts(viewer, id)).places[0];
      expect(place?.confirmed).toBeNull();
      expect(place?.entries.map(({ count }) => count.first)).toEqual([100, 50]);
    }
    await expect(enterCount(by(commission.third), id, 1, typed(100, 50, 2))).rejects.toEqual(
      code("not-permitted"),
    );
    expect(await enterCount(by(commission.second), id, 1, typed(100, 50, 2))).toBe(true);
    await expect(enterCount(by(commission.first), id, 1, typed(1, 1))).rejects.toEqual(
      code("changed-meanwhile"),
    );
    expect(await linesOf(id)).toEqual([
      "vote-announced",
      ...["vote-entered", "vote-entered", "vote-entered", "vote-counted"],
    ]);
  });

  test.each([
    ["one officer twice", ["first", "first"], 1],
    ["two at once", ["first", "second"], 2],
    ["three at once", ["first", "second", "third"], 2],
  ] as const)("%s", async (_, who, seats) => {
    const id = await createVote(db, commission);
    const entering = who.map((one) => enterCount(by(commission[one]), id, 2, typed(60, 40)));
    const entered = await Promise.allSettled(entering);
    expect(entered.filter(({ status }) => status === "fulfilled")).toHaveLength(Math.min(who.length, 2));
    const { rows } = await database.pool.query(
      "select count(distinct person_id)::int as seats from vote_seat where matter_id = $1",
      [id],
    );
    expect(rows[0]?.seats).toBe(seats);
    expect((await counts(commission.first, id)).places[1]?.confirmed !== null).toBe(seats === 2);
  });

  test("the same figures sent once more are once, also when they were confirmed", async () => {
    const id = await createVote(db, commission);
    const enter = (viewer: Viewer) => enterCount(by(viewer), id, 1, typed(100, 50, 2));
    expect(await Promise.all([enter(commission.first), enter(commission.first)])).toEqual([false, false]);
    expect(await Promise.all([enter(commission.second), enter(commission.second)])).toEqual([true, true]);
    expect(await linesOf(id)).toEqual(["vote-announced", "vote-entered", "vote-entered", "vote-counted"]);
  });

  test("fifty times at most", async () => {
    const id = await createVote(db, commission);
    for (let first = 1; first <= 50; first += 1)
      await enterCount(by(commission.first), id, 1, typed(first, 0));
    await expect(enterCount(by(commission.first), id, 1, typed(51, 0))).rejects.toEqual(code("records-full"));
  });

  test("no more ballots than may vote there, and none at a place that is none", async () => {
    const id = await createVote(db, commission);
    expect(await enterCount(by(commission.first), id, 2, typed(60, 40))).toBe(false);
    await expect(enterCount(by(commission.second), id, 2, typed(60, 41))).rejects.toMatchObject({
      details: { faults: [{ field: "ballots", code: "above-eligible" }] },
    });
    await expect(enterCount(by(commission.first), id, 3, typed(1, 1))).rejects.toEqual(code("not-found"));
  });

  test("the database takes no count that two did not enter alike, and none that does not add up", async () => {
    const id = await createVote(db, commission);
    await enterCount(by(commission.first), id, 1, typed(100, 50, 2));
    const insert = (ballots: number) =>
      sql`
      insert into vote_count values (${id}, 1, 1, 300, ${ballots}, 100, 50, 2, ${CLOSED})`.execute(db);
    await expect(insert(152)).rejects.toThrow("two officers");
    await expect(insert(153)).rejects.toThrow();
  });
});

describe("what came of it", () => {
  test("is published once every place is confirmed, and by no one twice", async () => {
    const id = await createVote(db, commission);
    await both(id, 1, typed(45, 20, 5));
    await expect(publishVoteResult(by(commission.first), id)).rejects.toEqual(code("not-ready"));
    await both(id, 2, typed(10, 20));
    const publishing = [1, 2].map(() => publishVoteResult(by(commission.first), id));
    const published = await Promise.allSettled(publishing);
    expect(published.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await read(id)).result).toMatchObject({
      outcome: "first",
      because: null,
      ballots: 100,
      needed: 100,
      valid: 95,
      majority: 48,
      version: 1,
      boundUntil: "2028-11-25T14:59:59.999Z",
      objectionsUntil: "2026-12-09T14:59:59.999Z",
      places: [
        { place: 1, ballots: 70, first: 45, second: 20, invalid: 5 },
        { place: 2, ballots: 30, first: 10, second: 20, invalid: 0 },
      ],
    });
  });

  test("one ballot short of a quarter adopts neither, and binds nobody", async () => {
    const id = await createVote(db, commission);
    await both(id, 1, typed(45, 20, 4));
    await both(id, 2, typed(10, 20));
    await publishVoteResult(by(commission.first), id);
    expect((await read(id)).result).toMatchObject({
      outcome: "neither",
      because: "turnout",
      boundUntil: null,
    });
  });

  test("is corrected by a later version that says why; what stood before stays", async () => {
    const id = await createVote(db, commission);
    await both(id, 1, typed(45, 20, 5));
    await both(id, 2, typed(10, 20));
    await publishVoteResult(by(commission.first), id);
    const later = new Date("2026-11-27T10:00:00+09:00");
    const reason = { ko: "첫째 투표소의 표를 잘못 옮겨 적었습니다." };
    await expect(publishVoteResult(by(commission.first, later), id, reason)).rejects.toEqual(
      code("not-ready"),
    );
    await both(id, 1, typed(20, 45, 5));
    await expect(publishVoteResult(by(commission.first, later), id, { ko: "" })).rejects.toMatchObject({
      details: { faults: [{ field: "reason.ko" }] },
    });
    expect(await publishVoteResult(by(commission.first, later), id, reason)).toBe(2);
    const { result } = await read(id, later);
    expect(result).toMatchObject({
      outcome: "second",
      version: 2,
      first: 30,
      second: 65,
      // Another outcome: it binds from now on.
      boundUntil: "2028-11-27T14:59:59.999Z",
      earlier: [{ version: 1, first: 55, second: 40 }],
      reasons: [{ version: 2, reason: reason.ko }],
    });
    await both(id, 2, typed(9, 21));
    await publishVoteResult(by(commission.second, new Date("2026-11-28T10:00:00+09:00")), id, reason);
    // The same outcome: it binds from when it was decided.
    expect((await read(id)).result).toMatchObject({ version: 3, boundUntil: "2028-11-27T14:59:59.999Z" });
  });

  test("objections and what was decided on them are recorded, once each", async () => {
    const id = await createVote(db, commission);
    const filed = { receivedOn: "2026-11-25", signatures: "5" };
    await expect(recordObjection(by(commission.first), id, filed)).rejects.toEqual(code("not-yet"));
    await both(id, 1, typed(45, 20, 5));
    await both(id, 2, typed(10, 20));
    await publishVoteResult(by(commission.first), id);
    for (const receivedOn of ["2026-11-24", "2026-11-26", "2026-13-01"])
      await expect(recordObjection(by(commission.first), id, { ...filed, receivedOn })).rejects.toMatchObject(
        {
          details: { faults: [{ field: "receivedOn" }] },
        },
      );
    const twice = await Promise.all([1, 2].map(() => recordObjection(by(commission.first), id, filed)));
    const [objection = 0] = twice;
    expect(twice).toEqual([1, 1]);
    const decide = () =>
      recordObjectionDecision(by(commission.second), id, objection, {
        verdict: "dismissed",
        reasons: { ko: "개표에 잘못이 없었습니다." },
      });
    await decide();
    await expect(decide()).rejects.toEqual(code("changed-meanwhile"));
    const none = recordObjectionDecision(by(commission.first), id, 999_999_999_999, {
      verdict: "upheld",
      reasons: { ko: "그런 소청은 없습니다. 없습니다." },
    });
    await expect(none).rejects.toEqual(code("changed-meanwhile"));
    expect((await read(id)).objections).toMatchObject([
      { receivedOn: "2026-11-25", signatures: 5, decision: { verdict: "dismissed" } },
    ]);
  });
});

test("no draw of gifts can be attached to a vote", async () => {
  const id = await createVote(db, commission);
  const { writer } = await createOfficers(db);
  const closesAt = new Date(CLOSED.getTime() + DAY).toISOString();
  const beside = { ...STREET, closesAt, related: [id] };
  const gifts = [{ name: "책 교환권", count: 1 }];
  const draft = await beginDraft(by(writer), beside);
  await expect(saveDraft(by(writer), draft, { ...beside, gifts }, 1)).rejects.toMatchObject({
    details: { faults: [{ field: "gifts", code: "no-gifts" }] },
  });
  const { rows } = await database.pool.query("select id from data_key limit 1");
  const key = rows[0]?.id ?? 1;
  const poll = (matterId: number, definition: object) =>
    database.pool.query(
      `insert into poll (matter_id, office_id, definition, purpose, may_change, results, data_key_id)
       select $1::bigint, office_id, $2::jsonb, 'policy', false, 'live', $3::int from vote limit 1`,
      [matterId, JSON.stringify(definition), key],
    );
  await expect(poll(id, { related: [] })).rejects.toThrow("no incentive");
  const other = await createVote(db, commission);
  await expect(poll(other, { related: [id], gifts: [{ count: 1 }] })).rejects.toThrow("no incentive");
  const draw = database.pool.query("insert into poll_draw values ($1, 0, 0)", [id]);
  await expect(draw).rejects.toThrow("poll_draw_matter_id_fkey");
});

test("the ledger holds, and notices what somebody with all rights changes", async () => {
  const verify = () => verifyLedger(db, LEDGER_CHECKS, FIRST_SPACE);
  expect(await verify()).toMatchObject({ holds: true });
  const tampered = async (table: string, change: string) => {
    await asOwner(db, async (owner) => {
      await sql.raw(`alter table ${table} disable trigger user; ${change}`).execute(owner);
    });
    return verify();
  };
  expect(
    await tampered("vote_result", `update vote_result set result = jsonb_set(result, '{first}', '1')`),
  ).toMatchObject({ holds: false, fault: { check: "vote-results" } });
  expect(
    await tampered("vote", `update vote set definition = jsonb_set(definition, '{title,ko}', '"x"')`),
  ).toMatchObject({ holds: false, fault: { check: "votes" } });
});

describe("a drive that demands a vote", () => {
  test("leads to one once it was accepted", async () => {
    const id = await createDrive(db, signingServices(db), { at: NOTICED, statute: "residents-vote" });
    const change = { by: "drive", drive: String(id) };
    const write = () => writeVoteDraft(by(commission.first, NOTICED), { ...VOTE_CONTENT, ...change });
    await expect(write()).rejects.toMatchObject({ details: { faults: [{ field: "drive" }] } });
    await asOwner(db, (owner) =>
      sql`update drive set state = 'accepted', accepted_at = ${NOTICED} where matter_id = ${id}`.execute(
        owner,
      ),
    );
    const vote = await createVote(db, commission, change);
    expect(await readVoteOfDrive(db, id)).toEqual({ id: vote, day: "2026-11-25" });
    expect((await read(vote)).drive).toMatchObject({ id });
  });
});
