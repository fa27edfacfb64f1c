import type { Beside } from "#app/domain/support/beside.ts";
import { freeSuperseded, insertSignatures, type SealedSignature } from "#db/queries/signatures.ts";

/** A drive's support is a signature, and takes the place of the signer's line on paper; a line of a
 * list that was handed in takes its place back. */
export const SIGNATURES: Beside<SealedSignature> = {
  mayChangeCount: true,
  store: (tx, supports) =>
    insertSignatures(
      tx,
      supports.map(({ content, ...support }) => ({ ...support, ...content })),
    ),
  takeBack: freeSuperseded,
};
