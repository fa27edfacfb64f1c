import { randomBytes } from "node:crypto";
import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { leafHash } from "#app/platform/merkle.ts";
import type { PaperLineState } from "#db/tables/paper.ts";

/** A line on paper that came to stand otherwise, or was entered: all that its leaf is made of. */
export interface PaperChangeFacts {
  matter_id: number;
  /** The sheet's number. */
  sheet: number;
  line: number;
  state_before: PaperLineState | null;
  state: PaperLineState;
  reasons: readonly string[];
  serial: number;
  by_mark: Buffer | null;
  changed_at: Date;
  nonce: Buffer;
}

export const paperNonce = (): Buffer => randomBytes(32);

/** The leaf of a change. It names nobody, and its nonce keeps others from trying what it stands for. */
export function paperLeaf(change: PaperChangeFacts): Buffer {
  const { matter_id, sheet, line, state_before, state, reasons, serial, by_mark, changed_at, nonce } = change;
  const text = [
    "gonggam paper line v1",
    `drive ${matter_id}`,
    `sheet ${sheet}`,
    `line ${line}`,
    `state ${state_before ?? "-"} ${state}`,
    `reasons ${reasons.join(" ")}`,
    `serial ${serial}`,
    `by ${by_mark?.toString("hex") ?? "-"}`,
    `time ${changed_at.toISOString()}`,
    `nonce ${nonce.toString("base64")}`,
    "",
  ];
  return leafHash(text.join("\n"));
}

/** By how much a change moves the count of lines that count. */
export const countedBy = ({
  state_before,
  state,
}: Pick<PaperChangeFacts, "state_before" | "state">): 1 | 0 | -1 => {
  if (state_before === state) return 0;
  if (state === "counted") return 1;
  return state_before === "counted" ? -1 : 0;
};

/** What the ledger says of a batch of changes. */
export function paperLine(
  changes: readonly PaperChangeFacts[],
  by: Buffer | null,
  batch: { size: number; root: string },
): LedgerLine {
  const sheets = new Set(changes.map(({ sheet }) => sheet));
  const [sheet = null] = sheets;
  return {
    kind: "paper-recorded",
    data: {
      ...batch,
      counted: changes.reduce((sum, change) => sum + countedBy(change), 0),
      struck: changes.filter(({ state_before, state }) => state_before === "counted" && state === "refused")
        .length,
      // What followed from something else, such as a signature online, is not told of a sheet.
      sheet: by !== null && sheets.size === 1 ? sheet : null,
      by: by?.toString("hex") ?? null,
    },
  };
}
