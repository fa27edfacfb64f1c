import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { hashText } from "#app/domain/ledger/text-hash.ts";
import type { HidingReason } from "#db/tables/opinion-map.ts";
import type { ShowReason } from "#db/tables/report.ts";

/** What the ledger says of a statement; who gave it is in neither. */
export const statementLine = (statement: { id: number; body: string }): LedgerLine => ({
  kind: "statement",
  data: { statement: statement.id, text: hashText(statement.body) },
});

export const hiddenLine = (statement: number, reason: HidingReason): LedgerLine => ({
  kind: "statement-hidden",
  data: { statement, reason },
});

export const shownLine = (statement: number, reason: ShowReason): LedgerLine => ({
  kind: "statement-shown",
  data: { statement, reason },
});
