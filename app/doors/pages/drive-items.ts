import type { DriveListItem } from "#app/components/drive/drive-card.tsx";
import type { DriveSummary } from "#app/domain/kinds/drive/browse-drives.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Language } from "#db/tables/language.ts";

/** Drives as cards show them, in the reader's language. */
export function driveItemsOf<T extends DriveSummary>(
  drives: readonly T[],
  directory: Directory,
  language: Language,
): (Omit<T, "kindName"> & DriveListItem)[] {
  const labels = labelsOf(directory, language);
  return drives.map((drive) => ({
    ...drive,
    kindName: drive.kindName[language],
    category: labels.category(drive.category),
    categoryCode: drive.category,
  }));
}
