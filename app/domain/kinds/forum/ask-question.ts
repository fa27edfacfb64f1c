import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashText } from "#app/domain/ledger/text-hash.ts";
import type { Tx } from "#db/client.ts";
import { setQuestion } from "#db/queries/forums.ts";
import type { Localized } from "#db/tables/language.ts";

/** Puts a question of its own over a forum, in every language; until then it goes by its proposal's title. */
export async function askQuestion(
  tx: Tx,
  spaceId: number,
  forumId: number,
  question: Localized,
  at: Date,
): Promise<void> {
  await setQuestion(tx, forumId, question);
  await appendToLedger(tx, [
    { spaceId, matterId: forumId, kind: "question-set", at, data: { text: hashText(question.ko) } },
  ]);
}
