import type { Postman } from "#app/platform/mail.ts";
import { consistencyProof } from "#app/platform/merkle-frontier.ts";
import { splitNote } from "#app/platform/note.ts";
import type { Witness } from "#app/platform/witness-address.ts";
import {
  addToFile,
  askCosigner,
  askStore,
  type Submission,
  type WitnessAnswer,
} from "#app/platform/witness-call.ts";
import type { Database, Queryable } from "#db/client.ts";
import {
  findCheckpoint,
  findLatestCheckpoint,
  findWitnessState,
  insertCosignature,
  listBehind,
  listLineHashes,
  markFailed,
  markTaken,
} from "#db/queries/checkpoints.ts";
import { enqueue } from "#db/queries/jobs.ts";
import type { Row } from "#db/tables/tables.ts";
import { inTransaction } from "#db/transaction.ts";
import { frontierOf, leafOfLine } from "./checkpoint.ts";
import { headLetter } from "./head-letter.ts";

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;
/** A head a day is enough for somebody who reads mail. */
const BETWEEN_MAILS_MS = 23 * 60 * MINUTE_MS;

/** What goes by mail needs. */
export interface Post {
  /** Undefined: there is no mail server. */
  postman: Postman | undefined;
  /** Of the portal, such as https://gonggam.example.kr */
  origin: string;
}

/** Enqueues what each witness has not taken yet, once a witness and space; who failed waits for their time. */
export async function enqueuePushes(db: Database, witnesses: readonly Witness[], now: Date): Promise<void> {
  const behind = await listBehind(
    db,
    witnesses.map(({ id }) => id),
    now,
  );
  const isMail = new Set(witnesses.flatMap(({ id, kind }) => (kind === "mail" ? [id] : [])));
  await inTransaction(db, async (tx) => {
    for (const { space_id: spaceId, witness, taken_at } of behind) {
      if (isMail.has(witness) && taken_at && now.getTime() - taken_at.getTime() < BETWEEN_MAILS_MS) continue;
      await enqueue(tx, "push-checkpoint", { spaceId, witness }, `push-checkpoint/${spaceId}/${witness}`);
    }
  });
}

export type Pushed = WitnessAnswer["outcome"] | "nothing";

/**
 * Hands a space's newest checkpoint to a witness, outside any transaction, and then writes down what it said. Killed in
 * between, the next run hands it over again: to all of them twice is as good as once.
 */
export async function pushCheckpoint(
  db: Database,
  witness: Witness,
  spaceId: number,
  post: Post,
  now: Date,
): Promise<Pushed> {
  const checkpoint = await findLatestCheckpoint(db, spaceId);
  const state = await findWitnessState(db, spaceId, witness.id);
  if (!checkpoint || (state && state.size >= checkpoint.size)) return "nothing";
  const answer = await hand(db, witness, checkpoint, state?.size ?? 0, post, now);
  const { outcome } = answer;
  if (outcome === "overtaken") return outcome;
  await inTransaction(db, async (tx) => {
    if (outcome === "taken") {
      const { cosignature } = answer;
      const { size } = checkpoint;
      if (cosignature)
        await insertCosignature(tx, {
          space_id: spaceId,
          size,
          witness: witness.label,
          line: cosignature.line,
          signed_at: cosignature.at,
        });
      await markTaken(tx, spaceId, witness.id, size, now);
    } else {
      const wait = Math.min(MINUTE_MS * 2 ** Math.min(state?.failures ?? 0, 10), LONGEST_WAIT_MS);
      await markFailed(tx, spaceId, witness.id, outcome, new Date(now.getTime() + wait));
    }
  });
  return outcome;
}

async function hand(
  db: Queryable,
  witness: Witness,
  checkpoint: Row<"checkpoint">,
  known: number,
  post: Post,
  now: Date,
): Promise<WitnessAnswer> {
  const { note, size, space_id: spaceId } = checkpoint;
  switch (witness.kind) {
    case "cosigner": {
      const text = splitNote(note)?.text ?? "";
      const submission: Submission = { note, text, size, known, now, proofFrom };
      return askCosigner(witness, submission);
    }
    case "store":
      return askStore(witness.address, { note });
    case "file":
      return addToFile(witness.path, { note });
    case "mail":
      return mailHead(db, witness.to, checkpoint, post);
  }

  async function proofFrom(from: number): Promise<Buffer[] | undefined> {
    if (from === 0) return [];
    const old = await findCheckpoint(db, spaceId, from);
    if (!old) return undefined;
    const added = from < size ? await listLineHashes(db, spaceId, from, size) : [];
    return consistencyProof(frontierOf(old), added.map(leafOfLine));
  }
}

/** The letter's id is the head's, so one that was sent twice is known as one. */
async function mailHead(
  db: Queryable,
  to: string,
  checkpoint: Row<"checkpoint">,
  { postman, origin }: Post,
): Promise<WitnessAnswer> {
  if (!postman) return { outcome: "unreachable" };
  const letter = await headLetter(db, checkpoint, origin);
  try {
    await postman.deliver({ id: `head-${checkpoint.space_id}-${checkpoint.size}`, to, ...letter });
    return { outcome: "taken" };
  } catch (error) {
    return { outcome: error instanceof Error && "responseCode" in error ? "refused" : "unreachable" };
  }
}
