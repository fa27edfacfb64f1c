import type { Related } from "#app/domain/search/related.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Language } from "#db/database.ts";
import { labelsOf } from "./labels.ts";

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
