import { z } from "zod";
import { line, text } from "#app/domain/input.ts";
import { placeSchema } from "#app/domain/place/place-schema.ts";
import type { Point } from "#app/domain/place/point.ts";
import type { Directory } from "#app/domain/space/directory.ts";

export const TITLE_LIMITS = { min: 2, max: 100 };
export const BODY_LIMITS = { min: 2, max: 10_000 };
export const SUPPLEMENT_LIMITS = { min: 2, max: 3_000 };
export const MOST_PICTURES = 5;
/** Of one person, unpublished. */
export const MOST_DRAFTS = 20;
export const PICTURE_ALT_LIMITS = { min: 1, max: 200 };
export const PICTURE_CAPTION_LIMITS = { min: 0, max: 200 };

const codeOf = (codes: string[]) =>
  z
    .string({
      error: (issue) => (issue.input === undefined || issue.input === null ? "required" : "unknown-choice"),
    })
    .refine((value) => codes.includes(value), { error: "unknown-choice" });

/** A proposal as it is published; the same rules for the form, the API and an edit. */
export function proposalSchema(directory: Directory) {
  return z.object({
    title: line(TITLE_LIMITS),
    body: text(BODY_LIMITS),
    category: codeOf(directory.categories.map(({ code }) => code)),
    // A form sends "" for "the whole city".
    district: z.preprocess(
      (value) => (value === "" || value === undefined ? null : value),
      codeOf(directory.districts.map(({ code }) => code)).nullable(),
    ),
    place: placeSchema(directory.map),
  });
}
type WholeInput = z.output<ReturnType<typeof proposalSchema>>;
/** Without a place: about none in particular. */
export type ProposalInput = Omit<WholeInput, "place"> & Partial<Pick<WholeInput, "place">>;

/** What tells what an author had before them from what stands there now (`seen-text.ts`). */
export const proposalMarked = (
  { title, body, category, district }: Omit<WholeInput, "place">,
  place: Point | null,
) => ({ title, body, category, district, ...(place && { place }) });

/** A draft may be as unfinished as its writer left it; only what cannot be stored is refused. */
export function draftSchema(directory: Directory) {
  const optionalCode = (codes: string[]) =>
    z.preprocess((value) => (value === "" || value === undefined ? null : value), codeOf(codes).nullable());
  return z.object({
    title: line({ min: 0, max: TITLE_LIMITS.max }),
    body: text({ min: 0, max: BODY_LIMITS.max }),
    category: optionalCode(directory.categories.map(({ code }) => code)),
    district: optionalCode(directory.districts.map(({ code }) => code)),
    // Of another map, or of none any more: the text is kept all the same.
    place: placeSchema(directory.map).catch(null),
  });
}
type WholeDraft = z.output<ReturnType<typeof draftSchema>>;
export type DraftInput = Omit<WholeDraft, "place"> & Partial<Pick<WholeDraft, "place">>;

export const supplementSchema = z.object({ body: text(SUPPLEMENT_LIMITS) });

/**
 * What is said of a picture of a draft: what it shows, for whoever cannot see it, and the line that stands under it. Either
 * may be unsaid until it is published.
 */
export const pictureWordsSchema = z.object({
  alt: line({ ...PICTURE_ALT_LIMITS, min: 0 }),
  caption: line(PICTURE_CAPTION_LIMITS),
});
export type PictureWords = z.output<typeof pictureWordsSchema>;
