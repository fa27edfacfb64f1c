import type { Fault, LedgerCheck } from "#app/domain/ledger/fault.ts";
import type { EventKind } from "#app/domain/ledger/lines.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { leafHash, rootOf } from "#app/platform/merkle.ts";
import type { Queryable } from "#db/client.ts";
import { listLeaves } from "#db/queries/batches.ts";
import { hashList } from "#db/queries/frozen-lists.ts";
import {
  DRIVE_CHECKS,
  listBatches,
  listDrivesToCheck,
  listRecordedSignatures,
} from "#db/queries/ledger-checks/drives.ts";
import { listChangesOfBatch } from "#db/queries/paper-changes.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { LAW_LEDGER_CHECK } from "./law-check.ts";
import { paperLeaf } from "./paper-leaf.ts";
import { receiptText } from "./receipt.ts";
import { thresholdsOf } from "./statute.ts";

/** What is wrong, where a check finds something. */
const SAYS = {
  terms: "the drive asks for another number, or by another day, than its lines say",
  periods: "a period of the drive ends on another day than its line says, or was given for other reasons",
  lists: "a list was not handed in as its line says, or one of the two is missing",
  reads: "a look at personal data is not the one that its line speaks of, or one of the two is missing",
  deleted: "the signers' data is not deleted as its line says, or one of the two is missing",
  signatures: "a support has no signature",
  batches: "a batch is not the one that its line speaks of, or one of the two is missing",
  leaves: "a leaf is neither that of a signature that stands nor of one that was taken back",
  places: "a signature's leaf is not the one at its place in the batch",
  "taken-back": "a signature that was taken back is not the one of its leaf, or one of the two is missing",
  "paper-lines": "a line on paper does not stand as it was recorded",
  "paper-changes": "a line on paper was changed without a record",
  "paper-waiting": "a line on paper was entered or decided on without a line of the ledger",
  "paper-counts": "the lines on paper that count are not as many as the ledger says",
} as const satisfies Record<keyof typeof DRIVE_CHECKS, string>;
type CheckName = keyof typeof SAYS;
const isName = (name: string): name is CheckName => name in SAYS;

const PAGE = 500;

const rows: LedgerCheck = async (db, spaceId) => {
  for (const [name, look] of Object.entries(DRIVE_CHECKS)) {
    const found = await look(db, spaceId);
    if (found && isName(name)) return { check: name, ...found, says: SAYS[name] };
  }
  return undefined;
};

/** Each batch's root comes from its leaves, and the leaves of paper from what became of the lines. */
const roots: LedgerCheck = async (db, spaceId) => {
  for (let after = 0; ; ) {
    const page = await listBatches(db, spaceId, after, PAGE);
    for (const { id, matter_id: matter, event_seq: line, holds, size, root } of page) {
      const leaves = await listLeaves(db, id);
      const fault = (says: string): Fault => ({ check: "roots", line, matter, says });
      if (leaves.length !== size || !rootOf(leaves).equals(root))
        return fault("the batch's leaves do not come to its root");
      if (holds !== "paper") continue;
      const changes = await listChangesOfBatch(db, id);
      const same =
        changes.length === size &&
        changes.every((change, place) => {
          const leaf = leaves[place];
          return change.position === place && leaf !== undefined && paperLeaf(change).equals(leaf);
        });
      if (!same) return fault("a line on paper was recorded otherwise than it stands there");
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return undefined;
    after = last.id;
  }
};

/** After which line a drive stands where. */
const STANDS: { readonly [Kind in EventKind]?: readonly DriveState[] } = {
  certified: ["collecting"],
  // of the window, or of the days to make a shortfall good
  "collecting-ended": ["collected", "deciding"],
  lapsed: ["lapsed"],
  "handed-in": ["handed-in"],
  "list-published": ["inspection"],
  "inspection-ended": ["deciding"],
  "shortfall-granted": ["shortfall"],
  accepted: ["accepted"],
  dismissed: ["dismissed"],
  introduced: ["introduced"],
  "council-decided": ["adopted", "rejected"],
};
const standsAfter = new Map<string, readonly DriveState[]>(Object.entries(STANDS));

/** Drives stand where their lines say, with the texts that the lines speak of. */
const drives: LedgerCheck = async (db, spaceId) => {
  for (let after = 0; ; ) {
    const page = await listDrivesToCheck(db, spaceId, [...standsAfter.keys()], after, PAGE);
    for (const drive of page) {
      const fault = (await faultOf(db, drive)) ?? (await signaturesOf(db, drive.id));
      if (fault) return fault;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return undefined;
    after = last.id;
  }
};

async function faultOf(
  db: Queryable,
  drive: Awaited<ReturnType<typeof listDrivesToCheck>>[number],
): Promise<Fault | undefined> {
  const { id: matter, draft, draft_hash, decision, state, frozen, certified, decided, act } = drive;
  const fault = (line: number | null, says: string): Fault => ({ check: "drives", line, matter, says });
  // Lines from before texts were hashed called it by its own name.
  const draftSaid = certified?.data.text ?? certified?.data.draft;
  const draftIs = hashTexts(draft);
  if (draftSaid !== draftIs || draft_hash.toString("hex") !== draftIs)
    return fault(certified?.line ?? null, "the text that people sign is not the one that the line speaks of");
  const decisionSaid = decided?.data.text;
  if ((decision === null) !== (decided === null))
    return fault(decided?.line ?? null, "the council's decision and its line do not stand together");
  if (decision && decisionSaid !== undefined && decisionSaid !== hashTexts(decision))
    return fault(decided?.line ?? null, "the council's decision is not the one that the line speaks of");
  const asked = thresholdsOf(drive.definition, drive.required).map(({ code, count, consequence, days }) => ({
    code,
    count,
    consequence,
    days,
  }));
  if (hashTexts(asked) !== hashTexts(drive.thresholds))
    return fault(certified?.line ?? null, "the drive's numbers are not those of its statute");
  const rejected = act?.kind === "council-decided" && act.data.outcome === "rejected";
  if (!act || !standsAfter.get(act.kind)?.includes(state) || (state === "rejected") !== rejected)
    return fault(act?.line ?? null, "the drive does not stand where its lines say");
  if (frozen && !(await hashList(db, matter)).hash.equals(frozen))
    return fault(act.line, "the list is not as it was handed in");
  return undefined;
}

/** Each signature that a batch holds is the one of its leaf: the same text, to the day that it was signed. */
async function signaturesOf(db: Queryable, matter: number): Promise<Fault | undefined> {
  for (let after = 0; ; ) {
    const page = await listRecordedSignatures(db, matter, after, PAGE);
    if (page.some((signature) => !signature.leaf?.equals(leafHash(receiptText(signature)))))
      return { check: "signatures", line: null, matter, says: "a signature is not the one of its leaf" };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return undefined;
    after = last.person_id;
  }
}

/** All that the ledger says of drives. */
export const DRIVE_LEDGER_CHECKS: readonly LedgerCheck[] = [rows, roots, drives, LAW_LEDGER_CHECK];
