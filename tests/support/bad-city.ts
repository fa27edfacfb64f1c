import { expect } from "vitest";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { inTransaction } from "#db/transaction.ts";
import { type Client, signIn } from "./client.ts";
import {
  createPersons,
  createProposal,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./database.ts";
import { FIRST_SPACE } from "./first-space.ts";
import { startPortal, type TestPortal } from "./portal.ts";
import type { RawAnswer } from "./raw.ts";

/** A city with one of each thing that can be asked for, and people who may ask: whatever is bad is the request. */
export interface BadCity {
  portal: TestPortal;
  database: TestDatabase;
  directory: Directory;
  /** An open proposal with a duty of transport's and an open forum. */
  proposal: number;
  duty: number;
  forum: number;
  citizen: Client;
  officer: Client;
  stop(): Promise<void>;
}

export async function makeBadCity(): Promise<BadCity> {
  const database = await createTestDatabase("city");
  const { db } = database;
  const portal = await startPortal({ database });
  const proposal = await createProposal(db, new Date());
  const people = await createPersons(db, 100);
  await inTransaction(db, (tx) =>
    applyGroup(
      tx,
      SUPPORT_PLUGS,
      people.map((personId) => ({
        spaceId: FIRST_SPACE,
        matterId: proposal,
        personId,
        kind: "proposal",
        change: "add",
        at: new Date(),
      })),
    ),
  );
  const { id: duty } = await db.selectFrom("duty").select("id").executeTakeFirstOrThrow();
  const { matter_id: forum } = await db.selectFrom("forum").select("matter_id").executeTakeFirstOrThrow();
  const citizen = await signIn(portal.url, "citizen-1");
  const officer = await signIn(portal.url, "officer-transport");
  return {
    portal,
    database,
    directory: await directoryOf(db),
    proposal,
    duty,
    forum,
    citizen,
    officer,
    async stop() {
      await portal.stop();
      await database.close();
    },
  };
}

/** No problem needs more: what was sent never comes back whole. */
const MOST_PROBLEM_BYTES = 8_000;

export interface Expected {
  status?: number;
  code?: string;
  /** A field or parameter that the problem must name. */
  field?: string;
}

/** Holds an answer of the API to what every refusal must be. */
export async function expectProblem(
  answer: Response | RawAnswer,
  expected: Expected,
  why: string,
): Promise<void> {
  const text = answer instanceof Response ? await answer.text() : answer.body;
  const what = `${why} → ${answer.status} ${text.slice(0, 300)}`;
  expect(answer.status, what).toBeGreaterThanOrEqual(400);
  expect(answer.status, what).toBeLessThan(500);
  if (expected.status !== undefined) expect(answer.status, what).toBe(expected.status);
  expect(answer.headers.get("Content-Type"), what).toMatch(/^application\/problem\+json\b/);
  expect(Buffer.byteLength(text), what).toBeLessThan(MOST_PROBLEM_BYTES);
  const problem: {
    status: number;
    code: string;
    title: string;
    detail: string;
    errors?: { field: string }[];
  } = JSON.parse(text);
  expect(problem.status, what).toBe(answer.status);
  expect(problem.title.length * problem.detail.length, what).toBeGreaterThan(0);
  if (expected.code !== undefined) expect(problem.code, what).toBe(expected.code);
  if (expected.field !== undefined)
    expect(
      problem.errors?.map(({ field }) => field),
      what,
    ).toContain(expected.field);
}
