import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withdrawProposal } from "#app/domain/kinds/proposal/author-acts.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import type { SupportCommand } from "#app/domain/support/support-command.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import {
  createPerson,
  createPersons,
  createProposal,
  createTestDatabase,
  type TestDatabase,
} from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const command = (
  matterId: number,
  personId: number,
  change: "add" | "remove" = "add",
  at = new Date(),
): SupportCommand => ({
  spaceId: FIRST_SPACE,
  matterId,
  personId,
  kind: "proposal",
  change,
  at,
});

describe("groups", () => {
  test("what arrives while a commit is under way goes together; a lone command goes at once", async () => {
    const sizes: number[] = [];
    const writer = new SupportWriter(database.db, SUPPORT_PLUGS, { onCommit: (size) => sizes.push(size) });
    const matter = await createProposal(database.db, new Date());
    const people = await createPersons(database.db, 101);
    const [alone, ...others] = people;
    await writer.submit(command(matter, alone ?? 0));
    await Promise.all(others.map((person) => writer.submit(command(matter, person))));
    expect(sizes).toEqual([1, 100]);
  });

  test("a person's own commands keep their order", async () => {
    const writer = new SupportWriter(database.db, SUPPORT_PLUGS);
    const matter = await createProposal(database.db, new Date());
    const person = await createPerson(database.db);
    const outcomes = await Promise.all([
      writer.submit(command(matter, person)),
      writer.submit(command(matter, person)),
      writer.submit(command(matter, person, "remove")),
      writer.submit(command(matter, person, "remove")),
      writer.submit(command(matter, person)),
    ]);
    expect(outcomes.map(({ result }) => result)).toEqual([
      "added",
      "already-there",
      "removed",
      "not-there",
      "added",
    ]);
  });

  test("several matters at once; each has its own count and outcome", async () => {
    const writer = new SupportWriter(database.db, SUPPORT_PLUGS);
    const [a, b] = [
      await createProposal(database.db, new Date()),
      await createProposal(database.db, new Date()),
    ];
    const [one, two] = await createPersons(database.db, 2);
    const outcomes = await Promise.all([
      writer.submit(command(b, one ?? 0)),
      writer.submit(command(a, one ?? 0)),
      writer.submit(command(b, two ?? 0)),
      writer.submit(command(999_999_999, one ?? 0)),
      writer.submit({ ...command(a, two ?? 0), kind: "forum" }),
    ]);
    expect(outcomes).toEqual([
      { result: "added", count: 2 },
      { result: "added", count: 1 },
      { result: "added", count: 2 },
      { result: "refused", why: "not-found" },
      { result: "refused", why: "not-found" },
    ]);
  });

  test("a command that the database cannot take does not fail its neighbours", async () => {
    const writer = new SupportWriter(database.db, SUPPORT_PLUGS);
    const matter = await createProposal(database.db, new Date());
    const person = await createPerson(database.db);
    const [nobody, somebody] = await Promise.allSettled([
      writer.submit(command(matter, 999_999_999)), // no such person: the foreign key refuses the whole group
      writer.submit(command(matter, person)),
    ]);
    expect(nobody.status).toBe("rejected");
    expect(somebody).toEqual({ status: "fulfilled", value: { result: "added", count: 1 } });
  });
});

describe("when a matter takes no more", () => {
  test("withdrawn, and the last moment of its period", async () => {
    const writer = new SupportWriter(database.db, SUPPORT_PLUGS);
    const author = await createPerson(database.db);
    const [one, two] = await createPersons(database.db, 2);
    const published = new Date("2026-02-01T03:00:00Z");
    const matter = await createProposal(database.db, published, author);
    const lastMoment = new Date("2026-03-03T23:59:59.999+09:00"); // thirty days, the first not counted
    const after = new Date(lastMoment.getTime() + 1);
    expect(await writer.submit(command(matter, one ?? 0, "add", lastMoment))).toMatchObject({
      result: "added",
    });
    expect(await writer.submit(command(matter, two ?? 0, "add", after))).toEqual({
      result: "refused",
      why: "matter-not-open",
    });
    expect(await writer.submit(command(matter, one ?? 0, "remove", after))).toEqual({
      result: "refused",
      why: "matter-not-open",
    });
    await withdrawProposal(database.db, FIRST_SPACE, matter, author, lastMoment);
    expect(await writer.submit(command(matter, two ?? 0, "add", lastMoment))).toMatchObject({
      result: "refused",
    });
  });
});
