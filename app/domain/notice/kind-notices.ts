import type { NoticedKind } from "#app/domain/ledger/noticed.ts";
import type { MatterKind } from "#db/tables/matter.ts";

/** How those of a kind are told who do not follow a matter of it but made it, or take part. */
export interface KindNotices {
  /**
   * Who stands behind one is told in the portal like who follows it, and chooses how. Not where taking part is a ballot
   * or a signature: what was said there is gone after its time, and a notice would say that they took part.
   */
  supporters: boolean;
  /** Of these lines those who take part get a letter of their own (`tellSupporters`): they get no second one. */
  letters: readonly NoticedKind[];
}

export type NoticesOfKinds = { readonly [K in MatterKind]: KindNotices };
