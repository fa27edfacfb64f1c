import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { inject } from "vitest";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { type Directory, readDirectory } from "#app/domain/space/directory.ts";
import { connect, type Database, type DatabaseClient } from "#db/client.ts";
import { insertPersons } from "#db/queries/persons.ts";
import { insertPost } from "#db/queries/posts.ts";
import { inTransaction } from "#db/transaction.ts";
import { FIRST_SPACE } from "./first-space.ts";
import type { Template } from "./templates.ts";

/** As the role that the portal works as, which only adds to what is kept for the record. */
export interface TestDatabase extends DatabaseClient {
  url: string;
  /** As the role that owns all of it: for what its migrations do, and what somebody with all rights would. */
  owner: DatabaseClient & { url: string };
}

/**
 * A database of the caller's own, cloned from a template: "city" is set up with today's default rules and nobody
 * in it, "demonstration" is the seeded city, "empty" is only migrated.
 */
export async function createTestDatabase(template: Template = "city"): Promise<TestDatabase> {
  const server = inject("server");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = connect(`${server}/postgres`, { max: 1 });
  await admin.pool.query(`create database ${name} template template_${template}`);
  await admin.close();
  return connectAs(`${inject("portalServer")}/${name}`, `${server}/${name}`);
}

/** Connects to a database as the portal, and as its owner. */
export function connectAs(url: string, ownerUrl: string): TestDatabase {
  const [portal, owner] = [connect(url, { max: 10 }), connect(ownerUrl, { max: 10 })];
  const close = async () => {
    await portal.close();
    await owner.close();
  };
  return { url, ...portal, close, owner: { url: ownerUrl, ...owner } };
}

/** Does as the owner of a test database what its portal may not. */
export async function asOwner(db: Database, work: (owner: Database) => Promise<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db);
  const owner = connect(`${inject("server")}/${rows[0]?.name}`, { max: 1 });
  try {
    await work(owner.db);
  } finally {
    await owner.close();
  }
}

export async function directoryOf(db: Database): Promise<Directory> {
  const directory = await readDirectory(db);
  if (!directory) throw new Error("The test database has no city.");
  return directory;
}

/** Ids of `count` new persons. */
export async function createPersons(db: Database, count: number): Promise<number[]> {
  const created_at = new Date("2026-01-05T00:00:00Z");
  return inTransaction(db, (tx) =>
    insertPersons(
      tx,
      Array.from({ length: count }, () => ({
        identity_hash: randomBytes(32),
        public_name: "김○○",
        sealed: Buffer.from("sealed"),
        district: null,
        language: "ko" as const,
        created_at,
      })),
    ),
  );
}

export async function createPerson(db: Database): Promise<number> {
  const [person] = await createPersons(db, 1);
  if (person === undefined) throw new Error("No person was made.");
  return person;
}

/** Gives somebody the clerk's post of a space. */
export const makeClerk = (db: Database, personId: number, spaceId = FIRST_SPACE): Promise<void> =>
  inTransaction(db, (tx) =>
    insertPost(tx, {
      space_id: spaceId,
      person_id: personId,
      role: "clerk",
      office_id: null,
      source: "space",
      given_by: null,
      given_at: new Date("2026-01-05T00:00:00Z"),
      ends_at: null,
    }),
  );

/** Somebody new who is a clerk of the first space. */
export async function createClerk(db: Database): Promise<number> {
  const person = await createPerson(db);
  await makeClerk(db, person);
  return person;
}

/** Id of a proposal that was published `at` by a new person. */
export async function createProposal(db: Database, at: Date, authorId?: number): Promise<number> {
  const directory = await directoryOf(db);
  const author = authorId ?? (await createPerson(db));
  const input = {
    title: "횡단보도 신호를 조금만 길게",
    body: "어르신들이 다 건너기 전에 바뀝니다.",
    category: "transport",
    district: null,
  };
  return publishProposal(db, directory.space.id, author, input, at);
}
