import { matterPath } from "#app/domain/matter/address.ts";
import { homeOf } from "#app/domain/space/home.ts";
import { type ConsequenceCode, codeOf } from "#app/domain/threshold/rule.ts";
import type { Database, Tx } from "#db/client.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findRuleCode } from "#db/queries/rules.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { findReached } from "#db/queries/thresholds.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { type News, tellSupporters } from "./tell-supporters.ts";
import type { Letter, Words } from "./write-letter.ts";

type Crossing = Omit<NonNullable<Awaited<ReturnType<typeof findReached>>>, "consequence"> & {
  consequence: ConsequenceCode;
};

/**
 * Tells office, author and supporters that a matter reached a threshold. Supporters who came after the crossing are not
 * told of what they saw already.
 */
export function tellCrossing(
  db: Database,
  job: Jobs["tell-crossing"],
  origin: string,
  now: Date,
): Promise<void> {
  return tellSupporters(db, "tell-crossing", job, (tx) => readNews(tx, job, origin), now);
}

async function readNews(tx: Tx, job: Jobs["tell-crossing"], origin: string): Promise<News | undefined> {
  const space = await findSpaceOfMatter(tx, job.matterId);
  const code = "code" in job ? job.code : await findRuleCode(tx, job.ruleId);
  const reached = code === undefined ? undefined : await findReached(tx, job.matterId, code);
  const consequence = reached && codeOf(reached);
  if (!space || !reached || !consequence) return undefined;
  const crossing = { ...reached, consequence };
  // A job of the version before has told some by the name of the rule: they are told once for all that.
  const occasion = `crossing/${job.matterId}/${"code" in job ? job.code : job.ruleId}`;
  const author = crossing.author_id === null ? undefined : await findPerson(tx, crossing.author_id);
  const letterTo = (reader: "author" | "supporter" | "office"): Omit<Letter, "to"> => ({
    occasion,
    matterId: job.matterId,
    say: (words) => said(crossing, reader, words),
  });
  return {
    sender: { spaceId: space.id, home: homeOf(origin, space) },
    matterId: job.matterId,
    first: [
      { ...letterTo("office"), to: { office: { id: crossing.office_id, name: crossing.office_name } } },
      { ...letterTo("author"), to: { why: "author", people: author ? [author] : [] } },
    ],
    letter: letterTo("supporter"),
    why: "supporter",
    sort: crossing.kind in WORDS_OF ? undefined : consequence === "forum" ? "forum" : "threshold",
    except: crossing.author_id,
    lastSerial: crossing.support_serial,
  };
}

/** Kinds that have words of their own, whatever follows: what is reached there is neither agreements nor a forum. */
const WORDS_OF: Partial<Record<MatterKind, "pollCrossing">> = { poll: "pollCrossing" };

/** What is said, by kind or consequence, and reader. */
function said(crossing: Crossing, reader: "author" | "supporter" | "office", words: Words) {
  const { t, language } = words;
  const { consequence, forum_id, kind, address } = crossing;
  const text = WORDS_OF[kind] ?? (`crossing.${consequence}` as const);
  const values = {
    title: crossing.title,
    threshold: crossing.count,
    office: crossing.office_name[language],
    due: crossing.due_at ? words.date(crossing.due_at) : "",
  };
  const page =
    consequence === "forum" && forum_id !== null ? matterPath("forum", forum_id) : matterPath(kind, address);
  return {
    subject: t(`mail:${text}.subject`, values),
    body: [t(`mail:${text}.${reader}`, values)],
    page: { path: reader === "office" && consequence !== "forum" ? "/desk" : page },
  };
}
