import type { PollListItem } from "#app/components/poll/poll-card.tsx";
import type { PollSummary } from "#app/domain/kinds/poll/summary.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Language } from "#db/tables/language.ts";

/** Polls as cards show them, in the reader's language. */
export function pollItemsOf(
  polls: readonly PollSummary[],
  directory: Directory,
  language: Language,
): PollListItem[] {
  const labels = labelsOf(directory, language);
  return polls.map(({ category, district, officeName, ...poll }) => ({
    ...poll,
    category: labels.category(category),
    categoryCode: category,
    district: labels.district(district),
    officeName: officeName[language],
  }));
}
