import type { ProposalListItem } from "#app/components/proposal-card.tsx";
import type { ProposalSummary } from "#app/domain/kinds/proposal/summaries.ts";
import type { Thumbnail } from "#app/domain/kinds/proposal/thumbnails.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Language } from "#db/tables/language.ts";

/** Proposals as cards show them, in the reader's language; with their pictures where these were read. */
export function proposalItemsOf(
  proposals: readonly ProposalSummary[],
  directory: Directory,
  language: Language,
  thumbnails?: ReadonlyMap<number, Thumbnail>,
): ProposalListItem[] {
  const labels = labelsOf(directory, language);
  return proposals.map((proposal) => ({
    ...proposal,
    category: labels.category(proposal.category),
    categoryCode: proposal.category,
    district: labels.district(proposal.district),
    picture: thumbnails?.get(proposal.id) ?? null,
  }));
}
