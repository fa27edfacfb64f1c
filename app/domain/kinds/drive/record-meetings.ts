import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Tx } from "#db/client.ts";
import { insertPersonalReads } from "#db/queries/personal-reads.ts";
import { findCouncilOffice } from "#db/queries/spaces.ts";
import type { ByClerk } from "./lock-for-clerk.ts";

/** Of the record, which is Korean as everything that an office of the city writes. */
const PURPOSE = "종이 서명과 대조";
const SCOPE = "match";

/**
 * Each meeting of a line on paper with a signature online tells the clerk that its person signed, whatever becomes of
 * the line: so it is a look at that signature, on record where the signer sees it. Otherwise a line that is marked as
 * unsigned would be a way to ask after anybody. It writes the ledger: it stands next to last, before the count.
 *
 * @param signers who were met; nobody: nothing is written
 */
export async function recordMeetings(
  tx: Tx,
  { spaceId, matterId, clerkId, at }: ByClerk,
  signers: readonly number[],
): Promise<void> {
  if (signers.length === 0) return;
  const office = await findCouncilOffice(tx, spaceId);
  if (!office) throw new PortalError("not-permitted");
  const reads = await insertPersonalReads(
    tx,
    signers.map((subject) => ({
      matter_id: matterId,
      reader_id: clerkId,
      office_id: office.id,
      purpose: PURPOSE,
      scope: SCOPE,
      subject,
      entries: 1,
      at,
    })),
  );
  await appendToLedger(
    tx,
    reads.map((read) => ({
      spaceId,
      matterId,
      kind: "personal-data-read",
      at,
      data: { read, scope: SCOPE, entries: 1 },
    })),
  );
}
