import { matterPath } from "#app/domain/matter/address.ts";
import { homeOf } from "#app/domain/space/home.ts";
import { type ConsequenceCode, codeOf } from "#app/domain/threshold/rule.ts";
import { formatDate } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { Database, Tx } from "#db/client.ts";
import { enqueue, type Jobs } from "#db/queries/jobs.ts";
import { insertMails, type NewMail } from "#db/queries/mails.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findRuleCode } from "#db/queries/rules.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { listSupportersAfter } from "#db/queries/supports.ts";
import { findReached } from "#db/queries/thresholds.ts";
import type { Language } from "#db/tables/language.ts";
import { inTransaction } from "#db/transaction.ts";

const BATCH = 500;

type Crossing = Omit<NonNullable<Awaited<ReturnType<typeof findReached>>>, "consequence"> & {
  consequence: ConsequenceCode;
};

/**
 * Tells office, author and supporters that a matter reached a threshold: one batch of supporters a transaction, which
 * also enqueues the next batch. Run twice or killed anywhere, nobody is told twice (`told_once`) and nobody is
 * left out. Supporters who came after the crossing are not told of what they saw already.
 */
export function tellCrossing(
  db: Database,
  job: Jobs["tell-crossing"],
  origin: string,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const space = await findSpaceOfMatter(tx, job.matterId);
    const code = "code" in job ? job.code : await findRuleCode(tx, job.ruleId);
    const crossing = code === undefined ? undefined : await findReached(tx, job.matterId, code);
    const consequence = crossing && codeOf(crossing);
    if (!space || !crossing || !consequence) return;
    const home = homeOf(origin, space);
    const reached = { ...crossing, consequence };
    // A job of the version before has told some by the name of the rule: they are told once for all that.
    const occasion = `crossing/${crossing.matter_id}/${"code" in job ? job.code : job.ruleId}`;
    const mails: NewMail[] = [];
    if (job.afterSerial === 0) mails.push(...(await firstMails(tx, reached, occasion, home, now)));

    const batch = await listSupportersAfter(tx, job.matterId, job.afterSerial, BATCH);
    for (const supporter of batch) {
      if (supporter.serial > crossing.support_serial || !supporter.mail_wanted) continue;
      if (supporter.id === crossing.author_id) continue;
      mails.push({
        ...letter(reached, supporter.language, "supporter", home),
        told_once: `${occasion}/person/${supporter.id}`,
        person_id: supporter.id,
        office_id: null,
        matter_id: crossing.matter_id,
        created_at: now,
        sent_at: null,
        retry_at: null,
      });
    }
    await insertMails(tx, space.id, mails);
    const last = batch.at(-1);
    if (last && batch.length === BATCH && last.serial < crossing.support_serial) {
      await enqueue(tx, "tell-crossing", { ...job, afterSerial: last.serial });
    }
    if (mails.length > 0) await enqueue(tx, "deliver-mail", {}, "deliver-mail");
  });
}

async function firstMails(tx: Tx, crossing: Crossing, occasion: string, home: string, now: Date) {
  const common = { matter_id: crossing.matter_id, created_at: now, sent_at: null, retry_at: null };
  const mails: NewMail[] = [];
  mails.push({
    ...common,
    ...letter(crossing, "ko", "office", home),
    told_once: `${occasion}/office/${crossing.office_id}`,
    person_id: null,
    office_id: crossing.office_id,
  });
  const author = crossing.author_id === null ? undefined : await findPerson(tx, crossing.author_id);
  if (author?.mail_wanted) {
    mails.push({
      ...common,
      ...letter(crossing, author.language, "author", home),
      told_once: `${occasion}/person/${author.id}`,
      person_id: author.id,
      office_id: null,
    });
  }
  return mails;
}

/** What is said, by consequence and reader. */
function letter(
  crossing: Crossing,
  language: Language,
  reader: "author" | "supporter" | "office",
  home: string,
) {
  const t = translator(language);
  const { consequence } = crossing;
  const path =
    consequence === "forum" && crossing.forum_id !== null
      ? `/forums/${crossing.forum_id}`
      : matterPath(crossing.kind, crossing.matter_id);
  const values = {
    title: crossing.title,
    threshold: crossing.count,
    office: crossing.office_name[language],
    due: crossing.due_at ? formatDate(language, crossing.due_at) : "",
  };
  const link =
    reader === "office" && consequence !== "forum" ? `${home}/desk` : `${home}${path}?lang=${language}`;
  return {
    subject: t(`mail:crossing.${consequence}.subject`, values),
    body: [
      t(`mail:crossing.${consequence}.${reader}`, values),
      link,
      t("mail:footer", { origin: home }),
    ].join("\n\n"),
  };
}
