import { PortalError } from "#app/domain/errors.ts";
import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import type { Queryable } from "#db/client.ts";
import { type DutyFilter, findDuty, listDuties, listReplies } from "#db/queries/duties.ts";
import { dutyState } from "./duty-state.ts";

export const DUTY_STATES = ["open", "overdue", "met"] as const;

type DutyRow = NonNullable<Awaited<ReturnType<typeof findDuty>>>;

/** What a list or desk shows of a duty. */
function dutySummary(duty: DutyRow, now: Date) {
  return {
    id: duty.id,
    kind: duty.kind,
    state: dutyState(duty, now),
    office: duty.office_code,
    officeName: duty.office_name,
    officeId: duty.office_id,
    openedAt: duty.opened_at.toISOString(),
    dueAt: duty.due_at.toISOString(),
    metAt: duty.met_at?.toISOString() ?? null,
    replies: duty.replies,
    matter: {
      id: duty.matter_id,
      kind: duty.matter_kind,
      title: duty.title,
      category: duty.category,
      supportCount: duty.support_count,
    },
  };
}

export type DutySummary = ReturnType<typeof dutySummary>;

/** A page of a space's duties: unmet ones soonest first, met ones latest first. */
export async function readDutyList(
  db: Queryable,
  spaceId: number,
  asked: { state: DutyFilter["state"]; officeId?: number; cursor: string | null },
  now: Date,
  pageSize: number,
) {
  const { state, officeId } = asked;
  const cursor = decodeCursor(asked.cursor, state, ["date"]);
  const after = cursor && { at: new Date(String(cursor.values[0])), id: cursor.id };
  const rows = await listDuties(db, { spaceId, state, officeId, now, after }, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  const at = state === "met" ? last?.met_at : last?.due_at;
  return {
    items: page.map((duty) => dutySummary(duty, now)),
    next: last && at ? encodeCursor({ order: state, values: [at.toISOString()], id: last.id }) : null,
  };
}

/** One duty with its replies, for the desk. */
export async function readDuty(db: Queryable, spaceId: number, id: number, now: Date) {
  const duty = await findDuty(db, spaceId, id);
  if (!duty) throw new PortalError("not-found");
  const replies = duty.replies > 0 ? await listReplies(db, [id]) : [];
  return {
    ...dutySummary(duty, now),
    proposalId: duty.proposal_id ?? duty.matter_id,
    versions: replies.map(({ version, decision, body, published_at }) => ({
      version,
      decision,
      body,
      publishedAt: published_at.toISOString(),
    })),
  };
}
