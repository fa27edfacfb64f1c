import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";

/** The most bytes of a request's body that is not an upload: JSON on the API, a form's fields on the pages. */
export const LARGEST_TEXT_BYTES = 256 * 1024;

/**
 * The most bytes of the form of a poll's draft: a transcript of 20,000 characters in three languages, of which one of
 * Hangul is nine bytes in a form, and as much again for the questions.
 */
const LARGEST_DRAFT_BYTES = 1024 * 1024;

/** Where a poll is written. */
const DRAFT = "routes/desk.polls.$id";

/** The only routes whose forms bring a large file: pictures, and a drive's paper and register. */
const UPLOADS: ReadonlySet<string> = new Set([
  DRAFT,
  "routes/proposals.new",
  "routes/drafts.$id",
  "routes/drafts.$id_.pictures",
  "routes/clerk.drives.$id.paper",
  "routes/operator.map",
]);

/**
 * The most bytes of a request's body, known before any of it is read.
 *
 * @param routeId see route-table.ts
 */
export function largestBody(routeId: string, contentType: string | undefined): number {
  const texts = routeId === DRAFT ? LARGEST_DRAFT_BYTES : LARGEST_TEXT_BYTES;
  const isUpload = UPLOADS.has(routeId) && /^multipart\/form-data\b/i.test(contentType ?? "");
  return isUpload ? LARGEST_UPLOAD_BYTES + texts : texts;
}
