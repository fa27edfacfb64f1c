import type { DraftPart } from "#app/domain/kinds/drive/application.ts";
import { MOST_ARTICLES, type TextShape } from "#app/domain/kinds/drive/application-schema.ts";
import type { DraftArticle } from "#db/tables/drive-draft.ts";

/** Four fields an article, and the few beside them. */
export const MOST_APPLICATION_FIELDS = MOST_ARTICLES * 4 + 20;

export const DRAFT_PARTS = ["subject", "text", "reasons", "checks"] as const satisfies DraftPart[];

export function isDraftPart(value: string): value is DraftPart {
  return DRAFT_PARTS.some((part) => part === value);
}

/** A step's form as the domain takes it. */
export function partOfForm(part: DraftPart, fields: Record<string, string>, shape: TextShape): object {
  if (part === "text") return { articles: articlesOf(fields, shape) };
  if (part === "checks") return { exclusions: exclusionsOf(fields) };
  return fields;
}

/** `articles.0.number`, `articles.0.title`, … in the order of their numbers; gaps close. */
export function articlesOf(fields: Record<string, string>, shape: TextShape): DraftArticle[] {
  const places = new Set<number>();
  for (const name of Object.keys(fields)) {
    const place = /^articles\.(\d{1,3})\./.exec(name)?.[1];
    if (place !== undefined) places.add(Number(place));
  }
  const side = (place: number, name: "current" | "proposed") =>
    shape === name || shape === "both" ? (fields[`articles.${place}.${name}`] ?? "") : null;
  return [...places]
    .sort((a, b) => a - b)
    .map((place) => ({
      number: fields[`articles.${place}.number`] ?? "",
      title: fields[`articles.${place}.title`] ?? "",
      current: side(place, "current"),
      proposed: side(place, "proposed"),
    }));
}

/** `exclusion.CODE` is yes or no; what was not answered is left out. */
function exclusionsOf(fields: Record<string, string>): Record<string, boolean> {
  const answers = Object.entries(fields).flatMap(([name, value]) => {
    const code = /^exclusion\.(.+)$/.exec(name)?.[1];
    return code !== undefined && (value === "yes" || value === "no")
      ? [[code, value === "yes"] as const]
      : [];
  });
  return Object.fromEntries(answers);
}

/** The article after the last: 제3조 is followed by 제4조. */
export function withOneMore(articles: DraftArticle[], shape: TextShape): DraftArticle[] {
  if (articles.length >= MOST_ARTICLES) return articles;
  const last = articles.at(-1)?.number ?? "제0조";
  const number = last.replace(/\d+/, (digits) => String(Number(digits) + 1));
  const side = (name: "current" | "proposed") => (shape === name || shape === "both" ? "" : null);
  return [
    ...articles,
    {
      number: /\d/.test(last) ? number : "",
      title: "",
      current: side("current"),
      proposed: side("proposed"),
    },
  ];
}
