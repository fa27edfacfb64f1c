import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { DEFAULT_RULE_SET, publishRules, type RuleSetInput } from "#app/domain/threshold/publish-rules.ts";
import { type Rule, ruleRow, rulesOf } from "#app/domain/threshold/rule.ts";
import { migrate } from "#db/migrate.ts";
import { listForumsOfProposals } from "#db/queries/forums.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
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
import { OLD_MIGRATIONS } from "./support/old-form.ts";
import { createDatabaseAt } from "./support/old-portal.ts";

const NOW = new Date("2026-03-02T10:00:00+09:00");
const rule = (
  code: string,
  threshold: number,
  consequence: Rule["consequence"],
): RuleSetInput["rules"][number] => ({
  code,
  matterKind: "proposal",
  measure: "agreements",
  threshold,
  consequence,
  days: 7,
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function publish(rules: RuleSetInput["rules"]): Promise<void> {
  const { space } = await directoryOf(database.db);
  const input = { ...DEFAULT_RULE_SET, rules };
  await inTransaction(database.db, (tx) => publishRules(tx, space.id, input, NOW));
}

async function agree(matterId: number, count: number): Promise<void> {
  const people = await createPersons(database.db, count);
  const commands = people.map((personId) => {
    return { spaceId: FIRST_SPACE, matterId, personId, kind: "proposal", change: "add", at: NOW } as const;
  });
  await inTransaction(database.db, (tx) => applyGroup(tx, SUPPORT_PLUGS, commands));
}

/** Position, code, number, what, by whom, within days. */
const written = async (matterId: number) =>
  (await listThresholds(database.db, [matterId])).map(
    ({ position, code, count, consequence, owed_by, days }) =>
      [position, code, count, consequence, owed_by ?? "–", days ?? "–"].join(" "),
  );

describe("a matter is published with its thresholds", () => {
  test("a proposal with those of the rules of the day, its forum with those of the proposal's", async () => {
    const id = await createProposal(database.db, NOW);
    expect(await written(id)).toEqual([
      "1 department-reply 50 reply department 30",
      "2 forum 100 forum – 30",
    ]);
    await publish([rule("sooner", 2, "department-reply")]);
    expect(await written(id), "frozen: later rules are for later proposals").toHaveLength(2);
    await agree(id, 100);
    const forum = (await listForumsOfProposals(database.db, [id])).get(id) ?? 0;
    expect(await written(forum)).toEqual(["1 mayor-reply 1000 reply head 30"]);
    expect(await written(await createProposal(database.db, NOW))).toEqual(["1 sooner 2 reply department 7"]);
  });

  test.each([
    ["ordinance-petition", ["1 required 5 nothing – –"], ["주민조례발안에 관한 법률 제5조"]],
    ["residents-vote", ["1 required 5 nothing – –"], ["한울시 주민투표 조례(가상) 제4조"]],
    [
      "assembly-petition",
      ["1 made-public 100 listed – 30", "2 to-committee 50000 accepted – –"],
      ["국회청원심사규칙 제2조의2제2항", "국회청원심사규칙 제2조의2제3항"],
    ],
    ["council-petition", ["1 required 500 accepted – –"], ["한울시의회 회의규칙(가상)"]],
  ])(
    "a drive by the %s with those of its statute, and their articles",
    async (statute, numbers, articles) => {
      const id = await createDrive(database.db, signingServices(database.db), { at: NOW, statute });
      expect(await written(id)).toEqual(numbers);
      expect((await listThresholds(database.db, [id])).map(({ article }) => article)).toEqual(articles);
    },
  );

  test("two that name the same number are both reached, by the same support", async () => {
    await publish([
      rule("both", 2, "department-reply"),
      rule("forum", 2, "forum"),
      rule("mayor", 2, "mayor-reply"),
    ]);
    const id = await createProposal(database.db, NOW);
    await agree(id, 3);
    const { rows } = await database.pool.query(
      "select kind, threshold_code, step from duty where matter_id = $1 order by id",
      [id],
    );
    expect(rows).toEqual([
      { kind: "department-reply", threshold_code: "both", step: null },
      { kind: "mayor-reply", threshold_code: "mayor", step: null },
    ]);
    expect((await listForumsOfProposals(database.db, [id])).size).toBe(1);
    const reached = await listThresholds(database.db, [id]);
    expect(reached.map(({ support_serial }) => support_serial)).toEqual([2, 2, 2]);
  });
});

describe("a threshold that is written", () => {
  const change = (sql: string, id: number) => database.pool.query(sql, [id]);

  test.each([
    ["gets no other number", "update threshold set count = 3 where matter_id = $1"],
    [
      "is owed by nobody else",
      "update threshold set owed_by = 'head' where matter_id = $1 and owed_by is not null",
    ],
    ["is not taken away", "delete from threshold where matter_id = $1"],
    ["is not reached by nobody", "update threshold set reached_at = now() where matter_id = $1"],
    [
      "is not reached and changed at once",
      "update threshold set reached_at = now(), support_serial = 1, days = 9 where matter_id = $1",
    ],
  ])("%s", async (_, sql) => {
    const id = await createProposal(database.db, NOW);
    const before = await listThresholds(database.db, [id]);
    await expect(change(sql, id)).rejects.toThrow();
    expect(await listThresholds(database.db, [id])).toEqual(before);
  });

  test("is reached once: not again, and not undone", async () => {
    const id = await createProposal(database.db, NOW);
    const reach = "update threshold set reached_at = now(), support_serial = 1 where matter_id = $1";
    await change(reach, id);
    await expect(change(reach, id)).rejects.toThrow("frozen");
    await expect(
      change("update threshold set reached_at = null, support_serial = null where matter_id = $1", id),
    ).rejects.toThrow("frozen");
  });
});

describe("rules, in one word and in two", () => {
  test.each(["department-reply", "forum", "mayor-reply"] as const)("%s there and back", (consequence) => {
    const asked = rule("code", 10, consequence);
    expect(rulesOf([{ ...ruleRow(asked), id: 7 }])).toEqual([{ ...asked, id: 7 }]);
  });
});

describe("rows of the version before", () => {
  let old: TestDatabase;
  afterAll(() => old.close());

  test("what its own data shows rarely: two duties at one number, two numbers of one name", async () => {
    old = await createDatabaseAt(OLD_MIGRATIONS);
    await old.pool.query(OLD_ROWS);
    await migrate(old.db, old.pool);
    const { rows } = await old.pool.query(
      `select matter_id, code, position, count, consequence, owed_by, days, reached_at is not null as reached, support_serial
       from threshold order by matter_id, position`,
    );
    expect(rows.map((row) => Object.values(row).join(" "))).toEqual([
      "1 both 1 2 reply department 7 true 2",
      "1 mayor 2 2 reply head 9 true 2",
      "1 forum 3 5 forum  30 false ",
      "2 number 1 100 listed  30 true 100",
      "2 number-2 2 500 listed   false ",
    ]);
    const duties = await old.pool.query("select id, threshold_code, step, kind from duty order by id");
    expect(duties.rows).toEqual([
      { id: 1, threshold_code: "both", step: null, kind: "department-reply" },
      { id: 2, threshold_code: "mayor", step: null, kind: "mayor-reply" },
    ]);
    const rules = await old.pool.query("select code, consequence, owed_by from rule order by id");
    expect(rules.rows.map((row) => Object.values(row).join(" "))).toEqual([
      "both reply department",
      "mayor reply head",
      "forum forum ",
    ]);
    await expect(old.pool.query("update rule set days = 1"), "a version stays frozen").rejects.toThrow();
  });
});

/** A proposal that reached two rules at once, and a drive whose statute names two numbers alike. */
const OLD_ROWS = `
  insert into space (code, kind, name, created_at) values ('hanul', 'city', '{}', now());
  insert into office (space_id, code, kind, name) values (1, 'roads', 'department', '{}'), (1, 'mayor', 'mayor', '{}');
  insert into category (space_id, code, name, position, office_id) values (1, 'transport', '{}', 1, 1);
  insert into person (identity_hash, public_name, sealed, created_at)
    values (decode(repeat('01', 32), 'hex'), '김○○', '\\x00', now());
  insert into rule_set (space_id, version, note, open_days, published_at) values (1, 1, 'note', 30, now());
  insert into rule (rule_set_id, code, matter_kind, measure, threshold, consequence, days) values
    (1, 'both', 'proposal', 'agreements', 2, 'department-reply', 7),
    (1, 'mayor', 'proposal', 'agreements', 2, 'mayor-reply', 9),
    (1, 'forum', 'proposal', 'agreements', 5, 'forum', 30);
  insert into matter (space_id, kind, state, title, body, category, rule_set_id, opened_at, closes_at, updated_at,
      support_count, support_serial, next_threshold) values
    (1, 'proposal', 'open', 'title', 'body', 'transport', 1, now(), now(), now(), 3, 3, 5),
    (1, 'drive', 'open', 'title', 'body', 'transport', null, now(), now(), now(), 100, 100, 500);
  insert into crossing (matter_id, rule_id, threshold, crossed_at, support_serial)
    values (1, 1, 2, now(), 2), (1, 2, 2, now(), 2);
  insert into duty (matter_id, rule_id, kind, office_id, opened_at, due_at) values
    (1, 1, 'department-reply', 1, now(), now() + interval '7 days'),
    (1, 2, 'mayor-reply', 2, now(), now() + interval '9 days');
  insert into statute (space_id, code, version, definition, published_at) values (1, 'petition', 1,
    '{"threshold": {"kind": "fixed", "milestones": [{"code": "number", "leads": "listed"}, {"code": "number", "leads": "listed"}]},
      "windows": {"inspectDays": null, "introduceDays": null, "decideYears": null, "extendYears": null}}', now());
  insert into data_key (wrapped, master, created_at) values ('\\x00', 'master', now());
  insert into drive_application (space_id, statute_id, person_id, state, request, title, category, content, updated_at, submitted_at, matter_id)
    values (1, 1, 1, 'certified', 'petition', 'title', 'transport', '{}', now(), now(), 2);
  insert into drive (matter_id, application_id, statute_id, representative_id, state, request, draft, draft_hash,
      certificate, required, data_key_id, certified_at, collect_until)
    values (2, 1, 1, 1, 'collecting', 'petition', '{}', decode(repeat('02', 32), 'hex'), '2026-2', 500, 1, now(), now());
  insert into drive_milestone (matter_id, position, code, threshold, days, reached_at, support_serial)
    values (2, 1, 'number', 100, 30, now(), 100), (2, 2, 'number', 500, null, null, null);
`;
