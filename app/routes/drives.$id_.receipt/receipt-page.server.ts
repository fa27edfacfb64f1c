import type { OwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import type { Drive } from "#app/domain/kinds/drive/get-drive.ts";
import type { readLooksAt } from "#app/domain/kinds/drive/personal.ts";
import type { Language } from "#db/tables/language.ts";

/** The states in which a signature can be taken back: until the list is handed in. */
const BEFORE_THE_LIST: readonly Drive["state"][] = ["collecting", "collected", "shortfall"];

/** One's own receipt as its page shows it. */
export function receiptPageOf(
  drive: Drive,
  receipt: OwnReceipt,
  looks: Awaited<ReturnType<typeof readLooksAt>>,
  language: Language,
) {
  return {
    id: drive.matter_id,
    title: drive.title,
    kindName: drive.definition.name[language],
    signedAt: receipt.signedAt.toISOString(),
    note: receipt.note,
    /** The place in the ledger; null: some seconds yet. */
    recorded: receipt.file && {
      seq: receipt.file.ledger.seq,
      leafIndex: receipt.file.leafIndex,
      treeSize: receipt.file.treeSize,
    },
    mayWithdraw: BEFORE_THE_LIST.includes(drive.state),
    deleteDataAt: drive.delete_data_at?.toISOString() ?? null,
    keepData: drive.definition.keepData,
    looks: looks.map(({ office, ...look }) => ({ ...look, office: office[language] })),
  };
}

export type ReceiptPageData = ReturnType<typeof receiptPageOf>;
