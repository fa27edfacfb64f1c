import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readOwnProposals } from "#app/domain/kinds/proposal/own.ts";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { changeActing, entriesActedFor } from "#app/domain/roll/acting.ts";
import type { SupportOutcome } from "#app/domain/support/support-command.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { DEFAULT_RULE_SET, publishRules } from "#app/domain/threshold/publish-rules.ts";
import { connect, type DatabaseClient } from "#db/client.ts";
import { insertSpace } from "#db/queries/spaces.ts";
import { listSupportersAfter } from "#db/queries/supports.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  createPersons,
  createProposal,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { createDrive, signingServices } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { countRoll, makeRoll } from "./support/rolls.ts";

let database: TestDatabase;
let supports: SupportWriter;
/** Another process's writer: connections and queue of its own. */
let elsewhere: { client: DatabaseClient; supports: SupportWriter };
const people = { author: 0, kim: 0, lee: 0, park: 0 };
type Name = keyof typeof people;

beforeAll(async () => {
  database = await createTestDatabase();
  supports = new SupportWriter(database.db, SUPPORT_PLUGS);
  const client = connect(database.url, { max: 4 });
  elsewhere = { client, supports: new SupportWriter(client.db, SUPPORT_PLUGS) };
  const [author = 0, kim = 0, lee = 0, park = 0] = await createPersons(database.db, 4);
  Object.assign(people, { author, kim, lee, park });
});
afterAll(async () => {
  await elsewhere.client.close();
  await database.close();
});

const submit = (matterId: number, who: Name, change: "add" | "remove") =>
  supports.submit({
    spaceId: FIRST_SPACE,
    matterId,
    personId: people[who],
    kind: "proposal",
    change,
    at: new Date(),
  });
const supportsOf = (matterId: number) =>
  database.db
    .selectFrom("support")
    .leftJoin("roll_entry", "roll_entry.id", "support.roll_entry_id")
    .select(["holder_id", "support.person_id", "label", "roll_entry_id", "serial"])
    .where("matter_id", "=", matterId)
    .orderBy("serial")
    .execute();
const matterOf = (id: number) =>
  database.db.selectFrom("matter").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

/** Who acts for the entries A, B, … of the roll that the matter counts; null: it counts persons. */
type Roll = Record<string, Name | null> | null;
/** Somebody adds or takes back, with what comes of it and the count; or an entry is handed to somebody. */
type Act = [Name, "add" | "remove", string, number] | ["hand", string, Name | null];
const added = (who: Name, count: number): Act => [who, "add", "added", count];
const again = (who: Name, count: number): Act => [who, "add", "already-there", count];
const removed = (who: Name, count: number): Act => [who, "remove", "removed", count];
const notThere = (who: Name, count: number): Act => [who, "remove", "not-there", count];
const refused = (who: Name, change: "add" | "remove"): Act => [who, change, "not-on-roll", 0];

describe("who holds a support", () => {
  test.each<[string, Roll, Act[], string[]]>([
    [
      "persons: each once",
      null,
      [added("kim", 1), again("kim", 1), added("lee", 2), removed("kim", 1), notThere("kim", 1)],
      ["lee"],
    ],
    [
      "one entry: who acts for it, once",
      { A: "kim", B: null },
      [added("kim", 1), again("kim", 1), removed("kim", 0), notThere("kim", 0), added("kim", 1)],
      ["A by kim"],
    ],
    [
      "three entries for one person: all of them, and all are taken back",
      { A: "kim", B: "lee", C: "kim", D: "kim" },
      [added("kim", 3), again("kim", 3), added("lee", 4), removed("kim", 1)],
      ["B by lee"],
    ],
    [
      "an entry that came later is added to those that are there",
      { A: "kim", B: "lee" },
      [added("kim", 1), ["hand", "B", "kim"], added("kim", 2), again("kim", 2)],
      ["A by kim", "B by kim"],
    ],
    [
      "an entry that somebody else acts for by now is counted already, and theirs to take back",
      { A: "kim" },
      [
        added("kim", 1),
        ["hand", "A", "lee"],
        again("lee", 1),
        refused("kim", "remove"),
        removed("lee", 0),
        added("lee", 1),
      ],
      ["A by lee"],
    ],
    [
      "an entry that nobody acts for any more stays counted",
      { A: "kim" },
      [added("kim", 1), ["hand", "A", null], refused("kim", "add"), refused("kim", "remove")],
      ["A by kim"],
    ],
    [
      "who acts for no entry is refused, both ways",
      { A: "kim", B: null },
      [refused("park", "add"), refused("park", "remove")],
      [],
    ],
    ["nobody acts for an empty roll", {}, [refused("kim", "add")], []],
  ])("%s", async (_, roll, acts, standing) => {
    const { db } = database;
    const matter = await createProposal(db, new Date(), people.author);
    const entries = Object.entries(roll ?? {}).map(([label, who]) => ({
      label,
      personId: who && people[who],
    }));
    const { id: rollId } = await makeRoll(db, entries);
    if (roll) await countRoll(db, matter, rollId);
    for (const act of acts) {
      if (act[0] === "hand") {
        await changeActing(db, { rollId, label: act[1] }, act[2] && people[act[2]]);
        continue;
      }
      const [who, change, result, count] = act;
      const expected: SupportOutcome =
        result === "not-on-roll"
          ? { result: "refused", why: "not-on-roll" }
          : { result: result as "added", count };
      expect(await submit(matter, who, change), act.join(" ")).toEqual(expected);
    }
    const nameOf = (id: number) => Object.entries(people).find(([, person]) => person === id)?.[0];
    const rows = await supportsOf(matter);
    expect(
      rows.map(({ label, person_id }) => (label ? `${label} by ${nameOf(person_id)}` : nameOf(person_id))),
    ).toEqual(standing);
    for (const { holder_id, person_id, roll_entry_id } of rows)
      expect(holder_id).toBe(roll ? roll_entry_id : person_id);
    expect((await matterOf(matter)).support_count).toBe(standing.length);
  });

  test("an entry of another roll is nothing here", async () => {
    const { db } = database;
    const matter = await createProposal(db, new Date());
    const here = await makeRoll(db, [{ label: "A", personId: people.lee }]);
    await makeRoll(db, [{ label: "A", personId: people.kim }]);
    await countRoll(db, matter, here.id);
    expect(await submit(matter, "kim", "add")).toEqual({ result: "refused", why: "not-on-roll" });
    expect(await submit(matter, "lee", "add")).toEqual({ result: "added", count: 1 });
  });

  test("a weight is exact, and an entry counts one whatever it weighs", async () => {
    const { db } = database;
    const matter = await createProposal(db, new Date());
    const roll = await makeRoll(db, [
      { label: "A", personId: people.kim, weight: "0.1" },
      { label: "B", personId: people.kim, weight: "123456789012.000001" },
      { label: "C", personId: people.kim, weight: "59.9432" },
    ]);
    await countRoll(db, matter, roll.id);
    expect(await submit(matter, "kim", "add")).toEqual({ result: "added", count: 3 });
    const weights = (await entriesActedFor(db, roll.id, people.kim)).map(({ weight }) => weight);
    expect(weights).toEqual(["0.1", "123456789012.000001", "59.9432"]);
  });

  test("the Nth is exact in the middle of one person's entries, and they are told once", async () => {
    const { db } = database;
    const matter = await createProposal(db, new Date());
    const many = await createPersons(db, 49);
    const last = (await createPersons(db, 1))[0] ?? 0;
    const roll = await makeRoll(db, [
      ...many.map((personId, index) => ({ label: `${index}`, personId })),
      ...["X", "Y", "Z"].map((label) => ({ label, personId: last })),
    ]);
    await countRoll(db, matter, roll.id);
    // All at once: a group of fifty commands that are fifty-two supports.
    const outcomes = await Promise.all(
      [...many, last].map((personId) =>
        supports.submit({
          spaceId: FIRST_SPACE,
          matterId: matter,
          personId,
          kind: "proposal",
          change: "add",
          at: new Date(),
        }),
      ),
    );
    expect(outcomes.every(({ result }) => result === "added")).toBe(true);
    const standing = await supportsOf(matter);
    expect(standing.map(({ serial }) => serial)).toEqual(Array.from({ length: 52 }, (_, at) => at + 1));
    expect(standing.slice(-3).map(({ label }) => label)).toEqual(["X", "Y", "Z"]);
    const reached = await db
      .selectFrom("threshold")
      .select(["count", "support_serial"])
      .where("matter_id", "=", matter)
      .where("reached_at", "is not", null)
      .execute();
    expect(reached).toEqual([{ count: 50, support_serial: standing[49]?.serial }]);
    expect(standing[49]?.label).toBe("X");

    // My page and the proposal's know it as one thing that they stand behind.
    const { supported } = await readOwnProposals(
      db,
      last,
      { spaceId: FIRST_SPACE, language: "ko", now: new Date() },
      20,
    );
    expect(supported.map(({ id }) => id)).toEqual([matter]);
    const seenBy = async (personId: number) =>
      (await readProposal(db, FIRST_SPACE, matter, { personId, language: "ko" }, new Date())).reader;
    expect(await seenBy(last)).toMatchObject({ supports: true });
    expect(await seenBy(people.park)).toMatchObject({ supports: false });
    const after = await listSupportersAfter(db, matter, 0, 100);
    expect(after.filter(({ id }) => id === last)).toHaveLength(3); // one letter: its key is the person's
  });

  test("who acts for all that stands behind it by now sees it as theirs", async () => {
    const { db } = database;
    const matter = await createProposal(db, new Date());
    const roll = await makeRoll(db, [{ label: "A", personId: people.kim }]);
    await countRoll(db, matter, roll.id);
    await submit(matter, "kim", "add");
    await changeActing(db, { rollId: roll.id, label: "A" }, people.lee);
    const agreed = async (personId: number) =>
      (await readProposal(db, FIRST_SPACE, matter, { personId, language: "ko" }, new Date())).reader.supports;
    expect(await agreed(people.lee)).toBe(true);
    expect(await agreed(people.kim)).toBe(false);
  });

  test("an author's own entries do not fix the text, another's does", async () => {
    const { db } = database;
    const matter = await createProposal(db, new Date(), people.author);
    const roll = await makeRoll(db, [
      { label: "A", personId: people.author },
      { label: "B", personId: people.author },
      { label: "C", personId: people.kim },
    ]);
    await countRoll(db, matter, roll.id);
    await submit(matter, "author", "add");
    expect((await matterOf(matter)).text_fixed_at).toBeNull();
    await submit(matter, "kim", "add");
    expect((await matterOf(matter)).text_fixed_at).not.toBeNull();
  });
});

test("two who claim one entry in a race, while it changes hands, are one support at most", async () => {
  const { db } = database;
  const { client } = elsewhere;
  const labels = Array.from({ length: 20 }, (_, index) => `${index}`);
  for (let round = 0; round < 15; round += 1) {
    const matterId = await createProposal(db, new Date());
    const roll = await makeRoll(
      db,
      labels.map((label) => ({ label, personId: people.kim })),
    );
    await countRoll(db, matterId, roll.id);
    const add = (writer: SupportWriter, personId: number) =>
      writer.submit({
        spaceId: FIRST_SPACE,
        matterId,
        personId,
        kind: "proposal",
        change: "add",
        at: new Date(),
      });
    const hand = async () => {
      for (const label of labels) await changeActing(client.db, { rollId: roll.id, label }, people.lee);
    };
    const [, first, second] = await Promise.all([
      hand(),
      add(supports, people.kim),
      add(elsewhere.supports, people.lee).then(() => add(elsewhere.supports, people.lee)),
    ]);
    await add(supports, people.lee);
    // Each entry is there once, whoever was faster, and the count is what is there.
    const standing = await supportsOf(matterId);
    expect(standing.map(({ label }) => label).toSorted()).toEqual(labels.toSorted());
    expect(new Set(standing.map(({ serial }) => serial)).size).toBe(20);
    const { support_count } = await matterOf(matterId);
    expect(support_count).toBe(20);
    for (const outcome of [first, second])
      if (outcome.result === "refused") expect(outcome.why).toBe("not-on-roll");
  }
});

describe("the database refuses", () => {
  /** SQLSTATE of a foreign key, a key and a check. */
  const [FOREIGN, TWICE, CHECK] = ["23503", "23505", "23514"];

  test.each<[string, string, string, string]>([
    ["a person where the matter counts a roll", FOREIGN, "ofRoll", "$person, default, default"],
    ["an entry where the matter counts persons", FOREIGN, "ofPersons", "$person, $roll, $entry"],
    ["an entry of another roll", FOREIGN, "ofRoll", "$person, $roll, $otherEntry"],
    [
      "an entry under its own roll, which the matter does not count",
      FOREIGN,
      "ofRoll",
      "$person, $otherRoll, $otherEntry",
    ],
    ["a roll without an entry", CHECK, "ofRoll", "$person, $roll, null"],
    ["an entry without a roll", CHECK, "ofPersons", "$person, default, $entry"],
    ["an entry twice, by two people", TWICE, "ofRoll", "$person, $roll, $taken"],
    ["a person twice", TWICE, "ofPersons", "$taker, default, default"],
    ["somebody whom there is not", FOREIGN, "ofRoll", "999999999, $roll, $entry"],
  ])("%s", async (_, code, which, values) => {
    const { db, pool } = database;
    const matters = {
      ofRoll: await createProposal(db, new Date()),
      ofPersons: await createProposal(db, new Date()),
    };
    const roll = await makeRoll(db, [
      { label: "A", personId: people.kim },
      { label: "B", personId: people.lee },
    ]);
    const other = await makeRoll(db, [{ label: "A", personId: people.kim }]);
    await countRoll(db, matters.ofRoll, roll.id);
    await submit(matters.ofRoll, "lee", "add");
    await submit(matters.ofPersons, "lee", "add");
    const entryOf = async (rollId: number, personId: number) =>
      (await entriesActedFor(db, rollId, personId))[0]?.id ?? 0;
    const given: Record<string, number> = {
      $person: people.park,
      $taker: people.lee,
      $roll: roll.id,
      $otherRoll: other.id,
      $entry: await entryOf(roll.id, people.kim),
      $taken: await entryOf(roll.id, people.lee),
      $otherEntry: await entryOf(other.id, people.kim),
    };
    const matter = which === "ofRoll" ? matters.ofRoll : matters.ofPersons;
    const row = values.replace(/\$\w+/g, (name) => String(given[name]));
    const insert = pool.query(
      `insert into support (matter_id, serial, created_at, person_id, counted_roll, roll_entry_id)
       values (${matter}, 99, now(), ${row})`,
    );
    await expect(insert).rejects.toMatchObject({ code });
  });

  test.each<[string, string, string]>([
    [
      "another way of counting once somebody stands behind it",
      FOREIGN,
      "update matter set roll_id = null where id = $matter",
    ],
    ["an entry gone that stands behind something", FOREIGN, "delete from roll_entry where roll_id = $roll"],
    ["a roll of another space", FOREIGN, "update matter set roll_id = $foreign where id = $fresh"],
    ["rules that count a roll of another space", FOREIGN, "update rule_set set roll_id = $foreign"],
    ["a weight of nothing", CHECK, "update roll_entry set weight = 0 where roll_id = $roll"],
    ["a weight that is no number", CHECK, "update roll_entry set weight = 'NaN' where roll_id = $roll"],
    [
      "a weight that no file can give",
      CHECK,
      "update roll_entry set weight = 0.1234567 where roll_id = $roll",
    ],
    ["a drive that counts a roll", CHECK, "update matter set roll_id = $roll where id = $drive"],
    [
      "an opening before it was published",
      CHECK,
      "update matter set opens_at = opened_at - interval '1 ms' where id = $matter",
    ],
    [
      "an opening after the closing",
      CHECK,
      "update matter set opens_at = closes_at + interval '1 ms' where id = $matter",
    ],
    ["a visibility that nobody knows", CHECK, "update matter set visibility = 'secret' where id = $matter"],
  ])("%s", async (_, code, statement) => {
    const { db, pool } = database;
    const matter = await createProposal(db, new Date());
    const roll = await makeRoll(db, [{ label: "A", personId: people.kim }]);
    await countRoll(db, matter, roll.id);
    await submit(matter, "kim", "add");
    const foreignSpace = await inTransaction(db, (tx) =>
      insertSpace(tx, {
        code: `s-${matter}`,
        kind: "apartment",
        name: JSON.stringify({ ko: "단지", en: "Complex", ja: "団地" }),
        created_at: new Date(),
      }),
    );
    const { id: foreign } = await db
      .insertInto("roll")
      .values({ space_id: foreignSpace ?? 0, code: "members", created_at: new Date() })
      .returning("id")
      .executeTakeFirstOrThrow();
    const given: Record<string, number> = {
      $matter: matter,
      $roll: roll.id,
      $foreign: foreign,
      $fresh: await createProposal(db, new Date()),
      $drive: await createDrive(db, signingServices(db), { at: new Date() }),
    };
    const change = pool.query(statement.replace(/\$\w+/g, (name) => String(given[name])));
    await expect(change).rejects.toMatchObject({ code });
  });
});

describe("the rules of a space", () => {
  test("say what its proposals count; what is out already keeps what it counts", async () => {
    const { db } = database;
    const { space } = await directoryOf(db);
    const roll = await makeRoll(db, [{ label: "A", personId: people.kim }]);
    const before = await createProposal(db, new Date());
    const publish = (name: string | undefined) =>
      inTransaction(db, (tx) => publishRules(tx, space.id, { ...DEFAULT_RULE_SET, roll: name }, new Date()));
    const input = { title: "승강기 교체", body: "오래됐습니다.", category: "transport", district: null };
    const propose = () => publishProposal(db, space.id, people.author, input, new Date());

    await expect(publish("no-such-roll")).rejects.toThrow('The space has no roll "no-such-roll"');
    await publish(roll.code);
    const after = await propose();
    await publish(undefined);
    const later = await propose();
    const counts = async (id: number) => (await matterOf(id)).roll_id;
    expect([await counts(before), await counts(after), await counts(later)]).toEqual([null, roll.id, null]);
  });
});
