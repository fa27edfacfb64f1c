import { recordedBy } from "#app/domain/kinds/drive/batch-times.ts";
import type { OwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import type { Drive } from "#app/domain/kinds/drive/get-drive.ts";
import type { readLooksAt } from "#app/domain/kinds/drive/personal.ts";
import { drawQrCode } from "#app/platform/qr-code.ts";
import type { Language } from "#db/tables/language.ts";

/** The states in which a signature can be taken back: until the list is handed in. */
const BEFORE_THE_LIST: readonly Drive["state"][] = ["collecting", "collected", "shortfall"];

/** One's own receipt as its page shows it. */
export function receiptPageOf(
  drive: Drive,
  receipt: OwnReceipt,
  looks: Awaited<ReturnType<typeof readLooksAt>>,
  language: Language,
  now: Date,
  /** What the space's addresses begin with, whole. */
  home: string,
) {
  return {
    id: drive.matter_id,
    title: drive.title,
    kindName: drive.definition.name[language],
    signedOn: receipt.signedOn,
    note: receipt.note,
    /** When it stands in the ledger at the latest (ISO). */
    recordedBy: recordedBy(now).toISOString(),
    /** How many signatures stand: a number that everybody sees, and not the place of this one among them. */
    count: drive.support_count,
    /** What it is checked by at once; null: it is not recorded yet. */
    file: receipt.file && JSON.stringify(receipt.file),
    qr: receipt.file && drawQrCode(`${home}/receipts?leaf=${receipt.leaf}`),
    /** The place in the ledger; null: there is none yet. */
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
