import { readDutyList } from "#app/domain/duty/read-duties.ts";
import { KINDS, type PartOf } from "#app/domain/kinds.ts";
import { readTitles } from "#app/domain/matter/titles.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import type { Queryable } from "#db/client.ts";
import { countDuties, listReplies } from "#db/queries/duties.ts";
import type { Language } from "#db/tables/language.ts";

const ANSWERED = 2;
const OWED = 2;

/** What the first page shows: what moves, what was answered, what is owed. */
export async function readFrontPage(db: Queryable, directory: Directory, language: Language, now: Date) {
  const spaceId = directory.space.id;
  const reading = { spaceId, language, now };
  const duties = (state: "open" | "overdue") => readDutyList(db, spaceId, { state, cursor: null }, now, OWED);
  const [rules, proposal, forum, drive, poll, vote, overdue, open, met, counts] = await Promise.all([
    readCurrentRules(db, spaceId),
    KINDS.proposal.readFront(db, directory, reading),
    KINDS.forum.readFront(db, directory, reading),
    KINDS.drive.readFront(db, directory, reading),
    KINDS.poll.readFront(db, directory, reading),
    KINDS.vote.readFront(db, directory, reading),
    duties("overdue"),
    duties("open"),
    readDutyList(db, spaceId, { state: "met", byReply: true, cursor: null }, now, ANSWERED),
    countDuties(db, spaceId, now),
  ]);
  const owed = [...overdue.items, ...open.items].slice(0, OWED);
  const metIds = met.items.map((duty) => duty.id);
  const [titles, replies] = await Promise.all([
    readTitles(
      db,
      spaceId,
      [...owed, ...met.items].map((duty) => duty.matter.id),
      language,
    ),
    metIds.length === 0 ? [] : listReplies(db, metIds),
  ]);
  return {
    rules,
    owed,
    answered: met.items.flatMap((duty) => {
      const latest = replies.findLast((reply) => reply.duty_id === duty.id);
      return latest ? [{ duty, decision: latest.decision }] : [];
    }),
    titles,
    counts,
    kinds: { proposal, forum, drive, poll, vote } satisfies PartOf<"readFront">,
  };
}
