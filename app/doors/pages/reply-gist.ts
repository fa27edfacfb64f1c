import { changedFrom } from "#app/domain/duty/changed-decision.ts";
import type { DutyView } from "#app/domain/duty/read-duties.ts";
import { plainExcerpt } from "#app/platform/markdown.ts";
import type { Language } from "#db/tables/language.ts";

/** About three lines of a phone. */
const GIST_LENGTH = 140;

/** What the city said last to a matter, short; null: nothing yet. */
export function replyGistOf(duties: readonly DutyView[], language: Language) {
  const replied = duties.flatMap((duty) => duty.replies.slice(-1).map((reply) => ({ duty, reply })));
  const [latest] = replied.toSorted((one, other) =>
    one.reply.publishedAt < other.reply.publishedAt ? 1 : -1,
  );
  if (!latest) return null;
  const { duty, reply } = latest;
  return {
    dutyId: duty.id,
    answered: duty.answered,
    office: duty.officeName[language],
    decision: reply.decision,
    gist: plainExcerpt(reply.body, undefined, GIST_LENGTH),
    changed: changedFrom(duty.replies, duty.replies.length),
    nextDate: reply.nextDate,
    publishedAt: reply.publishedAt,
  };
}
