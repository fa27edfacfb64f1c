import type { ExpressionBuilder } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow, Row, Tables } from "../tables/tables.ts";

const KEY = ["act", "about", "person_id", "fingerprint"] as const;

type SubmissionKey = Pick<Row<"submission">, (typeof KEY)[number]>;

/**
 * Takes the place of a submission until a time. Whoever comes second waits here for the first to commit, in whichever
 * process; when the first is undone, the second has the place.
 *
 * @returns false: it was sent in before, and that time is not over
 */
export async function claimSubmission(
  tx: Tx,
  submission: Omit<NewRow<"submission">, "result_id">,
  now: Date,
): Promise<boolean> {
  const claimed = await tx
    .insertInto("submission")
    .values(submission)
    .onConflict((conflict) =>
      conflict
        .columns(KEY)
        .doUpdateSet({ result_id: null, until: submission.until })
        .where("submission.until", "<=", now),
    )
    .returning("person_id")
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Says what came of a submission that this transaction has claimed. */
export async function settleSubmission(tx: Tx, key: SubmissionKey, resultId: number): Promise<void> {
  await tx.updateTable("submission").set({ result_id: resultId }).where(isIt(key)).execute();
}

/** What came of a submission; undefined: there was none, or its time is over. */
export async function findSubmission(
  db: Queryable,
  key: SubmissionKey,
  now: Date,
): Promise<number | undefined> {
  const found = await db
    .selectFrom("submission")
    .select("result_id")
    .where(isIt(key))
    .where("until", ">", now)
    .executeTakeFirst();
  return found?.result_id ?? undefined;
}

/**
 * What came of submissions stands no more as it was sent: the same may be sent in again at once. One that this
 * transaction has claimed and not settled stays.
 *
 * @param which.result only that of which this came
 */
export async function forgetSubmissions(
  tx: Tx,
  { act, about, result }: Pick<SubmissionKey, "act" | "about"> & { result?: number },
): Promise<void> {
  let query = tx
    .deleteFrom("submission")
    .where("act", "=", act)
    .where("about", "=", about)
    .where("result_id", "is not", null);
  if (result !== undefined) query = query.where("result_id", "=", result);
  await query.execute();
}

const isIt = (key: SubmissionKey) => (eb: ExpressionBuilder<Tables, "submission">) => eb.and(key);
