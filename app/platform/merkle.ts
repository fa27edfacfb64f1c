import { createHash } from "node:crypto";

/** Merkle trees as RFC 6962, section 2.1, hashes them. Every hash is 32 bytes. */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

const sha256 = (...parts: (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();

/** The hash of an entry as it stands in the tree. */
export const leafHash = (entry: Buffer | string): Buffer => sha256(LEAF, entry);

/** The hash of two subtrees. */
export const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(NODE, left, right);

/** How many leaves are on the left: the largest power of two below `size`. */
export function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The tree's root (MTH); of no leaves, the hash of nothing. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) return sha256("");
  if (leaves.length === 1) return only;
  const at = split(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at)));
}

/**
 * What one needs beside a leaf to come to the root (PATH), from the leaf upwards.
 *
 * @throws RangeError when there is no leaf of that index
 */
export function auditPath(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`There is no leaf ${index}.`);
  if (leaves.length === 1) return [];
  const at = split(leaves.length);
  return index < at
    ? [...auditPath(index, leaves.slice(0, at)), rootOf(leaves.slice(at))]
    : [...auditPath(index - at, leaves.slice(at)), rootOf(leaves.slice(0, at))];
}

/** The root that a leaf and its path come to; undefined when the path is not as long as the place asks for. */
export function rootFrom(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= size) return undefined;
  if (size === 1) return path.length === 0 ? leaf : undefined;
  const last = path.at(-1);
  if (!last) return undefined;
  const at = split(size);
  const below = path.slice(0, -1);
  const inner = index < at ? rootFrom(leaf, index, at, below) : rootFrom(leaf, index - at, size - at, below);
  return inner && (index < at ? nodeHash(inner, last) : nodeHash(last, inner));
}
