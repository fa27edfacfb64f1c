import type { PaperLineState } from "#db/tables/paper.ts";

/** Why a line on paper does not count, or may not. Those of `REFUSING` leave nothing to be decided. */
export const PAPER_REASONS = [
  "unreadable",
  "incomplete",
  "unsigned",
  "too-young",
  "signed-online",
  "signed-on-paper",
  "not-on-register",
  "not-eligible",
  "other-district",
  "objection-upheld",
  "other",
] as const;
export type PaperReason = (typeof PAPER_REASONS)[number];

export const isPaperReason = (value: unknown): value is PaperReason =>
  PAPER_REASONS.some((reason) => reason === value);

const REFUSING: ReadonlySet<PaperReason> = new Set([
  "too-young",
  "signed-online",
  "signed-on-paper",
  "not-eligible",
  "objection-upheld",
  "other",
]);

/** The reasons that follow from the register extract, and go when another one says otherwise. */
export const REGISTER_REASONS: ReadonlySet<PaperReason> = new Set([
  "not-on-register",
  "not-eligible",
  "other-district",
]);

/** What is known of the one whom a line names. */
export interface LineFacts {
  online: boolean;
  /** How a line of the same person stands, if there is one. */
  paper: "counted" | "doubtful" | null;
  /** Undefined: no extract was uploaded, nothing is compared; null: they are not in it. */
  register: { district: string | null; eligible: boolean } | null | undefined;
}

/** What stands against a line because of the register alone. */
export function againstRegister(register: LineFacts["register"], district: string | null): PaperReason[] {
  if (register === undefined) return [];
  if (register === null) return ["not-on-register"];
  if (!register.eligible) return ["not-eligible"];
  const differs = district !== null && register.district !== null && district !== register.district;
  return differs ? ["other-district"] : [];
}

/** What stands against a line because its signer is counted already. */
export function againstTwice({ online, paper }: Pick<LineFacts, "online" | "paper">): PaperReason[] {
  if (online) return ["signed-online"];
  return paper === null ? [] : ["signed-on-paper"];
}

/**
 * What becomes of a line with these reasons against it.
 *
 * @param paper `doubtful`: a line of the same person is itself in doubt, so which of them counts is to be decided
 */
export function stateOf(
  reasons: readonly PaperReason[],
  paper: LineFacts["paper"],
): Exclude<PaperLineState, "superseded"> {
  const refused = reasons.some(
    (reason) => REFUSING.has(reason) && !(reason === "signed-on-paper" && paper === "doubtful"),
  );
  if (refused) return "refused";
  return reasons.length > 0 ? "doubtful" : "counted";
}
