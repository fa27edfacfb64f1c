import type { DriveState } from "#db/tables/drive.ts";

/**
 * The way of a drive as a table: what is done, from where to where, by whom. Each is one conditional UPDATE
 * (`moveDrive`); zero rows mean that somebody was faster (PortalError "changed-meanwhile").
 *
 * `clock`: done by a job when its day has come. `count`: by the signature that reaches the number.
 */
export type Actor = "representative" | "clerk" | "clock" | "count";

export interface ActOfProcedure {
  from: readonly DriveState[];
  to: DriveState;
  by: readonly Actor[];
}

export const ACTS = {
  /** The window ends; sheets that were signed in it may come in until the list is handed in. */
  "end-collecting": { from: ["collecting"], to: "collected", by: ["clock"] },
  /** The window ends with too few, under a law that has no list to hand in. */
  lapse: { from: ["collecting"], to: "lapsed", by: ["clock"] },
  /** No list came in its days: too few had signed, or nobody handed it in. */
  "lapse-unhanded": { from: ["collected"], to: "lapsed", by: ["clock"] },
  /** The representative hands the list in; while collecting only once the number is reached. */
  "hand-in": { from: ["collecting", "collected"], to: "handed-in", by: ["representative"] },
  "publish-list": { from: ["handed-in"], to: "inspection", by: ["clerk"] },
  "end-inspection": { from: ["inspection"], to: "deciding", by: ["clock"] },
  /** Too few are valid: days to make it good, once. */
  "grant-shortfall": { from: ["deciding"], to: "shortfall", by: ["clerk"] },
  "hand-in-again": { from: ["shortfall"], to: "handed-in", by: ["representative"] },
  /** The days went by without a second list. */
  "end-shortfall": { from: ["shortfall"], to: "deciding", by: ["clock"] },
  accept: { from: ["deciding"], to: "accepted", by: ["clerk"] },
  dismiss: { from: ["deciding"], to: "dismissed", by: ["clerk"] },
  /** A petition that reached its last number goes to who must deal with it, without anybody's decision. */
  refer: { from: ["collecting"], to: "accepted", by: ["count"] },
  introduce: { from: ["accepted"], to: "introduced", by: ["clerk"] },
  /** The council takes its further time, once. */
  extend: { from: ["introduced"], to: "introduced", by: ["clerk"] },
  adopt: { from: ["introduced"], to: "adopted", by: ["clerk"] },
  reject: { from: ["introduced"], to: "rejected", by: ["clerk"] },
} as const satisfies Record<string, ActOfProcedure>;

export type Act = keyof typeof ACTS;

/** States in which nothing more happens. */
export const FINAL_STATES = ["lapsed", "dismissed", "adopted", "rejected"] as const satisfies DriveState[];

/** Whether somebody may do this to a drive that stands there. */
export function allows(act: Act, state: DriveState, actor: Actor): boolean {
  const { from, by }: ActOfProcedure = ACTS[act];
  return from.includes(state) && by.includes(actor);
}

/** What somebody can do next with a drive at that state, in the order of the table. */
export function actsAt(state: DriveState, actor: Actor): Act[] {
  const known: readonly string[] = Object.keys(ACTS);
  const isAct = (name: string): name is Act => known.includes(name);
  return Object.keys(ACTS)
    .filter(isAct)
    .filter((act) => allows(act, state, actor));
}
