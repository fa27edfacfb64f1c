import { matterPath } from "#app/domain/matter/address.ts";
import { type News, tellSupporters } from "#app/domain/notice/tell-supporters.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { readAddress } from "#db/queries/matter-addresses.ts";
import { findPoll } from "#db/queries/polls.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inLanguage } from "./said.ts";

/** Tells who took part in a poll, and who asked, that its result is there: the same letter, which says not which of them. */
export function tellResult(
  db: Database,
  job: Jobs["tell-poll-result"],
  origin: string,
  now: Date,
): Promise<void> {
  return tellSupporters(db, "tell-poll-result", job, (tx) => readNews(tx, job, origin), now);
}

async function readNews(tx: Tx, job: Jobs["tell-poll-result"], origin: string): Promise<News | undefined> {
  const space = await findSpaceOfMatter(tx, job.matterId);
  const poll = space && (await findPoll(tx, space.id, job.matterId));
  if (!space || !poll?.counted_at) return undefined;
  const page = matterPath("poll", await readAddress(tx, poll.id));
  return {
    sender: { spaceId: space.id, home: homeOf(origin, space) },
    matterId: poll.id,
    letter: {
      occasion: `poll-result/${poll.id}`,
      takenBackAt: `${page}#reminder`,
      say({ t, language, number }) {
        const values = {
          title: inLanguage(poll.definition.title, language),
          count: poll.support_count,
          amount: number(poll.support_count),
          office: poll.office_name[language],
        };
        return {
          subject: t("mail:pollResult.subject", values),
          body: [t("mail:pollResult.body", values)],
          page: { path: `${page}/results` },
        };
      },
    },
    why: "poll",
    except: null,
    askers: true,
  };
}
