import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import { faultOf } from "#app/domain/input.ts";
import { placeOf } from "#app/domain/place/point.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";
import type { Database } from "#db/client.ts";
import type { readDraft } from "./drafts.ts";
import { proposalSchema } from "./schema.ts";

/** The field of a form that a picture's words stand in: `alt:ID` and `caption:ID`. */
export const pictureField = (word: "alt" | "caption", id: string): string => `${word}:${id}`;

type DraftToPublish = Parameters<typeof placeOf>[0] & {
  pictures: readonly { id: string; alt: string }[];
};

/** What a draft still lacks to be published. */
export function faultsOfDraft(directory: Directory, draft: DraftToPublish): FieldFault[] {
  const read = proposalSchema(directory).safeParse({ ...draft, place: placeOf(draft) });
  const faults = read.error?.issues.map(faultOf) ?? [];
  const unsaid = draft.pictures.filter(({ alt }) => alt === "");
  return [
    ...faults,
    ...unsaid.map(({ id }) => ({ field: pictureField("alt", id), code: "required" }) as const),
  ];
}

/** A draft as it would stand before the public, with what would follow. */
export async function reviewDraft(
  db: Database,
  directory: Directory,
  draft: Awaited<ReturnType<typeof readDraft>>,
  now: Date,
) {
  const rules = await readCurrentRules(db, directory.space.id);
  return {
    title: draft.title,
    body: draft.body,
    html: markdownToHtml(draft.body),
    category: draft.category,
    district: draft.district,
    place: placeOf(draft),
    pictures: draft.pictures,
    faults: faultsOfDraft(directory, draft),
    closesAt: endOfPeriod(now, { days: rules.openDays }).toISOString(),
    rules,
  };
}
