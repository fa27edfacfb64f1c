import { PortalError } from "#app/domain/errors.ts";
import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import {
  type DutyFilter,
  findDuty,
  listDuties,
  listDutiesOfMatters,
  listReplies,
} from "#db/queries/duties.ts";
import { countVerdicts } from "#db/queries/verdicts.ts";
import { type Decision, type DutyKind, isReplyKind, JUDGED_KINDS, type Verdict } from "#db/tables/duty.ts";
import type { Localized } from "#db/tables/language.ts";
import { type DutyState, dutyState } from "./duty-state.ts";

export const DUTY_STATES = ["open", "overdue", "met"] as const;

type DutyRow = NonNullable<Awaited<ReturnType<typeof findDuty>>>;

const NO_VERDICTS: Record<Verdict, number> = { yes: 0, partly: 0, no: 0 };

/** What is said of the replies to some duties: no query where none was given. */
const verdictsOn = (db: Queryable, duties: readonly { id: number; replies: number }[]) =>
  countVerdicts(
    db,
    duties.filter(({ replies }) => replies > 0).map(({ id }) => id),
  );

/** What a list or desk shows of a duty. */
function dutySummary(duty: DutyRow, verdicts: Awaited<ReturnType<typeof verdictsOn>>, now: Date) {
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
    /** The day on which the next reply is promised; null: the last one is final, or there is none. */
    nextDate: duty.next_on,
    /** Whether those who stand behind the matter say that it was answered. */
    answered: verdicts.get(duty.id) ?? NO_VERDICTS,
    article: duty.article,
    /** Met by an act on the drive's way, not by a reply. */
    byLaw: !isReplyKind(duty.kind),
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
  asked: Pick<DutyFilter, "state" | "officeId" | "byReply" | "narrowing"> & { cursor: string | null },
  now: Date,
  pageSize: number,
) {
  const { state, officeId, byReply, narrowing } = asked;
  const cursor = decodeCursor(asked.cursor, state, ["date"]);
  const after = cursor && { at: new Date(String(cursor.values[0])), id: cursor.id };
  const rows = await listDuties(
    db,
    { spaceId, state, officeId, byReply, narrowing, now, after },
    pageSize + 1,
  );
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  const at = state === "met" ? last?.met_at : last?.due_at;
  const verdicts = await verdictsOn(db, page);
  return {
    items: page.map((duty) => dutySummary(duty, verdicts, now)),
    next: last && at ? encodeCursor({ order: state, values: [at.toISOString()], id: last.id }) : null,
  };
}

/** One duty with its replies, for the desk. */
export async function readDuty(db: Queryable, spaceId: number, id: number, now: Date) {
  const duty = await findDuty(db, spaceId, id);
  // Numbers can be counted through.
  if (duty?.visibility !== "public") throw new PortalError("not-found");
  const [replies, verdicts] = await Promise.all([
    duty.replies > 0 ? listReplies(db, [id]) : [],
    verdictsOn(db, [duty]),
  ]);
  return {
    ...dutySummary(duty, verdicts, now),
    /** The proposal that its matter came from; null: from none. */
    proposalId: duty.proposal_id,
    interimReplies: duty.interim_replies,
    versions: replies.map(({ version, decision, body, next_on, published_at }) => ({
      version,
      decision,
      body,
      nextDate: next_on,
      publishedAt: published_at.toISOString(),
    })),
  };
}

export interface DutyView<K extends DutyKind = DutyKind> {
  id: number;
  kind: K;
  /** The code of the threshold that it came from; null: from a step of the law. */
  threshold: string | null;
  /** The office's code. */
  office: string;
  officeName: Localized;
  openedAt: string;
  dueAt: string;
  metAt: string | null;
  state: DutyState;
  /** The day on which the next reply is promised; null: the last one is final, or there is none. */
  nextDate: string | null;
  /** Of the law that asks for it; null: the space's own rules do. */
  article: string | null;
  replies: {
    version: number;
    decision: Decision;
    body: string;
    html: string;
    /** The day on which the next one is promised; null: it is final. */
    nextDate: string | null;
    publishedAt: string;
  }[];
  /** Whether those who stand behind the matter say that it was answered. */
  answered: Record<Verdict, number>;
}

/** The duties of some matters with every version of every reply, and what is said of it: three queries. */
export async function readDuties(db: Queryable, matterIds: number[], now: Date): Promise<DutyView[]> {
  const duties = matterIds.length === 0 ? [] : await listDutiesOfMatters(db, matterIds);
  const replied = duties.filter((duty) => duty.replies > 0).map((duty) => duty.id);
  const [replies, verdicts] = await Promise.all([
    replied.length === 0 ? [] : listReplies(db, replied),
    verdictsOn(db, duties),
  ]);
  return duties.map((duty) => ({
    id: duty.id,
    kind: duty.kind,
    threshold: duty.threshold_code,
    office: duty.office_code,
    officeName: duty.office_name,
    openedAt: duty.opened_at.toISOString(),
    dueAt: duty.due_at.toISOString(),
    metAt: duty.met_at?.toISOString() ?? null,
    state: dutyState(duty, now),
    nextDate: duty.next_on,
    article: duty.article,
    replies: replies
      .filter((reply) => reply.duty_id === duty.id)
      .map(({ version, decision, body, next_on, published_at }) => ({
        version,
        decision,
        body,
        html: markdownToHtml(body),
        nextDate: next_on,
        publishedAt: published_at.toISOString(),
      })),
    answered: verdicts.get(duty.id) ?? NO_VERDICTS,
  }));
}

/** Whether it is a reply that a threshold asked for, and no act that the law asks for. */
export const owesReply = (duty: DutyView): duty is DutyView<(typeof JUDGED_KINDS)[number]> =>
  JUDGED_KINDS.some((kind) => kind === duty.kind);
