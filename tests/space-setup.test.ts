import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { readDirectory } from "#app/domain/space/directory.ts";
import { DEFAULT_RULE_SET, publishRules } from "#app/domain/threshold/publish-rules.ts";
import { readRuleHistory } from "#app/domain/threshold/read-rules.ts";
import { findSpace } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { HAETSAL, setUpHaetsal } from "./support/second-space.ts";

const NOW = new Date("2026-01-07T00:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const name = { ko: "가", en: "A", ja: "あ" };
const office = (code: string, kind: string) => ({ code, kind, name });
const rule = (consequence: string, kind = "proposal") => ({
  code: "only",
  matterKind: kind,
  measure: kind === "proposal" ? "agreements" : "participants",
  threshold: 5,
  consequence,
  days: 7,
});
const rules = (consequence: string, kind?: string) => ({
  note: "own",
  openDays: 10,
  rules: [rule(consequence, kind)],
});
/** The least that a file can say. */
const LEAST = { code: "least", kind: "union", name, categories: [{ code: "all", name }] };

describe("a file of a space", () => {
  test.each([
    ["an unknown key", { ...LEAST, colour: "red" }, "Unrecognized key"],
    [
      "an unknown key of an office",
      { ...LEAST, offices: [{ ...office("a", "head"), head: 1 }] },
      "Unrecognized",
    ],
    ["an unknown key of the rules", { ...LEAST, rules: { ...rules("forum"), x: 1 } }, "Unrecognized key"],
    ["a language that the portal does not speak", { ...LEAST, language: "fr" }, "Invalid option"],
    ["an unknown kind", { ...LEAST, kind: "kingdom" }, "Invalid option"],
    ["an unknown kind of office", { ...LEAST, offices: [office("a", "throne")] }, "Invalid option"],
    ["a code that is no address", { ...LEAST, code: "A/B" }, "Invalid string"],
    ["no category", { ...LEAST, categories: [] }, "Too small"],
    [
      "two categories of one code",
      { ...LEAST, categories: [LEAST.categories[0], LEAST.categories[0]] },
      "once",
    ],
    [
      "two offices of one code",
      { ...LEAST, offices: [office("a", "head"), office("a", "department")] },
      "once",
    ],
    ["two heads", { ...LEAST, offices: [office("a", "head"), office("b", "head")] }, "at most"],
    [
      "a mayor and a head",
      { ...LEAST, kind: "city", offices: [office("a", "mayor"), office("b", "head")] },
      "at most",
    ],
    ["a mayor who is no city's", { ...LEAST, offices: [office("a", "mayor")] }, "only a city has a mayor"],
    [
      "a category of an office that is not there",
      { ...LEAST, categories: [{ code: "all", name, office: "gone" }] },
      "there is no office gone",
    ],
    ["a name without Japanese", { ...LEAST, name: { ko: "가", en: "A" } }, "Invalid input"],
  ])("is refused with %s", (_, file, why) => {
    const read = spaceFileSchema.safeParse(file);
    expect(read.error?.issues.map(({ message }) => message).join("\n")).toContain(why);
  });

  test.each(["city", "council", "apartment", "union", "company", "party", "association", "school"])(
    "sets up a space of the kind %s, with no office",
    async (kind) => {
      const code = `kind-${kind}`;
      const id = await setUpSpace(
        database.db,
        spaceFileSchema.parse({ ...LEAST, code, kind }),
        DEFAULT_RULE_SET,
        NOW,
      );
      expect(await findSpace(database.db, code)).toMatchObject({ language: "ko" });
      const directory = await readDirectory(database.db, code);
      expect(directory).toMatchObject({ space: { id, code, kind, prefix: `/s/${code}` }, offices: [] });
      expect(directory?.categories).toEqual([{ code: "all", name, officeCode: null, officeName: null }]);
    },
  );
});

describe("what somebody must owe", () => {
  test.each([
    [
      "a department's reply where no office answers",
      [],
      "department-reply",
      "proposal",
      "no office answers for all",
    ],
    [
      "the head's reply where there is none",
      [office("a", "department")],
      "mayor-reply",
      "forum",
      "no office of kind",
    ],
    [
      "a department's reply that falls to the administration",
      [office("a", "administration")],
      "department-reply",
      "proposal",
      null,
    ],
    [
      "a department's reply that falls to the head",
      [office("a", "head")],
      "department-reply",
      "proposal",
      null,
    ],
    ["the head's reply", [office("a", "head")], "mayor-reply", "forum", null],
    ["a forum, which nobody owes", [], "forum", "proposal", null],
  ] as const)("%s", async (title, offices, consequence, kind, refusal) => {
    const code = title
      .toLowerCase()
      .replace(/[^a-z]+/g, "-")
      .slice(0, 40);
    const file = spaceFileSchema.parse({ ...LEAST, code, offices, rules: rules(consequence, kind) });
    const done = setUpSpace(database.db, file, DEFAULT_RULE_SET, NOW);
    if (refusal === null) expect(await done).toBeGreaterThan(0);
    else {
      await expect(done).rejects.toThrow(refusal);
      expect(await readDirectory(database.db, code)).toBeUndefined(); // whole or not at all
    }
  });

  test("without rules of its own, a space has those of the defaults that are owed there", async () => {
    const consequencesOf = async (code: string, offices: unknown[]) => {
      const file = spaceFileSchema.parse({ ...LEAST, code, offices });
      const id = await setUpSpace(database.db, file, DEFAULT_RULE_SET, NOW);
      const [set] = await readRuleHistory(database.db, id);
      return set?.rules.map(({ consequence }) => consequence).sort();
    };
    expect(await consequencesOf("bare", [])).toEqual(["forum"]);
    expect(await consequencesOf("led", [office("a", "head")])).toEqual([
      "department-reply",
      "department-reply",
      "forum",
      "mayor-reply",
    ]);
  });

  test("rules published later are asked the same", async () => {
    const file = spaceFileSchema.parse({ ...LEAST, code: "later" });
    const id = await setUpSpace(database.db, file, DEFAULT_RULE_SET, NOW);
    const publish = inTransaction(database.db, (tx) => publishRules(tx, id, DEFAULT_RULE_SET, NOW));
    await expect(publish).rejects.toThrow("Nobody could owe");
  });
});

test("the letters of a space's offices are in the language that its file names", async () => {
  const file = spaceFileSchema.parse({ ...LEAST, code: "english", language: "en" });
  await setUpSpace(database.db, file, DEFAULT_RULE_SET, NOW);
  expect(await findSpace(database.db, "english")).toMatchObject({ language: "en" });
});

test("a second space stands beside the first, and its code only once", async () => {
  const haetsal = await setUpHaetsal(database.db);
  const city = await readDirectory(database.db);
  expect(city?.space).toMatchObject({ code: "hanul", prefix: "" });
  expect(haetsal.space).toMatchObject({ code: "haetsal", kind: "apartment", prefix: "/s/haetsal" });
  expect(haetsal.categories.map(({ code, officeCode }) => [code, officeCode])).toEqual([
    ["facilities", "facilities"],
    ["living", "management"],
  ]);
  const again = setUpSpace(database.db, HAETSAL, DEFAULT_RULE_SET, NOW);
  await expect(again).rejects.toThrow("There is a space haetsal already.");
});
