import { matterPath } from "#app/domain/matter/address.ts";
import { writeLetter } from "#app/domain/notice/write-letter.ts";
import type { Tx } from "#db/client.ts";
import { type ApplicationRow, listHelpers } from "#db/queries/applications.ts";
import { readAddress } from "#db/queries/matter-addresses.ts";
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
  const { id, space_id, person_id, title, matter_id } = application;
  const representative = await findPerson(tx, person_id);
  const page =
    matter_id === null ? `/drives/applications/${id}` : matterPath("drive", await readAddress(tx, matter_id));
  const helpers = decision.kind === "certified" ? await listHelpers(tx, id) : [];
  await writeLetter(
    tx,
    { spaceId: space_id, home },
    {
      to: { why: "leader", people: [...(representative ? [representative] : []), ...helpers] },
      // Each decision is told once; an application that comes back a second time is told again.
      occasion: `application/${id}/${decision.kind}/${now.getTime()}`,
      matterId: matter_id,
      say({ t, date, number }) {
        const subject = t(`mail:application.${decision.kind}.subject`, { title });
        if (decision.kind !== "certified") {
          const text = t(`mail:application.${decision.kind}.body`, { title, note: decision.note });
          return { subject, body: [text], page: { path: page } };
        }
        const { required, collectUntil } = decision.terms;
        const values = { title, required: number(required), date: date(collectUntil) };
        const text = t("mail:application.certified.body", values);
        return { subject, body: [text], page: { path: page } };
      },
    },
    now,
  );
}
