import type { VoteSummary } from "#app/domain/kinds/vote/summary.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Language } from "#db/tables/language.ts";
import type { VoteListItem } from "./vote-card.tsx";

/** Residents' votes as cards show them, in the reader's language. */
export function voteItemsOf(
  votes: readonly VoteSummary[],
  directory: Directory,
  language: Language,
): VoteListItem[] {
  const labels = labelsOf(directory, language);
  return votes.map(({ category, officeName, ...vote }) => ({
    ...vote,
    category: labels.category(category),
    officeName: officeName[language],
  }));
}
