import { type ExpressionBuilder, sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Row, Tables } from "../tables/tables.ts";

/** A proposal of the space that is its author's, and open. */
const isOwnAndOpen =
  (spaceId: number, matterId: number, authorId: number, now: Date) =>
  (eb: ExpressionBuilder<Tables, "matter">) =>
    eb.and([
      eb("id", "=", matterId),
      eb("space_id", "=", spaceId),
      eb("kind", "=", "proposal"),
      eb("author_id", "=", authorId),
      eb("state", "=", "open"),
      eb("closes_at", ">=", now),
    ]);

/** Changes the text while it may be changed: open, by its author, nobody else behind it yet. One statement. */
export function updateText(
  tx: Tx,
  spaceId: number,
  matterId: number,
  authorId: number,
  text: Pick<Row<"matter">, "title" | "body" | "category" | "district" | "lon" | "lat">,
  now: Date,
) {
  return tx
    .updateTable("matter")
    .set({ ...text, updated_at: now })
    .where(isOwnAndOpen(spaceId, matterId, authorId, now))
    .where("text_fixed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
}

/** open → withdrawn, by its author. Undefined: it was not open any more, or not theirs. */
export function withdrawMatter(tx: Tx, spaceId: number, matterId: number, authorId: number, now: Date) {
  return tx
    .updateTable("matter")
    .set({ state: "withdrawn", ended_at: now, updated_at: now })
    .where(isOwnAndOpen(spaceId, matterId, authorId, now))
    .returning("id")
    .executeTakeFirst();
}

/** Locks a proposal for its author while it is open, with its text; undefined: it is not, or not theirs. */
export function lockOwnProposal(tx: Tx, spaceId: number, matterId: number, authorId: number, now: Date) {
  return tx
    .selectFrom("matter")
    .select(["title", "body", "category", "district", "lon", "lat"])
    .where(isOwnAndOpen(spaceId, matterId, authorId, now))
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Adds a dated supplement after the last; the check on `position` refuses the twenty-first. Call it under
 * `lockOwnProposal`, a statement before: in one statement the last place would be read before the lock is had.
 */
export async function insertSupplement(tx: Tx, matterId: number, body: string, now: Date): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    insert into supplement (matter_id, position, body, created_at)
    select ${matterId}, coalesce(max(position), 0) + 1, ${body}, ${now} from supplement where matter_id = ${matterId}
    returning position`.execute(tx);
  return rows[0]?.position ?? 0;
}

export function listSupplements(db: Queryable, matterId: number) {
  return db
    .selectFrom("supplement")
    .select(["position", "body", "created_at"])
    .where("matter_id", "=", matterId)
    .orderBy("position")
    .execute();
}
