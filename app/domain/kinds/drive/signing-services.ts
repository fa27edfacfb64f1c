import type { SupportWriter } from "#app/domain/support/support-writer.ts";
import { decodeFile } from "#app/platform/decode-file.ts";
import { Envelope } from "#app/platform/envelope.ts";
import type { KeyRing } from "#app/platform/key-ring.ts";
import { Matcher } from "#app/platform/matcher.ts";
import { NoteKey } from "#app/platform/note-key.ts";
import type { Seal } from "#app/platform/seal.ts";
import { sharedCounts } from "#app/platform/shared-counts.ts";
import type { Database } from "#db/client.ts";
import { AbuseWatch } from "./abuse-watch.ts";
import { DataKeys } from "./data-keys.ts";
import { SignableDrives } from "./signable-drives.ts";
import { SignerReader } from "./signer-reader.ts";

/** What signing a drive needs, made once at the start. */
export interface SigningServices {
  db: Database;
  supports: SupportWriter;
  /** Opens what is known of a person. */
  seal: Seal;
  drives: SignableDrives;
  signers: SignerReader;
  dataKeys: DataKeys;
  receipts: NoteKey;
  matcher: Matcher;
  abuse: AbuseWatch;
  /**
   * Reads a clerk's file. A service, as its thread is found beside its own module: the routes' bundle has a copy of the
   * modules and not of the threads.
   */
  decode: typeof decodeFile;
}

/**
 * @param settings.matchSecret must never change while a drive runs
 * @param settings.name who signs the receipts: the portal's host name
 * @param onError hears of signs of abuse that could not be stored yet
 */
export function createSigningServices(
  db: Database,
  supports: SupportWriter,
  ring: KeyRing,
  seal: Seal,
  settings: { receiptSecret: string; matchSecret: string; name: string },
  onError?: (error: unknown) => void,
): SigningServices {
  const matcher = new Matcher(settings.matchSecret);
  return {
    db,
    supports,
    seal,
    drives: new SignableDrives(db),
    signers: new SignerReader(db),
    dataKeys: new DataKeys(db, new Envelope(ring)),
    receipts: new NoteKey(settings.receiptSecret, settings.name),
    matcher,
    abuse: new AbuseWatch(db, { shared: sharedCounts(db), secret: settings.matchSecret, onError }),
    decode: decodeFile,
  };
}
