import { matterPath } from "#app/domain/matter/address.ts";
import { tellSupporters } from "#app/domain/notice/tell-supporters.ts";
import type { Letter, Words } from "#app/domain/notice/write-letter.ts";
import { inLanguage } from "#app/domain/said.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { readAddress } from "#db/queries/matter-addresses.ts";
import { findPoll, type PollRow } from "#db/queries/polls.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";

/** How a poll ended, to who took part and who asked: the same letter, which says not which of them. */
type Told = "tell-poll-result" | "tell-poll-withdrawn";

/** Tells who took part in a poll, and who asked, that its result is there. */
export const tellResult = (db: Database, job: Jobs[Told], origin: string, now: Date): Promise<void> =>
  tellEnd(db, "tell-poll-result", job, origin, now, (poll, page) => {
    if (poll.state === "withdrawn" || !poll.counted_at) return undefined;
    return {
      occasion: `poll-result/${poll.id}`,
      takenBackAt: `${page}#reminder`,
      say(words) {
        const count = poll.support_count;
        const values = { ...valuesOf(poll, words), count, amount: words.number(count) };
        return {
          subject: words.t("mail:pollResult.subject", values),
          body: [words.t("mail:pollResult.body", values)],
          page: { path: `${page}/results` },
        };
      },
    };
  });

/** Tells the same people that a poll ended without a result, and that none will come. */
export const tellWithdrawn = (db: Database, job: Jobs[Told], origin: string, now: Date): Promise<void> =>
  tellEnd(db, "tell-poll-withdrawn", job, origin, now, (poll, page) => {
    if (poll.state !== "withdrawn") return undefined;
    return {
      occasion: `poll-withdrawn/${poll.id}`,
      say(words) {
        const values = valuesOf(poll, words);
        return {
          subject: words.t("mail:pollWithdrawn.subject", values),
          body: [words.t("mail:pollWithdrawn.body", values)],
          page: { path: page },
        };
      },
    };
  });

const valuesOf = ({ definition, office_name }: PollRow, { language }: Words) => ({
  title: inLanguage(definition.title, language),
  office: office_name[language],
});

function tellEnd(
  db: Database,
  name: Told,
  job: Jobs[Told],
  origin: string,
  now: Date,
  letterOf: (poll: PollRow, page: string) => Omit<Letter, "to" | "matterId"> | undefined,
): Promise<void> {
  const { matterId } = job;
  const read = async (tx: Tx) => {
    const found = await readForLetter(tx, matterId, origin);
    const letter = found && letterOf(found.poll, found.page);
    if (!letter) return undefined;
    const { sender } = found;
    return { sender, matterId, letter, why: "poll", except: null, askers: true } as const;
  };
  return tellSupporters(db, name, job, read, now);
}

/** What every letter about a poll needs; undefined: there is no such poll. */
export async function readForLetter(tx: Tx, matterId: number, origin: string) {
  const space = await findSpaceOfMatter(tx, matterId);
  const poll = space && (await findPoll(tx, space.id, matterId));
  if (!space || !poll) return undefined;
  return {
    poll,
    /** The address of its page. */
    page: matterPath("poll", await readAddress(tx, matterId)),
    sender: { spaceId: space.id, home: homeOf(origin, space) },
  };
}
