import { z } from "zod";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { type OpenedLine, openingOf } from "#app/domain/ledger/chain.ts";
import { auditPath, leafHash, rootFrom } from "#app/platform/merkle.ts";
import type { NoteKey } from "#app/platform/note-key.ts";
import type { Queryable } from "#db/client.ts";
import { findLeaf, listLeaves } from "#db/queries/batches.ts";
import { findDrive } from "#db/queries/drives.ts";
import { findEvent } from "#db/queries/events.ts";
import { isOfSpace } from "#db/queries/matters.ts";
import { findSignature } from "#db/queries/signatures.ts";
import { type ReceiptFacts, readReceipt, receiptText } from "./receipt.ts";
import type { SigningServices } from "./signing-services.ts";

/** A receipt as its signer downloads it; hashes are hex. With the ledger it proves itself, without this portal. */
interface ReceiptFile {
  note: string;
  leafIndex: number;
  treeSize: number;
  path: string[];
  root: string;
  /**
   * The line of the ledger that holds the root. `opened` is what it hides where the drive is not listed: whoever has
   * the receipt can check it all the same.
   */
  ledger: { seq: number; opened?: OpenedLine };
}

type Proof = Omit<ReceiptFile, "note"> & { recordedAt: Date };

/** What an own receipt is worth now: recorded with its proof, or waiting for its batch (an hour at most). */
export type OwnReceipt = {
  note: string;
  /** What its place in the ledger is asked for by, hex; says nothing of the note. */
  leaf: string;
  /** In Seoul, YYYY-MM-DD. */
  signedOn: string;
  file: ReceiptFile | null;
};

export type ReceiptCheck =
  /** Counted, and in that line of the ledger. */
  | ({ result: "included"; facts: ReceiptFacts; recordedAt: Date } & ReceiptFile)
  /** A receipt of ours that no batch has: signed within the hour, or taken back before it was recorded. */
  | { result: "waiting"; facts: ReceiptFacts }
  /** Not a receipt of this portal and space, or changed. */
  | { result: "not-ours" }
  /** The note is ours, but what stands beside it leads to another root. */
  | { result: "wrong-path"; facts: ReceiptFacts };

/** The receipt of somebody's own signature; undefined when they have none. */
export async function readOwnReceipt(
  { db, receipts }: Pick<SigningServices, "db" | "receipts">,
  spaceId: number,
  matterId: number,
  personId: number,
): Promise<OwnReceipt | undefined> {
  const signature = await findSignature(db, matterId, personId);
  if (signature?.space_id !== spaceId) return undefined;
  const text = receiptText(signature);
  const leaf = leafHash(text);
  const [note, proof] = await Promise.all([receipts.sign(text), proofOfLeaf(db, spaceId, leaf)]);
  return {
    note,
    leaf: leaf.toString("hex"),
    signedOn: seoulDay(signature.signed_at),
    file: proof ? { note, ...placeOf(proof) } : null,
  };
}

const LONGEST = 20_000;
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.object({
  note: z.string().max(2_000),
  leafIndex: z.number().int().min(0),
  treeSize: z.number().int().min(1),
  path: z.array(hash).max(64),
  root: hash,
  ledger: z.object({ seq: z.number().int().positive() }),
});

type PastedFile = z.output<typeof fileSchema>;

/**
 * Checks a receipt that anybody pasted: the downloaded JSON, or the note alone.
 *
 * @throws PortalError "invalid-input" for an empty or far too long text
 */
export async function checkReceipt(
  db: Queryable,
  spaceId: number,
  key: NoteKey,
  pasted: string,
): Promise<ReceiptCheck> {
  if (pasted.trim() === "")
    throw new PortalError("invalid-input", { faults: [{ field: "receipt", code: "required" }] });
  if (pasted.length > LONGEST)
    throw new PortalError("invalid-input", {
      faults: [{ field: "receipt", code: "too-long", values: { max: LONGEST } }],
    });
  const file = fileOf(pasted);
  // Forms send line breaks as CR LF, and people lose the last one when they copy.
  const note = file?.note ?? `${pasted.replace(/\r\n?/g, "\n").trim()}\n`;
  const receipt = readReceipt(key, note);
  if (!receipt || !(await isOfSpace(db, spaceId, receipt.facts.driveId))) return { result: "not-ours" };
  const { text, facts } = receipt;
  const leaf = leafHash(text);
  const proof = await proofOfLeaf(db, spaceId, leaf);
  if (!proof) return { result: "waiting", facts };
  if (file && !leadsTo(file, leaf, proof.root)) return { result: "wrong-path", facts };
  return { result: "included", facts, note, ...proof };
}

/** The drive that a receipt names, and whether what was signed is its text; null: there is no such drive here. */
export async function findDriveOfReceipt(
  db: Queryable,
  spaceId: number,
  { driveId, draftHash }: ReceiptFacts,
): Promise<{ address: string; title: string; sameDraft: boolean } | null> {
  const drive = await findDrive(db, spaceId, driveId);
  return drive
    ? {
        address: drive.address,
        title: drive.title,
        sameDraft: drive.draft_hash.toString("hex") === draftHash,
      }
    : null;
}

function fileOf(pasted: string): PastedFile | undefined {
  try {
    return fileSchema.safeParse(JSON.parse(pasted)).data;
  } catch {
    return undefined;
  }
}

function leadsTo(file: PastedFile, leaf: Buffer, root: string): boolean {
  const path = file.path.map((one) => Buffer.from(one, "hex"));
  const found = rootFrom(leaf, file.leafIndex, file.treeSize, path);
  return found?.toString("hex") === root && file.root === root;
}

const placeOf = ({ recordedAt: _, ...place }: Proof) => place;

/** Where a leaf stands in a space's ledger, with what leads to the root; undefined when no batch of it has it. */
export async function proofOfLeaf(db: Queryable, spaceId: number, leaf: Buffer): Promise<Proof | undefined> {
  const place = await findLeaf(db, spaceId, leaf);
  if (!place) return undefined;
  const [leaves, line] = await Promise.all([
    listLeaves(db, place.batch_id),
    findEvent(db, spaceId, place.event_seq),
  ]);
  const path = auditPath(place.position, leaves);
  const opened = line && openingOf(line);
  return {
    leafIndex: place.position,
    treeSize: place.size,
    path: path.map((one) => one.toString("hex")),
    root: place.root.toString("hex"),
    ledger: { seq: place.event_seq, ...(opened && { opened }) },
    recordedAt: place.closed_at,
  };
}
