import { sql } from "kysely";
import { type Check, check, linesOf, type Mismatch, unrecordedUntil } from "./check.ts";

/** Each duty has its line, each line its duty; what the law asked for before the ledger had it is excused. */
const duties = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, coalesce(line.matter_id, duty.matter_id) as matter
    from (${linesOf(spaceId, "duty-opened")}) line
    full join (
      select duty.*, office.code as office from duty join office on office.id = office_id
      where duty.space_id = ${spaceId}
    ) duty on duty.id = (data ->> 'duty')::bigint
    where case when seq is null then step is null or opened_at > ${unrecordedUntil(spaceId)}
      else duty.id is null or data ->> 'kind' <> duty.kind or data ->> 'office' <> office
        or line.matter_id <> duty.matter_id or step is null and opened_at <> at end
    order by seq nulls last limit 1`,
);

/** It is due on the day that its line says, or, where the council took more time, on the day that this line says. */
const dueDates = check(
  (spaceId) => sql<Mismatch>`
    select line.seq as line, duty.matter_id as matter
    from (${linesOf(spaceId, "duty-opened")}) line
    join duty on duty.id = (data ->> 'duty')::bigint
    left join lateral (
      select (data ->> 'until')::timestamptz as until from event
      where matter_id = duty.matter_id and kind = 'decision-extended' and duty.kind = 'council-decision'
      order by seq desc limit 1
    ) extended on true
    where due_at <> coalesce(extended.until, (data ->> 'dueAt')::timestamptz)
    order by line.seq limit 1`,
);

/**
 * A reply meets what a threshold asks for and what follows from a poll, unless it promises another; and how many there are,
 * and how many of these, is counted.
 */
const metByReply = check(
  (spaceId) => sql<Mismatch>`
    with replied as (
      select (data ->> 'duty')::bigint as duty, count(*) as replies, min(seq) as seq,
        count(data ->> 'nextDate') as interim, min(at) filter (where data ->> 'nextDate' is null) as at
      from (${linesOf(spaceId, "replied")}) line group by 1)
    select seq as line, matter_id as matter from duty left join replied on replied.duty = duty.id
    where space_id = ${spaceId} and (step is null or duty.kind = 'poll-follow-up')
      and (met_at, duty.replies, interim_replies) is distinct from
        (at, coalesce(replied.replies, 0)::int, coalesce(replied.interim, 0)::int)
    order by duty.id limit 1`,
);

/**
 * A reply promises another on the day that its line says, or none; and where the line says what was decided before, the
 * version before decided it.
 */
const promised = check(
  (spaceId) => sql<Mismatch>`
    select line.seq as line, line.matter_id as matter
    from (${linesOf(spaceId, "replied")}) line
    join reply on reply.duty_id = (data ->> 'duty')::bigint and reply.version = (data ->> 'version')::int
    left join reply before on before.duty_id = reply.duty_id and before.version = reply.version - 1
    where data ->> 'nextDate' is distinct from to_char(reply.next_on, 'YYYY-MM-DD')
      or data ? 'from' and data ->> 'from' is distinct from before.decision
    order by line.seq limit 1`,
);

/** An act meets what the law asks for: at its own time, and never without it. */
const metByLaw = check(
  (spaceId) => sql<Mismatch>`
    select act.seq as line, duty.matter_id as matter from duty
    left join lateral (
      select min(seq) as seq, min(at) as at from event
      where matter_id = duty.matter_id and at >= opened_at and kind = any(case duty.kind
        when 'council-introduction' then array['introduced']
        when 'council-decision' then array['council-decided']
        when 'council-acceptance' then array['accepted', 'dismissed', 'shortfall-granted'] end)
    ) act on true
    where space_id = ${spaceId} and step is not null and met_at is distinct from act.at
      and duty.kind not in ('council-inspection', 'poll-follow-up')
    order by duty.id limit 1`,
);

/** An inspection has its result on its last day, or with the answer to the last objection. */
const inspections = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, duty.matter_id as matter from duty
    where space_id = ${spaceId} and kind = 'council-inspection' and met_at > ${unrecordedUntil(spaceId)}
      and not exists (select from event where matter_id = duty.matter_id and (
        kind = 'list-published' and (data ->> 'inspectUntil')::timestamptz = met_at
        or kind = 'objection-decided' and at = met_at
        or kind = 'inspection-ended' and at = met_at))
    order by duty.id limit 1`,
);

export const DUTY_CHECKS = {
  duties,
  "due-dates": dueDates,
  "met-by-reply": metByReply,
  promised,
  "met-by-law": metByLaw,
  inspections,
} satisfies Record<string, Check>;
