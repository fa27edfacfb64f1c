import { PortalError } from "#app/domain/errors.ts";
import type { Database, Queryable } from "#db/client.ts";
import {
  findReportable,
  findReportOf,
  insertReport,
  lockModerated,
  type Thing,
} from "#db/queries/reports.ts";
import { inTransaction } from "#db/transaction.ts";
import type { ReportInput } from "./schema.ts";

/**
 * Reports to the moderators: of a matter, of what people said in it, of one-touch polls and their messages. Who reported
 * is told to nobody, moderators see how many did and why.
 */

/**
 * What of a matter is meant: an opinion, a reply to one, a statement, a comment or an item of the background in it; none
 * of them: the matter itself.
 */
export interface Inside {
  opinion?: number;
  reply?: number;
  statement?: number;
  comment?: number;
  background?: number;
}

interface Reporting {
  spaceId: number;
  personId: number;
  now: Date;
}

/**
 * Reports a thing of the space. A person has one report of it that waits: again changes nothing.
 *
 * @returns whether it is new
 */
export function reportThing(
  db: Database,
  { spaceId, personId, now }: Reporting,
  thing: Thing,
  { reason, note }: ReportInput,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { id } = await lockModerated(tx, spaceId, thing);
    return insertReport(tx, {
      moderated_id: id,
      person_id: personId,
      reason,
      note: note === "" ? null : note,
      created_at: now,
    });
  });
}

/** The same of a matter, or of what stands in it. @throws PortalError "not-found" */
export async function reportMatter(
  db: Database,
  reporting: Reporting,
  matterId: number,
  inside: Inside,
  input: ReportInput,
): Promise<{ isNew: boolean; report: OwnReport }> {
  const { spaceId, personId } = reporting;
  await readReportable(db, spaceId, matterId, inside);
  const thing = thingOf(matterId, inside);
  const isNew = await reportThing(db, reporting, thing, input);
  const report = await readReportOf(db, personId, thing);
  if (!report) throw new Error("Moderators settle reports and remove none.");
  return { isNew, report };
}

const INSIDE = [
  "reply",
  "opinion",
  "statement",
  "comment",
  "background",
] as const satisfies readonly (keyof Inside)[];

/** The thing that is meant: the first that is said. */
export function thingOf(matterId: number, inside: Inside): Thing {
  for (const subject of INSIDE) {
    const id = inside[subject];
    if (id !== undefined) return { subject, id };
  }
  return { subject: "matter", id: matterId };
}

/** What is to be reported, and what its reader said of it last. @throws PortalError "not-found" */
export async function readForReport(
  db: Queryable,
  { spaceId, personId }: Omit<Reporting, "now">,
  matterId: number,
  inside: Inside,
) {
  const { kind, address, title, text } = await readReportable(db, spaceId, matterId, inside);
  const thing = thingOf(matterId, inside);
  const own = await readReportOf(db, personId, thing);
  return { subject: thing.subject, kind, address, title, text, own };
}

/** What is hidden already needs no report. */
async function readReportable(db: Queryable, spaceId: number, matterId: number, inside: Inside) {
  const found = await findReportable(db, spaceId, matterId, inside);
  if (!found || found.hidden_reason !== null) throw new PortalError("not-found");
  return found;
}

export type OwnReport = NonNullable<Awaited<ReturnType<typeof readReportOf>>>;

async function readReportOf(db: Queryable, personId: number, thing: Thing) {
  const found = await findReportOf(db, personId, thing);
  return (
    found && {
      reason: found.reason,
      note: found.note,
      createdAt: found.created_at.toISOString(),
      settledAt: found.settled_at?.toISOString() ?? null,
      /** Null: it waits. */
      outcome: found.outcome,
    }
  );
}
