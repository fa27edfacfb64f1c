import type { FoundTitle, SearchItem } from "#app/domain/views/search-items.ts";
import { addressOfFound } from "#app/doors/search-services.ts";

/** What the API says of what was found. */
const plain = (segments: FoundTitle["title"]) => segments.map(({ text }) => text).join("");

export function suggestionItem({ kind, id, matter, title, ...item }: FoundTitle) {
  return {
    kind,
    id,
    matter: matter.id,
    title: plain(title),
    titleParts: title,
    supportCount: item.supportCount,
    url: addressOfFound({ kind, id, matter }),
  };
}

export function searchItem(item: SearchItem) {
  return {
    ...suggestionItem(item),
    snippet: plain(item.snippet),
    snippetParts: item.snippet,
    category: item.category,
    district: item.district,
    state: item.state,
    office: item.office,
    year: item.year,
    publishedAt: item.publishedAt,
    drive: item.drive && {
      kind: item.drive.kind,
      stage: item.drive.stage,
      required: item.drive.required,
      collectUntil: item.drive.collectUntil,
    },
  };
}
