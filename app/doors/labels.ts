import type { Directory } from "#app/domain/space/directory.ts";
import type { Language, Localized } from "#db/tables/language.ts";

/** The directory's names in one language, by code. What was taken out of the directory keeps its code as a name. */
export function labelsOf(directory: Directory, language: Language) {
  const byCode = (items: { code: string; name: Localized }[]) =>
    Object.fromEntries(items.map(({ code, name }) => [code, name[language]]));
  const categories = byCode(directory.categories);
  const districts = byCode(directory.districts);
  return {
    offices: byCode(directory.offices),
    category: (code: string) => categories[code] ?? code,
    district: (code: string | null) => (code === null ? null : (districts[code] ?? code)),
  };
}
