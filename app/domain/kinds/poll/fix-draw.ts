import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { Tx } from "#db/client.ts";
import { fixNumbers, listDrawable } from "#db/queries/draws.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { ballotReceipt } from "./ballot-receipt.ts";
import { giftCount } from "./draw.ts";

/**
 * Fixes at the close among which numbers a poll's gifts are drawn: of everybody who took part, has not left and did not
 * decline, by the numbers of their receipts. The line has the hash of the list, so that nobody can be added or left out
 * once it is known what it is drawn by: the root of the first signed head that covers this line (hold-draws.ts).
 *
 * It reads who took part and nothing of any ballot.
 *
 * @returns no line of a poll without gifts
 */
export async function fixDraw(
  tx: Tx,
  receiptKey: Buffer,
  { id, definition }: { id: number; definition: PollDefinition },
): Promise<LedgerLine[]> {
  const { gifts = [] } = definition;
  if (gifts.length === 0) return [];
  const people = await listDrawable(tx, id);
  // In the order of the numbers: nothing is left of the order in which people came.
  const numbers = [...new Set(people.map((person) => ballotReceipt(receiptKey, id, person)))].sort();
  const winners = Math.min(numbers.length, giftCount(gifts));
  await fixNumbers(tx, { matter_id: id, numbers: numbers.length, winners }, numbers);
  return [
    {
      kind: "draw-fixed",
      data: { numbers: numbers.length, winners, text: hashTexts(numbers) },
    },
  ];
}
