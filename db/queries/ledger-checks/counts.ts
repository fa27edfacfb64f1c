import { sql } from "kysely";
import { type Check, check, linesOf, type Mismatch } from "./check.ts";

/** Nothing came before the public without a line. */
const matters = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter
    where space_id = ${spaceId}
      and not exists (select from event where matter_id = matter.id
        and kind in ('published', 'imported', 'certified', 'poll-approved', 'vote-announced'))
      and matter.id not in (select (data ->> 'forum')::bigint from (${linesOf(spaceId, "forum-opened")}) line)
    order by matter.id limit 1`,
);

/** A proposal, forum, poll or vote stands as its lines say. What the days of drives are, their own checks look at. */
const states = check(
  (spaceId) => sql<Mismatch>`
    with ends as (
      select matter_id, max(seq) as seq, bool_or(kind = 'withdrawn') as withdrawn
      from (${linesOf(spaceId, "withdrawn", "closed", "imported")}) line group by matter_id)
    select seq as line, matter.id as matter from matter left join ends on matter_id = matter.id
    where space_id = ${spaceId} and kind in ('proposal', 'forum', 'poll', 'vote')
      and state <> case when seq is null then 'open' when withdrawn then 'withdrawn' else 'closed' end
    order by matter.id limit 1`,
);

const closing = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, matter.id as matter from (${linesOf(spaceId, "published", "forum-opened", "poll-approved")}) line
    join matter on matter.id = coalesce((data ->> 'forum')::bigint, matter_id)
    where (data ->> 'closesAt')::timestamptz <> closes_at
    order by seq limit 1`,
);

/** A matter is before everybody, about what and under which rules its lines say. */
const publication = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, matter.id as matter
    from (${linesOf(spaceId, "published", "text-changed", "imported", "poll-approved", "forum-opened")}) line
    join matter on matter.id = coalesce((data ->> 'forum')::bigint, matter_id)
    left join rule_set on rule_set.id = rule_set_id
    left join poll on poll.matter_id = matter.id
    where visibility <> 'public'
      or (data ->> 'rules')::int <> version or data ? 'rules' and version is null
      or (data ->> 'opensAt')::timestamptz <> opens_at
      or (data ->> 'category' <> category or data ? 'district' and data ->> 'district' is distinct from district)
        and not exists (select from event later
          where later.matter_id = matter.id and later.kind = 'text-changed' and later.seq > line.seq)
      or poll.definition is not null and (title, category, district) is distinct from
        (poll.definition #>> '{title,ko}', poll.definition ->> 'category', poll.definition ->> 'district')
    order by seq limit 1`,
);

const imported = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, matter_id as matter from (${linesOf(spaceId, "imported")}) line
    join matter on matter.id = matter_id
    where (data ->> 'count')::int is distinct from imported_count or data ->> 'source' is distinct from matter.source
    order by seq limit 1`,
);

/** A matter counts who stands behind it, and a drive its lines on paper too, until who signed is deleted. */
const counts = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter left join drive on drive.matter_id = matter.id
    where space_id = ${spaceId} and support_count <> coalesce(
      (kept_counts ->> 'online')::int + (kept_counts ->> 'paper')::int,
      (select count(*) from support where support.matter_id = matter.id)
        + (select count(*) from paper_line where paper_line.matter_id = matter.id and state = 'counted'))
    order by matter.id limit 1`,
);

const days = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter
    where space_id = ${spaceId} and kind in ('proposal', 'forum', 'poll')
      and support_count <> (select coalesce(sum(net), 0) from support_day where matter_id = matter.id)
    order by matter.id limit 1`,
);

/** Serials are given once: none that stands, or went, is above the last. */
const serials = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter
    where space_id = ${spaceId} and support_serial < greatest(
      (select max(serial) from support where matter_id = matter.id),
      (select max(after_serial) from support_withdrawal where matter_id = matter.id),
      (select max(serial) from paper_change where matter_id = matter.id))
    order by matter.id limit 1`,
);

/** No support is given and taken back at once. */
const withdrawals = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from support
    join support_withdrawal gone on gone.matter_id = support.matter_id and gone.serial = support.serial
    join matter on matter.id = support.matter_id
    where space_id = ${spaceId} order by matter.id limit 1`,
);

/**
 * What was given up to a serial stands or was taken back, as many as the ledger said; and what was taken back by then
 * still is. The last that was recorded of a matter holds the ones before.
 */
const recorded = check(
  (spaceId) => sql<Mismatch>`
    select event_seq as line, matter_id as matter from (
      select distinct on (matter_id) recorded_count.* from recorded_count
      where space_id = ${spaceId} order by matter_id, event_seq desc
    ) last
    where not exists (select from drive where drive.matter_id = last.matter_id and data_deleted_at is not null)
      and (not exists (select from event where event.space_id = last.space_id and seq = event_seq
          and kind = 'counts-recorded')
        or given <> (select count(*) from support where support.matter_id = last.matter_id and serial <= last.serial)
          + (select count(*) from support_withdrawal gone
            where gone.matter_id = last.matter_id and serial <= last.serial)
        or withdrawn > (select count(*) from support_withdrawal gone where gone.matter_id = last.matter_id))
    order by event_seq limit 1`,
);

/** What people said in a forum is counted as what they said. */
const stances = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter
    join forum on forum.matter_id = matter.id
    cross join lateral (
      select count(*) filter (where stance = 'for') as yes, count(*) filter (where stance = 'against') as no,
        count(*) filter (where stance = 'other') as rest
      from opinion where forum_id = matter.id
    ) said
    where space_id = ${spaceId} and (for_count, against_count, other_count) is distinct from
      (said.yes::int, said.no::int, said.rest::int)
    order by matter.id limit 1`,
);

/** A number that the count has passed was reached. */
const passed = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter join threshold on matter_id = matter.id
    where space_id = ${spaceId} and reached_at is null and count <= support_count
    order by matter.id limit 1`,
);

/** Each threshold that was reached has its line, each such line its threshold, and they say the same. */
const reached = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, coalesce(line.matter_id, stone.matter_id) as matter
    from (${linesOf(spaceId, "reached", "milestone-reached")}) line
    full join (
      select threshold.* from threshold join matter on matter.id = matter_id
      where space_id = ${spaceId} and reached_at is not null
    ) stone on stone.matter_id = line.matter_id and code = coalesce(data ->> 'rule', data ->> 'code')
    where seq is null or stone.code is null or (data ->> 'threshold')::int <> stone.count or at <> reached_at
      or coalesce((data ->> 'serial')::int <> support_serial, false)
    order by seq nulls last limit 1`,
);

/** Thresholds are those of the rules that the matter was published under; what counts nothing has none. */
const thresholds = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter
    join rule on rule.rule_set_id = matter.rule_set_id and rule.matter_kind = matter.kind
    left join threshold on threshold.matter_id = matter.id and threshold.code = rule.code
    left join poll on poll.matter_id = matter.id
    where space_id = ${spaceId} and poll.purpose is distinct from 'mock'
      and (rule.threshold, rule.days, rule.consequence, rule.owed_by) is distinct from
      (threshold.count, threshold.days, threshold.consequence, threshold.owed_by)
    order by matter.id limit 1`,
);

/**
 * At the support that reached a threshold of N, exactly N stood: those of up to its serial that stand now, those that
 * went later, and the lines on paper that counted then. Of a line from before withdrawals were kept, no more than N
 * of up to that serial can stand now.
 */
const crossings = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, matter_id as matter from (
      select line.seq, stone.matter_id, stone.count, data ? 'serial' as exact,
        (select count(*) from support where matter_id = stone.matter_id and serial <= stone.support_serial)
          + (select count(*) from support_withdrawal
            where matter_id = stone.matter_id and serial <= stone.support_serial and after_serial >= stone.support_serial) as online,
        (select count(*) from paper_line where matter_id = stone.matter_id and state = 'counted')
          - (select count(*) from paper_change where matter_id = stone.matter_id and state = 'counted'
            and state_before is distinct from 'counted' and serial > stone.support_serial)
          + (select count(*) from paper_change where matter_id = stone.matter_id and state <> 'counted'
            and state_before = 'counted' and serial >= stone.support_serial) as paper
      from threshold stone
      join matter on matter.id = stone.matter_id and matter.space_id = ${spaceId}
      left join drive on drive.matter_id = stone.matter_id
      join (${linesOf(spaceId, "reached", "milestone-reached")}) line
        on line.matter_id = stone.matter_id and coalesce(data ->> 'rule', data ->> 'code') = stone.code
      where stone.reached_at is not null and data_deleted_at is null
    ) stood
    where case when exact then online + paper <> count else online > count end
    order by seq limit 1`,
);

export const COUNT_CHECKS = {
  matters,
  states,
  closing,
  publication,
  imported,
  counts,
  days,
  serials,
  withdrawals,
  recorded,
  stances,
  passed,
  reached,
  thresholds,
  crossings,
} satisfies Record<string, Check>;
