import { createHash } from "node:crypto";

/** How gifts are drawn: pure, so that anybody can do the same with what is published. */

/**
 * The place of a number in a draw: the SHA-256, in hex, of the root of the signed head in hex, the poll's number and the
 * number, with a slash between them.
 */
const placeOf = (root: Buffer, matterId: number, number: string): string =>
  createHash("sha256")
    .update(`${root.toString("hex")}/${matterId}/${number}`)
    .digest("hex");

/**
 * Who wins: those with the smallest places, the smallest first.
 *
 * @param root of the Merkle tree over the ledger's lines, as the signed head has it
 * @param numbers of the receipts, each once; their order does not matter
 */
export function drawWinners(
  root: Buffer,
  matterId: number,
  numbers: readonly string[],
  winners: number,
): string[] {
  return numbers
    .map((number) => ({ number, place: placeOf(root, matterId, number) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, winners)
    .map(({ number }) => number);
}

/** Which gift the winner at each place has, by its place among the gifts. */
export const giftPlaces = (gifts: readonly { count: number }[]): number[] =>
  gifts.flatMap(({ count }, place) => Array.from({ length: count }, () => place));

/** How many can win. */
export const giftCount = (gifts: readonly { count: number }[]): number =>
  gifts.reduce((sum, { count }) => sum + count, 0);
