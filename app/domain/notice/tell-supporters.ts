import type { Database, Tx } from "#db/client.ts";
import { enqueue, type FanOut, type Jobs } from "#db/queries/jobs.ts";
import { listNotAtOnce } from "#db/queries/notice-settings.ts";
import { listAskers } from "#db/queries/poll-reminders.ts";
import { listSupportersAfter } from "#db/queries/supports.ts";
import type { NoticeSort } from "#db/tables/notice.ts";
import { inTransaction } from "#db/transaction.ts";
import { type Letter, type Sender, writeLetter } from "./write-letter.ts";

const BATCH = 500;

/** What is told, and to whom beside the supporters. */
export interface News {
  sender: Sender;
  matterId: number;
  /** To those who are told by name, before all others. */
  first?: readonly Letter[];
  /** To the supporters. */
  letter: Omit<Letter, "to" | "matterId">;
  why: "supporter" | "signer" | "poll";
  /** Has a letter of its own: nobody hears of one thing in two roles. */
  except: number | null;
  /** Who came after this support saw it already; left out: all are told. */
  lastSerial?: number;
  /**
   * What it is among notices: who chose to have no letter of that, or gets them gathered, gets none now. Left out: its
   * supporters get no notices, so what is not told now would not be told.
   */
  sort?: NoticeSort;
  /** Who asked to be told of it is told after all supporters, if they are none; left out: nobody is. */
  askers?: boolean;
}

/**
 * Tells the supporters of a matter: one batch a transaction, in the order of their support, which also enqueues the job
 * of the next batch. So a batch's letters and the next job exist together or not at all: killed anywhere, nobody is
 * left out; and what a job that ran to its commit would repeat, `told_once` refuses: nobody is told twice.
 *
 * @param name the job's own, under which the next batch is enqueued
 * @param read what there is to tell, in the batch's transaction; undefined: nothing (any more)
 */
export function tellSupporters<N extends FanOut>(
  db: Database,
  name: N,
  job: Jobs[N],
  read: (tx: Tx) => Promise<News | undefined>,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const news = await read(tx);
    if (!news) return;
    const { sender, matterId, first = [], letter, why, except, lastSerial = Number.POSITIVE_INFINITY } = news;
    if ("afterAsker" in job && typeof job.afterAsker === "number") {
      const askers = await listAskers(tx, matterId, job.afterAsker, BATCH);
      // They asked for it, whatever else they want.
      const people = askers.map((asker) => ({ ...asker, mail_wanted: true }));
      await writeLetter(tx, sender, { ...letter, matterId, to: { why, people } }, now);
      const last = askers.at(-1);
      if (last && askers.length === BATCH) await enqueue(tx, name, { ...job, afterAsker: last.id });
      return;
    }
    if (job.afterSerial === 0)
      for (const one of first)
        await writeLetter(tx, sender, { ...one, to: await atOnce(tx, one.to, news.sort) }, now);
    const batch = await listSupportersAfter(tx, matterId, job.afterSerial, BATCH);
    const people = batch.filter(({ serial, id }) => serial <= lastSerial && id !== except);
    const to = await atOnce(tx, { why, people }, news.sort);
    await writeLetter(tx, sender, { ...letter, matterId, to }, now);
    const last = batch.at(-1);
    if (last && batch.length === BATCH && last.serial < lastSerial)
      await enqueue(tx, name, { ...job, afterSerial: last.serial });
    else if (news.askers) await enqueue(tx, name, { ...job, afterAsker: 0 });
  });
}

/** Those of some readers who want such a letter, and now. */
async function atOnce(tx: Tx, to: Letter["to"], sort: NoticeSort | undefined): Promise<Letter["to"]> {
  if (sort === undefined || "office" in to || to.people.length === 0) return to;
  const others = await listNotAtOnce(
    tx,
    to.people.map(({ id }) => id),
    sort,
  );
  return without(to, others);
}

/** The same reason keeps the same sort of people. */
const without = <To extends Exclude<Letter["to"], { office: unknown }>>(
  to: To,
  others: ReadonlySet<number>,
): To => ({
  ...to,
  people: to.people.filter(({ id }) => !others.has(id)),
});
