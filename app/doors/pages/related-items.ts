import type { RelatedItems } from "#app/components/related-matters.tsx";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Related } from "#app/domain/views/related.ts";
import type { Language } from "#db/tables/language.ts";

/** What is related to a matter, with the offices' names in the reader's language. */
export function relatedItemsOf(
  { matters, replies }: Related,
  directory: Directory,
  language: Language,
): RelatedItems {
  const { offices } = labelsOf(directory, language);
  return {
    matters,
    replies: replies.map((reply) => ({
      ...reply,
      office: reply.office === null ? "" : (offices[reply.office] ?? reply.office),
    })),
  };
}
