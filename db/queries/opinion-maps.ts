import { sql, Transaction } from "kysely";
import type { Database, Queryable, Tx } from "../client.ts";
import type { KeptMap, Vote } from "../tables/opinion-map.ts";

/** The map as it was made last; undefined: never. */
export function findOpinionMap(db: Queryable, matterId: number) {
  return db
    .selectFrom("opinion_map")
    .select(["version", "made_at", "result"])
    .where("matter_id", "=", matterId)
    .executeTakeFirst();
}

/**
 * Matters whose map is to be made anew: somebody's votes have changed since, and `fewest` people's where one was drawn.
 */
export async function listWaitingMatters(db: Queryable, fewest: number): Promise<number[]> {
  const { rows } = await sql<{ matter_id: number }>`
    select matter_id from opinion_map_waiting left join opinion_map using (matter_id)
    group by matter_id, result
    having count(*) >= ${fewest} or result ->> 'state' is distinct from 'drawn'
    order by matter_id`.execute(db);
  return rows.map(({ matter_id }) => matter_id);
}

interface Waiting {
  person: number;
  changes: number;
}

/** What a map is made of, all as it stood at one moment. */
export interface VotesOfMatter {
  /** Of the last map; 0: there is none. */
  version: number;
  previous: KeptMap | null;
  waiting: Waiting[];
  /** Ids of the statements that stand, in order. */
  statements: number[];
  /** Who voted on `enough` of them. */
  people: number;
  /** Of those, by the statements' ids, in an order that is nobody's; of more than `most`, so many by lot, the same each time. */
  votes: Record<number, Vote>[];
}

/**
 * Reads what a map is made of.
 *
 * @param enoughOf on how many statements somebody must have voted, of so many
 * @param most people whose votes are read
 */
export function readVotes(
  db: Database,
  matterId: number,
  enoughOf: (statements: number) => number,
  most: number,
): Promise<VotesOfMatter> {
  return atOneMoment(db, async (tx) => {
    const map = await findOpinionMap(tx, matterId);
    const waiting = await tx
      .selectFrom("opinion_map_waiting")
      .select(["person_id as person", "changes"])
      .where("matter_id", "=", matterId)
      .execute();
    const statements = await tx
      .selectFrom("statement")
      .select("id")
      .where("matter_id", "=", matterId)
      .where("hidden_at", "is", null)
      .orderBy("id")
      .execute();
    const { rows } = await sql<{ people: number; votes: VotesOfMatter["votes"][number] }>`
        with voter as materialized (
          select vote.person_id from statement join statement_vote vote on statement_id = statement.id
          where matter_id = ${matterId} and hidden_at is null
          group by vote.person_id having count(*) >= ${enoughOf(statements.length)}
        ), drawn as (
          select person_id, md5(${matterId}::text || '/' || person_id) as lot from voter order by lot limit ${most}
        )
        select (select count(*) from voter)::int as people,
          json_object_agg(statement_id, vote) as votes
        from drawn join statement_vote using (person_id) join statement on statement.id = statement_id
        where matter_id = ${matterId} and hidden_at is null
        group by lot order by lot`.execute(tx);
    return {
      version: map?.version ?? 0,
      previous: map?.result ?? null,
      waiting,
      statements: statements.map(({ id }) => id),
      people: rows[0]?.people ?? 0,
      votes: rows.map(({ votes }) => votes),
    };
  });
}

/** As everything stood at one moment; part of something larger, as that sees it. */
function atOneMoment<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (db instanceof Transaction) return work(db);
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work);
}

/**
 * Keeps a new map, and takes off the list whose votes are in it; who voted once more meanwhile stays on it.
 *
 * @param after the version that there was when its votes were read
 * @returns false: somebody else made one meanwhile, and nothing was written
 */
export async function saveOpinionMap(
  tx: Tx,
  map: { matterId: number; after: number; result: KeptMap; at: Date },
  waiting: readonly Waiting[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto("opinion_map")
    .values({
      matter_id: map.matterId,
      version: map.after + 1,
      made_at: map.at,
      result: JSON.stringify(map.result),
    })
    .onConflict((conflict) =>
      conflict
        .column("matter_id")
        .doUpdateSet((eb) => ({
          version: eb.ref("excluded.version"),
          made_at: eb.ref("excluded.made_at"),
          result: eb.ref("excluded.result"),
        }))
        .where("opinion_map.version", "=", map.after),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return false;
  await sql`
    delete from opinion_map_waiting w
    using unnest(${waiting.map(({ person }) => person)}::bigint[], ${waiting.map(({ changes }) => changes)}::int[])
      as seen (person, changes)
    where matter_id = ${map.matterId} and person_id = seen.person and w.changes = seen.changes`.execute(tx);
  return true;
}
