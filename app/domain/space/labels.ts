import type { Language, Localized } from "#db/tables/language.ts";
import type { Directory } from "./directory.ts";

/** For whom something is shown: the space that it is of, and their language. */
export interface Reader {
  directory: Directory;
  language: Language;
}

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
