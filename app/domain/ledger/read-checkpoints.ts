import type { Queryable } from "#db/client.ts";
import { findLatestCheckpoint, listCheckpoints, listWitnessStates } from "#db/queries/checkpoints.ts";
import type { WitnessFailure } from "#db/tables/checkpoint.ts";

/** The signed heads of a space, the smallest first. @param after the size that the page before ended with */
export async function readCheckpoints(db: Queryable, spaceId: number, after: number, pageSize: number) {
  const checkpoints = await listCheckpoints(db, spaceId, after, pageSize);
  const last = checkpoints.length === pageSize ? checkpoints.at(-1) : undefined;
  return {
    checkpoints: checkpoints.map(({ size, head, root, note, cosignatures, made_at }) => ({
      size,
      head,
      root,
      at: made_at,
      note: note + cosignatures.join(""),
    })),
    next: last ? String(last.size) : null,
  };
}

export type Checkpoint = Awaited<ReturnType<typeof readCheckpoints>>["checkpoints"][number];

/** The newest signed head; undefined: none was made yet. */
export async function readLatestCheckpoint(db: Queryable, spaceId: number): Promise<Checkpoint | undefined> {
  const latest = await findLatestCheckpoint(db, spaceId);
  if (!latest) return undefined;
  const { checkpoints } = await readCheckpoints(db, spaceId, latest.size - 1, 1);
  return checkpoints[0];
}

/** How far a witness of the settings is. */
export interface WitnessStanding {
  label: string;
  /** Its verifier key; null: it keeps heads and signs nothing. */
  verifierKey: string | null;
  /** Lines of the last checkpoint that it took; 0: none. */
  size: number;
  takenAt: Date | null;
  failure: WitnessFailure | null;
}

/** @param witnesses of the settings, in their order */
export async function readWitnesses(
  db: Queryable,
  spaceId: number,
  witnesses: readonly { id: string; label: string; verifierKey: string | null }[],
): Promise<WitnessStanding[]> {
  if (witnesses.length === 0) return [];
  const states = new Map((await listWitnessStates(db, spaceId)).map((state) => [state.witness, state]));
  return witnesses.map(({ id, label, verifierKey }) => {
    const state = states.get(id);
    return {
      label,
      verifierKey,
      size: state?.size ?? 0,
      takenAt: state?.taken_at ?? null,
      failure: state?.failure ?? null,
    };
  });
}
