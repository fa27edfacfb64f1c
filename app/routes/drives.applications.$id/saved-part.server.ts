import type { DraftPart, ReadApplication } from "#app/domain/kinds/drive/application.ts";

/** A step as another window saved it: its texts by the names of their fields, empty ones left out. */
export interface SavedPart {
  version: number;
  savedAt: string;
  texts: { field: string; text: string }[];
}

export function savedPart(application: ReadApplication, part: DraftPart): SavedPart {
  return {
    version: application.part_versions[part]?.version ?? 0,
    savedAt: application.updated_at.toISOString(),
    texts: textsOf(application, part).flatMap(([field, text]) => (text ? [{ field, text }] : [])),
  };
}

function textsOf(
  { title, content }: ReadApplication,
  part: DraftPart,
): [field: string, text: string | null][] {
  switch (part) {
    case "subject":
      return [
        ["title", title],
        ["target", content.target],
        ["summary", content.summary],
      ];
    case "text":
      return content.articles.flatMap((article, place) =>
        (["number", "title", "current", "proposed"] as const).map((name): [string, string | null] => [
          `articles.${place}.${name}`,
          article[name],
        ]),
      );
    case "reasons":
      return [
        ["reasons", content.reasons],
        ["costs", content.costs],
      ];
    case "checks":
      return Object.entries(content.exclusions).map(([code, applies]) => [
        `exclusions.${code}`,
        applies ? "yes" : "no",
      ]);
  }
}
