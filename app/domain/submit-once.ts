import { createHash } from "node:crypto";
import type { Queryable, Tx } from "#db/client.ts";
import {
  claimSubmission,
  findSubmission,
  forgetSubmissions,
  settleSubmission,
} from "#db/queries/submissions.ts";
import type { SubmissionAct } from "#db/tables/submission.ts";
import { PortalError } from "./errors.ts";

/** A tap that is repeated, an answer that was lost on the way and a form that is sent again lie within it. */
const SAME_FOR_MS = 10 * 60 * 1000;

interface SentIn {
  personId: number;
  act: SubmissionAct;
  /** What it is about: the id of a row, or a draft's. */
  about: number | string;
  /** All that tells it from another of the same act about the same. */
  content?: readonly (string | number | null)[];
}

/**
 * Does what a person sends in, once: who sends the same again within ten minutes is told what came of the first, and
 * nothing is done. Two at once wait for one another at the primary key, so it holds for any number of processes; what
 * failed leaves nothing and may be tried again. Call it before other locks, and in their transaction.
 *
 * The text itself tells two submissions apart and no key that a client would have to make up (DECISIONS.md, 32).
 *
 * @param work makes the row and returns its id
 * @param sameForMs in milliseconds
 * @returns the id of the row, the first's
 */
export async function submitOnce(
  tx: Tx,
  sent: SentIn,
  now: Date,
  work: () => Promise<number>,
  sameForMs = SAME_FOR_MS,
): Promise<number> {
  const submission = submissionOf(sent);
  const until = new Date(now.getTime() + sameForMs);
  if (await claimSubmission(tx, { ...submission, until }, now)) {
    const id = await work();
    await settleSubmission(tx, submission, id);
    return id;
  }
  const first = await findSubmission(tx, submission, now);
  // It was forgotten between the two statements.
  if (first === undefined) throw new PortalError("changed-meanwhile");
  return first;
}

/** What came of something that was sent in; undefined: nothing, or it is too long ago. */
export function whatCameOf(db: Queryable, sent: SentIn, now: Date): Promise<number | undefined> {
  return findSubmission(db, submissionOf(sent), now);
}

function submissionOf({ personId, act, about, content = [] }: SentIn) {
  const fingerprint = createHash("sha256").update(JSON.stringify(content)).digest();
  return { act, about: String(about), person_id: personId, fingerprint };
}

/** What came of them stands no more as it was sent, so that the same may be sent in again at once. */
export function forgetSentIn(
  tx: Tx,
  which: { act: SubmissionAct; about: number; result?: number },
): Promise<void> {
  return forgetSubmissions(tx, { ...which, about: String(which.about) });
}
