import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { closeWhatIsDue } from "#app/domain/matter/close-matters.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import type { MatterState } from "#db/tables/matter.ts";
import { createPersons, createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

/** From when a matter counts, until when, and until when a support is taken back: columns, whatever its kind. */
let database: TestDatabase;
let supports: SupportWriter;
beforeAll(async () => {
  database = await createTestDatabase();
  supports = new SupportWriter(database.db, SUPPORT_PLUGS);
});
afterAll(() => database.close());

const PUBLISHED = new Date("2026-02-01T03:00:00Z");
const OPENS = new Date("2026-02-10T00:00:00Z");
const CLOSES = new Date("2026-03-01T00:00:00Z");
const [justBefore, justAfter] = [
  (time: Date) => new Date(time.getTime() - 1),
  (time: Date) => new Date(time.getTime() + 1),
];

interface Times {
  opens_at?: Date;
  withdrawable_until?: Date | null;
  supports_fixed_at?: Date | null;
  state?: MatterState;
}

async function matterWith({ state = "open", ...times }: Times): Promise<number> {
  const { db } = database;
  const id = await createProposal(db, PUBLISHED);
  const ended_at = state === "open" ? null : CLOSES;
  const row = { opens_at: PUBLISHED, withdrawable_until: CLOSES, ...times };
  await db
    .updateTable("matter")
    .set({ ...row, closes_at: CLOSES, state, ended_at })
    .where("id", "=", id)
    .execute();
  return id;
}

const submit = async (matterId: number, personId: number, change: "add" | "remove", at: Date) => {
  const outcome = await supports.submit({
    spaceId: FIRST_SPACE,
    matterId,
    personId,
    kind: "proposal",
    change,
    at,
  });
  return outcome.result === "refused" ? outcome.why : outcome.result;
};

describe("nothing counts", () => {
  test.each<[string, Date, string]>([
    ["a moment before it opens", justBefore(OPENS), "not-yet-open"],
    ["at the moment it opens", OPENS, "added"],
    ["at the moment it closes", CLOSES, "added"],
    ["a moment after it closed", justAfter(CLOSES), "matter-not-open"],
  ])("%s: %s, %s", async (_, at, result) => {
    const matter = await matterWith({ opens_at: OPENS });
    const [person = 0] = await createPersons(database.db, 1);
    expect(await submit(matter, person, "add", at)).toBe(result);
    const { support_count } = await database.db
      .selectFrom("matter")
      .select("support_count")
      .where("id", "=", matter)
      .executeTakeFirstOrThrow();
    expect(support_count).toBe(result === "added" ? 1 : 0);
  });

  test("and nothing is taken back before it opens, or of what is over", async () => {
    const [person = 0] = await createPersons(database.db, 1);
    expect(await submit(await matterWith({ opens_at: OPENS }), person, "remove", justBefore(OPENS))).toBe(
      "not-yet-open",
    );
    for (const state of ["closed", "withdrawn"] as const) {
      const over = await matterWith({ state, withdrawable_until: null });
      expect(await submit(over, person, "remove", justBefore(CLOSES))).toBe("matter-not-open");
      expect(await submit(over, person, "add", justBefore(CLOSES))).toBe("matter-not-open");
    }
  });
});

describe("a support is taken back", () => {
  const EARLIER = new Date("2026-02-20T00:00:00Z");
  const LATER = new Date("2026-04-01T00:00:00Z");
  const GIVEN = new Date("2026-02-15T00:00:00Z");

  test.each<[string, Times, Date, string]>([
    ["until the closing", { withdrawable_until: CLOSES }, CLOSES, "removed"],
    ["not after it", { withdrawable_until: CLOSES }, justAfter(CLOSES), "matter-not-open"],
    ["until a time before the closing", { withdrawable_until: EARLIER }, EARLIER, "removed"],
    ["not after that", { withdrawable_until: EARLIER }, justAfter(EARLIER), "matter-not-open"],
    ["until a time after the closing", { withdrawable_until: LATER }, LATER, "removed"],
    ["nor after that", { withdrawable_until: LATER }, justAfter(LATER), "matter-not-open"],
    ["as long as it is open, where no time is set", { withdrawable_until: null }, LATER, "removed"],
    ["not when a list holds it", { withdrawable_until: null, supports_fixed_at: GIVEN }, LATER, "not-there"],
    [
      "when it came after the list",
      { withdrawable_until: null, supports_fixed_at: justBefore(GIVEN) },
      LATER,
      "removed",
    ],
  ])("%s", async (_, times, at, result) => {
    const matter = await matterWith({});
    const [person = 0] = await createPersons(database.db, 1);
    expect(await submit(matter, person, "add", GIVEN)).toBe("added");
    await database.db.updateTable("matter").set(times).where("id", "=", matter).execute();
    expect(await submit(matter, person, "remove", at)).toBe(result);
    const left = await database.db
      .selectFrom("support")
      .select("serial")
      .where("matter_id", "=", matter)
      .execute();
    expect(left).toHaveLength(result === "removed" ? 0 : 1);
  });

  test("before the closing no longer, while others still join", async () => {
    const matter = await matterWith({ withdrawable_until: EARLIER });
    const [person = 0] = await createPersons(database.db, 1);
    expect(await submit(matter, person, "add", justAfter(EARLIER))).toBe("added");
    expect(await submit(matter, person, "remove", justAfter(EARLIER))).toBe("matter-not-open");
  });
});

test("the clock closes what can neither count nor be taken back any more", async () => {
  const { db } = database;
  const later = new Date(CLOSES.getTime() + 60_000);
  const [plain, open, longer] = [
    await matterWith({}),
    await matterWith({ withdrawable_until: null }),
    await matterWith({ withdrawable_until: later }),
  ];
  const states = async () => {
    const rows = await db
      .selectFrom("matter")
      .select(["id", "state", "ended_at"])
      .where("id", "in", [plain, open, longer])
      .orderBy("id")
      .execute();
    return rows.map(({ state, ended_at }) => [state, ended_at]);
  };
  const still = ["open", null];
  await closeWhatIsDue(db, CLOSES);
  expect(await states()).toEqual([still, still, still]);
  await closeWhatIsDue(db, justAfter(CLOSES));
  expect(await states()).toEqual([["closed", CLOSES], still, still]);
  await closeWhatIsDue(db, later);
  expect(await states()).toEqual([["closed", CLOSES], still, still]);
  await closeWhatIsDue(db, justAfter(later));
  expect(await states()).toEqual([["closed", CLOSES], still, ["closed", later]]);
});
