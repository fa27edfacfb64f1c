import { readDutyList } from "#app/domain/duty/read-duties.ts";
import { browseDrives } from "#app/domain/kinds/drive/browse-drives.ts";
import { readForums } from "#app/domain/kinds/forum/read-forum.ts";
import { browseProposals, hotProposals } from "#app/domain/kinds/proposal/summaries.ts";
import { readTitles } from "#app/domain/matter/titles.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import { plainExcerpt } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import { countDuties, listReplies } from "#db/queries/duties.ts";
import type { Language } from "#db/tables/language.ts";

const HOT = 3;
const CLOSEST = 4;
const ANSWERED = 3;
const OWED = 4;
const FORUMS = 3;
const DRIVES = 3;
/** Forums come newest first, closed ones among them: this many are looked through for those under way. */
const FORUMS_READ = 20;
const EXCERPT_LENGTH = 130;

/** What the first page shows: what moves, what was answered, what is owed. */
export async function readFrontPage(db: Queryable, directory: Directory, language: Language, now: Date) {
  const spaceId = directory.space.id;
  const closestFirst = new URLSearchParams({ sort: "closest" });
  const closingFirst = new URLSearchParams({ sort: "closing" });
  const duties = (state: "open" | "overdue") => readDutyList(db, spaceId, { state, cursor: null }, now, OWED);
  const [rules, hot, closest, drives, overdue, open, met, counts, forums] = await Promise.all([
    readCurrentRules(db, spaceId),
    hotProposals(db, spaceId, language, now, HOT),
    browseProposals(db, directory, closestFirst, language, now, CLOSEST),
    browseDrives(db, directory, closingFirst, language, now, DRIVES),
    duties("overdue"),
    duties("open"),
    readDutyList(db, spaceId, { state: "met", byReply: true, cursor: null }, now, ANSWERED),
    countDuties(db, spaceId, now),
    readForums(db, spaceId, language, null, now, FORUMS_READ),
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
    hot,
    closest: closest.items,
    drives: drives.items,
    owed,
    answered: met.items.flatMap((duty) => {
      const latest = replies.findLast((reply) => reply.duty_id === duty.id);
      return latest
        ? [{ duty, decision: latest.decision, excerpt: plainExcerpt(latest.body, EXCERPT_LENGTH) }]
        : [];
    }),
    titles,
    counts,
    forums: forums.items
      .filter((forum) => forum.state === "open")
      .toSorted((a, b) => b.participants - a.participants)
      .slice(0, FORUMS),
  };
}
