import { isNoticed, NOTICED, NOTICED_KINDS, type NoticedKind } from "#app/domain/ledger/noticed.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import { readLedgerHead } from "#db/queries/events.ts";
import { enqueue } from "#db/queries/jobs.ts";
import {
  findLineToTell,
  insertNotices,
  isWrittenWith,
  type LineToTell,
  listSpacesBehind,
  listToTell,
  lockProgress,
  saveProgress,
  type ToTell,
} from "#db/queries/notice-telling.ts";
import { insertPushes } from "#db/queries/push.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { type Choice, DEFAULT_CHOICES } from "./choices.ts";
import type { KindNotices, NoticesOfKinds } from "./kind-notices.ts";
import { pathOfLine, sayLine } from "./say-line.ts";
import { writeLetter } from "./write-letter.ts";

/** Persons a transaction. */
const BATCH = 500;

export interface FollowerTeller {
  db: Database;
  kinds: NoticesOfKinds;
  /** Of the portal. */
  origin: string;
}

/**
 * The one sender of notices. Goes over the lines of a space's ledger that nobody was told of, in their order, and over
 * whom each concerns, in the order of persons: a batch of persons a transaction, which also writes their letters and
 * moves on how far it has come. So notices, letters and that exist together or not at all: killed anywhere, the next run
 * goes on there. Should it come twice over a person, the notice's key refuses the second.
 *
 * A ledger's numbers have no gap and are committed in their order, so no line is passed over.
 *
 * @param spaceId left out: every space that is behind
 */
export async function tellFollowers(
  teller: FollowerTeller,
  { spaceId }: { spaceId?: number },
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const { db } = teller;
  const spaces = spaceId === undefined ? await listSpacesBehind(db) : [spaceId];
  for (const space of spaces) {
    let more = true;
    while (more && !signal.aborted) more = await inTransaction(db, (tx) => tellBatch(tx, teller, space, now));
    if (more)
      await inTransaction(db, (tx) =>
        enqueue(tx, "tell-followers", { spaceId: space }, `tell-followers/${space}`),
      );
  }
}

/** @returns whether there may be more to tell */
async function tellBatch(tx: Tx, teller: FollowerTeller, spaceId: number, now: Date): Promise<boolean> {
  const progress = await lockProgress(tx, spaceId);
  const { seq: head } = await readLedgerHead(tx, spaceId);
  // One that is under way is told to its end, whatever was added to the sorts of lines meanwhile.
  const [after, upTo] = progress.line === null ? [progress.seq, head] : [progress.line - 1, progress.line];
  const line = await findLineToTell(tx, spaceId, after, upTo, NOTICED_KINDS);
  if (!line) {
    await saveProgress(tx, spaceId, { seq: upTo, line: null, after_person: 0 });
    return upTo < head;
  }
  const last = (await isSaidByAnother(tx, spaceId, line))
    ? undefined
    : await tellPersons(tx, teller, spaceId, line, progress.line === null ? 0 : progress.after_person, now);
  await saveProgress(
    tx,
    spaceId,
    last === undefined
      ? { seq: line.seq, line: null, after_person: 0 }
      : { seq: line.seq - 1, line: line.seq, after_person: last },
  );
  return true;
}

/** Whoever made a matter did this themselves. */
const BY_THEMSELVES: ReadonlySet<string> = new Set<NoticedKind>([
  "published",
  "poll-approved",
  "certified",
  "supplemented",
  "withdrawn",
]);

/** That a number was reached is no news beside that the forum opened with it. */
const isSaidByAnother = async (
  tx: Tx,
  spaceId: number,
  { kind, matter_id, at }: LineToTell,
): Promise<boolean> =>
  kind === "reached" && (await isWrittenWith(tx, { spaceId, matterId: matter_id, at }, "forum-opened"));

/** @returns the last person of a full batch; undefined: there are no more */
async function tellPersons(
  tx: Tx,
  { kinds, origin }: FollowerTeller,
  spaceId: number,
  line: LineToTell,
  after: number,
  now: Date,
): Promise<number | undefined> {
  if (!isNoticed(line.kind)) return undefined;
  const sort = NOTICED[line.kind];
  const kind = kinds[line.matter_kind];
  const isPublic = line.visibility === "public";
  // What an office owes is news to who follows the office; the others read the same in the line before.
  const ofOffice = line.kind === "duty-opened";
  const batch = await listToTell(
    tx,
    {
      spaceId,
      matterId: ofOffice ? 0 : line.matter_id,
      originId: ofOffice ? null : line.origin_id,
      area: isPublic && !ofOffice ? line : null,
      office: isPublic && typeof line.data.office === "string" ? line.data.office : null,
      supporters: kind.supporters && !ofOffice,
      at: line.at,
    },
    sort,
    after,
    BATCH,
  );
  const told = batch
    .filter((reader) => !reader.left && !(reader.made && BY_THEMSELVES.has(line.kind)))
    .map((reader) => ({ reader, ...ways(reader, kind, line, DEFAULT_CHOICES[sort]) }))
    .filter((one) => one.told);
  const fresh = new Set(
    await insertNotices(
      tx,
      told.map(({ reader, mail }) => ({
        person_id: reader.person_id,
        space_id: spaceId,
        event_seq: line.seq,
        sort,
        created_at: now,
        read_at: null,
        gathered: mail === "gathered",
      })),
    ),
  );
  const byLetter = told.filter(({ reader, mail }) => mail === "at-once" && fresh.has(reader.person_id));
  await writeLetters(
    tx,
    origin,
    spaceId,
    line,
    byLetter.map(({ reader }) => reader),
    now,
  );
  const byPush = told.filter(({ reader, push }) => push && fresh.has(reader.person_id));
  const pushed = await insertPushes(
    tx,
    { spaceId, seq: line.seq },
    byPush.map(({ reader }) => reader.person_id),
    now,
  );
  if (pushed > 0) await enqueue(tx, "deliver-push", {}, "deliver-push");
  return batch.length === BATCH ? batch.at(-1)?.person_id : undefined;
}

type ByMail = "at-once" | "gathered" | "no";

/** How a reader is told of a line. */
function ways(
  reader: ToTell,
  kind: KindNotices,
  line: LineToTell,
  byDefault: Choice,
): { told: boolean; mail: ByMail; push: boolean } {
  const choice = {
    told: reader.told ?? byDefault.told,
    mail: reader.mail ?? byDefault.mail,
    push: reader.push ?? byDefault.push,
  };
  return {
    told: choice.told,
    push: choice.push,
    mail: choice.mail && reader.mail_wanted ? byMail(reader, kind, line) : "no",
  };
}

/** Who takes part and gets the letter of those who do gets no other; who only takes part hears of nothing else by mail. */
function byMail({ follows, involved, mail_rhythm }: ToTell, kind: KindNotices, line: LineToTell): ByMail {
  const hasLetter = involved && kind.letters.some((one) => one === line.kind);
  if (hasLetter && (!kind.supporters || mail_rhythm === "at-once")) return "no";
  if (!follows && !hasLetter) return "no";
  return mail_rhythm === "at-once" ? "at-once" : "gathered";
}

async function writeLetters(
  tx: Tx,
  origin: string,
  spaceId: number,
  line: LineToTell,
  readers: readonly ToTell[],
  now: Date,
): Promise<void> {
  if (readers.length === 0) return;
  const space = await findSpaceOfMatter(tx, line.matter_id);
  if (!space) return;
  const people = readers.map(({ person_id, language, mail_wanted }) => ({
    id: person_id,
    language,
    mail_wanted,
  }));
  await writeLetter(
    tx,
    { spaceId, home: homeOf(origin, space) },
    {
      to: { why: "follower", people },
      occasion: occasionOf(spaceId, line),
      matterId: line.matter_id,
      say({ t, language }) {
        const said = sayLine(line, t, language);
        return {
          subject: t("mail:follow.subject", { title: line.title, said }),
          body: [t("mail:follow.body", { title: line.title, said })],
          page: { path: pathOfLine(line, line.matter_kind, line.address) },
        };
      },
    },
    now,
  );
}

/** The same as of the letter to those who take part, where there is one: who comes to do so meanwhile hears once. */
function occasionOf(spaceId: number, { kind, seq, data, matter_id }: LineToTell): string {
  if (kind === "replied") return `reply/${data.duty}/${data.version}`;
  if (kind === "reached") return `crossing/${matter_id}/${data.rule}`;
  return `line/${spaceId}/${seq}`;
}
