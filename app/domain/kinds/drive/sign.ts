import { seoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { openPersonalData, type PersonalData } from "#app/domain/person/personal-data.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import type { DriveRow } from "#db/queries/drives.ts";
import { hasSigned, type SealedSignature } from "#db/queries/signatures.ts";
import { type Ineligibility, ineligibilities, type Signer } from "./eligibility.ts";
import { signerLabel } from "./personal.ts";
import { RECEIPT_FORM, receiptNonce, receiptText } from "./receipt.ts";
import type { SignableDrive } from "./signable-drives.ts";
import type { SigningServices } from "./signing-services.ts";

/** What is sealed of a signer, and nothing more. */
interface SignerData {
  name: string;
  birthDate: string | null;
  address: string | null;
  district: string | null;
}

export type SignOutcome =
  /** `receipt` signs the note when it is asked for. */
  | { result: "signed"; count: number; receipt: () => Promise<string> }
  /** Nothing was written; why not, to be explained one by one. */
  | { result: "refused"; reasons: Ineligibility[] };

export interface SignRequest {
  spaceId: number;
  matterId: number;
  personId: number;
  /** The signer agreed to what is stored and for how long. */
  consent: boolean;
  /** The hash of the text that was on the page, hex: nobody signs what they did not see. */
  draftHash: string;
  /** Where the request came from; kept in memory as a keyed hash of the day. */
  address: string;
  at: Date;
}

/** Whether somebody may sign, for the page before it. @throws PortalError "not-found" */
export async function readEligibility(
  services: Pick<SigningServices, "signers" | "seal" | "drives">,
  spaceId: number,
  matterId: number,
  personId: number,
  at: Date,
): Promise<{ drive: DriveRow; reasons: Ineligibility[] }> {
  const [known, signer] = await Promise.all([
    services.drives.fresh(spaceId, matterId, at),
    readSigner(services, matterId, personId),
  ]);
  if (!known) throw new PortalError("not-found");
  return { drive: known.drive, reasons: against(known, signer, at) };
}

/**
 * Signs a drive: through the support writer, so that a signature is one support and the Nth is exact. Answered after
 * its commit. The receipt is given to the signer; the ledger holds its batch within the
 * hour (`batch-times.ts`).
 *
 * @throws PortalError "not-found"; "invalid-input" without consent; "changed-meanwhile" when the text that was on
 *   the page is not the drive's
 */
export async function signDrive(services: SigningServices, request: SignRequest): Promise<SignOutcome> {
  const { spaceId, matterId, personId, at } = request;
  if (!request.consent)
    throw new PortalError("invalid-input", { faults: [{ field: "consent", code: "required" }] });
  const [known, signer] = await Promise.all([
    services.drives.of(spaceId, matterId, at),
    readSigner(services, matterId, personId),
  ]);
  if (!known) throw new PortalError("not-found");
  const { drive } = known;
  if (request.draftHash !== drive.draft_hash.toString("hex")) throw new PortalError("changed-meanwhile");
  services.abuse.noteAttempt(matterId, personId, at);
  if (against(known, signer, at).length > 0) {
    const now = await services.drives.fresh(spaceId, matterId, at);
    const reasons = against(now ?? known, signer, at);
    if (reasons.length > 0) return { result: "refused", reasons };
  }

  const signature = await sealSignature(services, drive, personId, signer.data, signer.district);
  const outcome = await services.supports.submit({
    spaceId,
    matterId,
    personId,
    kind: "drive",
    change: "add",
    at,
    beside: signature,
  });
  switch (outcome.result) {
    case "added":
      services.abuse.noteSignature(matterId, request.address, at);
      return {
        result: "signed",
        count: outcome.count,
        receipt: () => services.receipts.sign(receiptText({ ...drive, signed_at: at, ...signature })),
      };
    case "refused": {
      // Its window closed while this was under way.
      const now = (await services.drives.fresh(spaceId, matterId, at)) ?? known;
      const reasons = against(now, signer, at);
      const over: Ineligibility = { code: "window-over", until: seoulDay(now.drive.closes_at) };
      return { result: "refused", reasons: reasons.length > 0 ? reasons : [over] };
    }
    default:
      return { result: "refused", reasons: [{ code: "already-signed" }] };
  }
}

/**
 * Takes a signature back, until its list is handed in; everything that was stored of it goes at once. The leaf in
 * the ledger's batch stays: it names nobody.
 *
 * @returns the new count
 * @throws PortalError "not-found" when there is no signature of theirs; "matter-not-open" when the list has it
 */
export async function withdrawSignature(
  services: Pick<SigningServices, "db" | "supports">,
  spaceId: number,
  matterId: number,
  personId: number,
  at: Date,
): Promise<number> {
  const taking = { spaceId, matterId, personId, kind: "drive", change: "remove", at } as const;
  const outcome = await services.supports.submit(taking);
  if (outcome.result === "removed") return outcome.count;
  if (outcome.result === "refused" && outcome.why === "not-found") throw new PortalError("not-found");
  throw new PortalError((await hasSigned(services.db, matterId, personId)) ? "matter-not-open" : "not-found");
}

interface KnownSigner extends Signer {
  data: PersonalData;
  alreadySigned: boolean;
}

async function readSigner(
  { signers, seal }: Pick<SigningServices, "signers" | "seal">,
  matterId: number,
  personId: number,
): Promise<KnownSigner> {
  const row = await signers.read(matterId, personId);
  if (!row) throw new PortalError("not-found");
  const data = openPersonalData(seal, row);
  return { district: row.district, data, alreadySigned: row.signed };
}

function against(
  { drive, pauses }: SignableDrive,
  { alreadySigned, ...signer }: KnownSigner,
  at: Date,
): Ineligibility[] {
  const { state, closes_at, definition } = drive;
  return ineligibilities(signer, { state, closesAt: closes_at, definition, pauses, alreadySigned }, at);
}

/** What the writer stores: sealed data, the hash that meets paper, and the receipt's secret. */
export async function sealSignature(
  { dataKeys, matcher }: Pick<SigningServices, "dataKeys" | "matcher">,
  drive: Pick<DriveRow, "matter_id" | "data_key_id">,
  personId: number,
  { name, birthDate, address }: Pick<PersonalData, "name" | "birthDate" | "address">,
  district: string | null,
): Promise<SealedSignature> {
  const key = await dataKeys.of(drive.data_key_id);
  if (!key) throw new PortalError("matter-not-open");
  const text = JSON.stringify({ name, birthDate, address, district } satisfies SignerData);
  return {
    district,
    sealed: key.seal(text, signerLabel(drive.matter_id, personId)),
    matchHash: matcher.hash(drive.matter_id, name, birthDate ?? ""),
    keyVersion: KEY_VERSION,
    formerHash: matcher.formerHash(drive.matter_id, name, birthDate ?? ""),
    nonce: receiptNonce(),
    receipt: RECEIPT_FORM,
  };
}
