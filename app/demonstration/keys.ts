import { createSigningServices, type SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { receiptKeyOf } from "#app/domain/kinds/poll/poll-services.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { type Environment, isSecure, keyRingOf } from "#app/environment.ts";
import { createDevices, type Devices } from "#app/platform/devices.ts";
import { Seal } from "#app/platform/seal.ts";
import { signingSettings } from "#app/portal.ts";
import type { Database } from "#db/client.ts";

export interface DemonstrationKeys {
  seal: Seal;
  identityKey: string;
  devices: Devices;
  /** Of the receipts of ballots. */
  receiptKey: Buffer;
  /** The portal's services for signing, on another connection: the transaction in which the city is made. */
  signing: (db: Database) => SigningServices;
}

/** The keys under which the demonstration city is made: those that the portal itself has. */
export function demonstrationKeys(environment: Environment): DemonstrationKeys {
  const ring = keyRingOf(environment);
  const seal = new Seal(ring);
  return {
    seal,
    identityKey: environment.IDENTITY_KEY,
    devices: createDevices(environment.COOKIE_KEY, { secure: isSecure(environment) }),
    receiptKey: receiptKeyOf(environment.RECEIPT_KEY),
    signing: (db) =>
      createSigningServices(
        db,
        new SupportWriter(db, SUPPORT_PLUGS),
        ring,
        seal,
        signingSettings(environment),
      ),
  };
}
