/** Drawn for the categories that a city begins with; each is a symbol of `category-icons.svg`. */
const DRAWN: ReadonlySet<string> = new Set([
  "transport",
  "safety",
  "planning",
  "welfare",
  "culture",
  "housing",
  "construction",
  "women",
  "health",
  "environment",
  "other",
]);

/** For the categories that a space made itself: each code has one of these for good. */
const OF_OTHER_CODES = ["other", "flag", "star", "place"];

/** The symbol that stands for a category. @param code of the category in its space */
export function drawingName(code: string): string {
  const sum = [...code].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  return DRAWN.has(code) ? code : (OF_OTHER_CODES[sum % OF_OTHER_CODES.length] ?? "other");
}
