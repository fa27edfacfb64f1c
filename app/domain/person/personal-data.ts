import { z } from "zod";
import type { Seal } from "#app/platform/seal.ts";

/** What is kept sealed of a person, and nothing more is kept. */
const personalDataSchema = z.object({
  name: z.string(),
  birthDate: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable().default(null),
  foreigner: z.boolean().default(false),
  permanentResidenceSince: z.string().nullable().default(null),
});
export type PersonalData = z.output<typeof personalDataSchema>;

/** What is sealed of an identity. */
function personalDataOf(identity: PersonalData): PersonalData {
  const { name, birthDate, email, address, foreigner, permanentResidenceSince } = identity;
  return { name, birthDate, email, address, foreigner, permanentResidenceSince };
}

/** A row of `person` as far as its sealed column needs it. */
export interface SealedPerson {
  identity_hash: Buffer | null;
  sealed: Buffer | null;
}

/**
 * What the sealed column is bound to: table, column and the row's own key. In another row, or as another column, it
 * does not open. The identity and not the number, because it is known before the row is.
 */
const personLabel = (identityHash: Buffer): string => `person/sealed/${identityHash.toString("hex")}`;

export function sealPersonalData(seal: Seal, identityHash: Buffer, data: PersonalData): Buffer {
  return seal.close(JSON.stringify(personalDataOf(data)), personLabel(identityHash));
}

/** @throws for who left, and for what was sealed with a key that is not here, for another row, or changed since */
export function openPersonalData(seal: Pick<Seal, "open">, person: SealedPerson): PersonalData {
  const { identity_hash, sealed } = person;
  if (!identity_hash || !sealed) throw new Error("This person left.");
  return personalDataSchema.parse(JSON.parse(seal.open(sealed, personLabel(identity_hash))));
}
