/** Where every label goes that has no line of its own. */
const ANY_OTHER = "*";

/**
 * The labels of the national petitions → the category codes of the city. Data: `--categories FILE.json` lays
 * another table of the same form over it.
 */
const DEFAULT_CATEGORIES: Readonly<Record<string, string>> = {
  "교통/건축/국토": "transport",
  "안전/환경": "safety",
  행정: "planning",
  정치개혁: "planning",
  보건복지: "welfare",
  "육아/교육": "welfare",
  "저출산/고령화대책": "welfare",
  "문화/예술/체육/언론": "culture",
  "인권/성평등": "women",
  반려동물: "environment",
  일자리: "other",
  "외교/통일/국방": "other",
  농산어촌: "other",
  경제민주화: "other",
  미래: "other",
  성장동력: "other",
  기타: "other",
  [ANY_OTHER]: "other",
};

export interface CategoryTable {
  /** The category's code, and whether the label was in the table. */
  codeOf(label: string): { code: string; known: boolean };
}

/**
 * @param codes the categories that the space has
 * @param own lines that replace or add to the default's
 * @throws an error for people: a code of `own` that the space lacks, or no category for what has no line
 */
export function categoryTable(codes: string[], own: Record<string, string> = {}): CategoryTable {
  for (const [label, code] of Object.entries(own)) {
    if (!codes.includes(code)) {
      throw new Error(
        `Categories: "${label}" goes to "${code}", which this space lacks. It has ${codes.join(", ")}.`,
      );
    }
  }
  const table = new Map(Object.entries({ ...DEFAULT_CATEGORIES, ...own }).map(tidy));
  const fallback = table.get(ANY_OTHER) ?? "";
  table.delete(ANY_OTHER);
  if (!codes.includes(fallback)) {
    throw new Error(
      `This space has no category "${fallback}". Name one for all other labels: --categories FILE.json with {"${ANY_OTHER}": "code"}.`,
    );
  }
  return {
    codeOf(label) {
      const code = table.get(label.normalize("NFC").trim());
      if (code === undefined) return { code: fallback, known: false };
      // A default line may name a category that this space does not have.
      return { code: codes.includes(code) ? code : fallback, known: true };
    },
  };
}

/** A label as it is compared: files differ in how they compose Hangul. */
function tidy([label, code]: [string, string]): [string, string] {
  return [label.normalize("NFC").trim(), code];
}
