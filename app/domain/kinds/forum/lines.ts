import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { hashText } from "#app/domain/ledger/text-hash.ts";
import type { Stance } from "#db/tables/forum.ts";

/** What the ledger says of a version of an opinion, and of a reply to one; who wrote it is in neither. */
export const opinionLine = (opinion: {
  id: number;
  version: number;
  stance: Stance;
  body: string;
}): LedgerLine => ({
  kind: "opinion",
  data: {
    opinion: opinion.id,
    version: opinion.version,
    stance: opinion.stance,
    text: hashText(opinion.body),
  },
});

export const opinionReplyLine = (reply: { id: number; opinion: number; body: string }): LedgerLine => ({
  kind: "opinion-replied",
  data: { opinion: reply.opinion, reply: reply.id, text: hashText(reply.body) },
});
