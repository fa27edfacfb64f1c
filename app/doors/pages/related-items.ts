import type { Directory } from "#app/domain/space/directory.ts";
import type { Related } from "#app/domain/views/related.ts";
import { labelsOf } from "#app/doors/labels.ts";
import type { Language } from "#db/tables/language.ts";

/** What is related to a matter, with the offices' names in the reader's language. */
export function relatedItemsOf({ matters, replies }: Related, directory: Directory, language: Language) {
  const { offices } = labelsOf(directory, language);
  return {
    matters,
    replies: replies.map((reply) => ({
      ...reply,
      office: reply.office === null ? "" : (offices[reply.office] ?? reply.office),
    })),
  };
}
