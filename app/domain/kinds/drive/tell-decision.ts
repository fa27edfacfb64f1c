import { formatDate, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { Tx } from "#db/client.ts";
import { type ApplicationRow, listHelpers } from "#db/queries/applications.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { insertMails } from "#db/queries/mails.ts";
import { findPerson } from "#db/queries/persons.ts";

export type Decision =
  | { kind: "certified"; terms: { required: number; collectUntil: Date } }
  | { kind: "correction" | "refused"; note: string };

/**
 * Tells the representative, and for a certificate also those who stand beside them. It is an answer to an
 * application and no news, so it goes out whether or not they want news by mail.
 */
export async function tellDecision(
  tx: Tx,
  application: Pick<ApplicationRow, "id" | "space_id" | "person_id" | "title" | "matter_id">,
  decision: Decision,
  home: string,
  now: Date,
): Promise<void> {
  const representative = await findPerson(tx, application.person_id);
  const helpers = decision.kind === "certified" ? await listHelpers(tx, application.id) : [];
  const path =
    decision.kind === "certified"
      ? `/drives/${application.matter_id}`
      : `/drives/applications/${application.id}`;
  const mails = [representative, ...helpers].flatMap((person) => {
    if (!person) return [];
    const { language } = person;
    const t = translator(language);
    const values = { title: application.title };
    const text =
      decision.kind === "certified"
        ? t("mail:application.certified.body", {
            ...values,
            required: formatNumber(language, decision.terms.required),
            date: formatDate(language, decision.terms.collectUntil),
          })
        : t(`mail:application.${decision.kind}.body`, { ...values, note: decision.note });
    return [
      {
        // Each decision is told once; an application that comes back a second time is told again.
        told_once: `application/${application.id}/${decision.kind}/${now.getTime()}/person/${person.id}`,
        person_id: person.id,
        office_id: null,
        matter_id: application.matter_id,
        subject: t(`mail:application.${decision.kind}.subject`, values),
        body: [text, `${home}${path}?lang=${language}`].join("\n\n"),
        created_at: now,
        sent_at: null,
        retry_at: null,
      },
    ];
  });
  await insertMails(tx, application.space_id, mails);
  await enqueue(tx, "deliver-mail", {}, "deliver-mail");
}
