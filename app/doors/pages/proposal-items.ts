import type { ProposalListItem } from "#app/components/proposal-card.tsx";
import type { ProposalSummary } from "#app/domain/kinds/proposal/summaries.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Language } from "#db/tables/language.ts";

/** Proposals as cards show them, in the reader's language. */
export function proposalItemsOf(
  proposals: readonly ProposalSummary[],
  directory: Directory,
  language: Language,
): ProposalListItem[] {
  const labels = labelsOf(directory, language);
  return proposals.map((proposal) => ({
    ...proposal,
    category: labels.category(proposal.category),
    district: labels.district(proposal.district),
  }));
}
