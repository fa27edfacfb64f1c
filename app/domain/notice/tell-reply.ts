import { matterPath } from "#app/domain/matter/address.ts";
import { homeOf } from "#app/domain/space/home.ts";
import { translator } from "#app/i18n/server.ts";
import type { Database } from "#db/client.ts";
import { findDuty } from "#db/queries/duties.ts";
import { enqueue, type Jobs } from "#db/queries/jobs.ts";
import { insertMails, type NewMail } from "#db/queries/mails.ts";
import { findMatter } from "#db/queries/matters.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findSpaceOfDuty } from "#db/queries/spaces.ts";
import { listSupportersAfter } from "#db/queries/supports.ts";
import type { Language } from "#db/tables/language.ts";
import { inTransaction } from "#db/transaction.ts";

const BATCH = 500;

/** Tells author and supporters that an office replied; batches and safety as in `tellCrossing`. */
export function tellReply(db: Database, job: Jobs["tell-reply"], origin: string, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    const space = await findSpaceOfDuty(tx, job.dutyId);
    const duty = space && (await findDuty(tx, space.id, job.dutyId));
    const matter = duty && (await findMatter(tx, space.id, duty.matter_id, duty.matter_kind));
    if (!duty || !matter) return;
    const home = homeOf(origin, space);
    const path = matterPath(duty.matter_kind, duty.matter_id);
    const mail = (person: { id: number; language: Language }, reader: "author" | "supporter"): NewMail => {
      const t = translator(person.language);
      const values = { title: duty.title, office: duty.office_name[person.language] };
      const link = `${home}${path}?lang=${person.language}#reply`;
      return {
        told_once: `reply/${job.dutyId}/${job.version}/person/${person.id}`,
        person_id: person.id,
        office_id: null,
        matter_id: duty.matter_id,
        subject: t("mail:reply.subject", values),
        body: [t(`mail:reply.${reader}`, values), link, t("mail:footer", { origin: home })].join("\n\n"),
        created_at: now,
        sent_at: null,
        retry_at: null,
      };
    };
    const mails: NewMail[] = [];
    if (job.afterSerial === 0 && matter.author_id !== null) {
      const author = await findPerson(tx, matter.author_id);
      if (author?.mail_wanted) mails.push(mail(author, "author"));
    }
    const batch = await listSupportersAfter(tx, duty.matter_id, job.afterSerial, BATCH);
    for (const supporter of batch) {
      if (supporter.mail_wanted && supporter.id !== matter.author_id)
        mails.push(mail(supporter, "supporter"));
    }
    await insertMails(tx, space.id, mails);
    const last = batch.at(-1);
    if (last && batch.length === BATCH) await enqueue(tx, "tell-reply", { ...job, afterSerial: last.serial });
    if (mails.length > 0) await enqueue(tx, "deliver-mail", {}, "deliver-mail");
  });
}
