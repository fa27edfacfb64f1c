import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { DriveState } from "../../tables/drive.ts";
import type { CouncilDecision, DriveDraft } from "../../tables/drive-draft.ts";
import type { StatuteDefinition } from "../../tables/statute-definition.ts";
import type { ThresholdTable } from "../../tables/threshold.ts";
import { type Check, check, linesOf, type Mismatch, textHash, unrecordedUntil } from "./check.ts";

const lists = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, coalesce(line.matter_id, list.matter_id) as matter
    from (${linesOf(spaceId, "handed-in")}) line
    full join (select * from frozen_list where space_id = ${spaceId}) list on list.event_seq = line.seq
    where seq is null or list.event_seq is null or line.matter_id <> list.matter_id or not data @> jsonb_build_object(
      'round', round, 'online', online, 'paper', paper, 'list', encode(list.hash, 'hex'))
    order by seq nulls last limit 1`,
);

/** Each look at personal data is counted in the ledger. */
const reads = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, coalesce(line.matter_id, look.matter_id) as matter
    from (${linesOf(spaceId, "personal-data-read")}) line
    full join (
      select personal_read.* from personal_read join matter on matter.id = matter_id where space_id = ${spaceId}
    ) look on look.id = (data ->> 'read')::bigint
    where case when seq is null then look.at > ${unrecordedUntil(spaceId)}
      else look.id is null or line.matter_id <> look.matter_id
        or not data @> jsonb_build_object('scope', scope, 'entries', entries) end
    order by seq nulls last limit 1`,
);

/** What was said to be deleted is, with the counts that were said; and nothing else is. */
const deleted = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, coalesce(line.matter_id, gone.matter_id) as matter
    from (${linesOf(spaceId, "data-deleted")}) line
    full join (
      select drive.* from drive join matter on matter.id = matter_id
      where space_id = ${spaceId} and data_deleted_at is not null
    ) gone on gone.matter_id = line.matter_id
    where seq is null or gone.matter_id is null
      or not kept_counts @> jsonb_build_object('online', data -> 'online', 'paper', data -> 'paper')
      or exists (select from support where support.matter_id = gone.matter_id)
    order by seq nulls last limit 1`,
);

/** Each signature stands beside a support, and each support of a drive beside a signature. */
const signatures = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter.id as matter from matter join drive on drive.matter_id = matter.id
    where space_id = ${spaceId} and (select count(*) from support where support.matter_id = matter.id)
      <> (select count(*) from signature where signature.matter_id = matter.id)
    order by matter.id limit 1`,
);

/** Each batch has its line, each line its batch, and they say the same. */
const batches = check(
  (spaceId) => sql<Mismatch>`
    select seq as line, coalesce(line.matter_id, batch.matter_id) as matter
    from (${linesOf(spaceId, "signatures-recorded", "signatures-withdrawn", "paper-recorded")}) line
    full join (select * from signature_batch where space_id = ${spaceId}) batch on event_seq = seq
    where seq is null or batch.id is null or line.matter_id <> batch.matter_id
      or kind <> case holds when 'signatures' then 'signatures-recorded' when 'withdrawals' then 'signatures-withdrawn'
        else 'paper-recorded' end
      or not data @> jsonb_build_object('size', size, 'root', encode(root, 'hex'))
    order by seq nulls last limit 1`,
);

/**
 * Leaves that came, less those that went, are the signatures that stand: each leaf of a signature is either that of
 * one that stands, at its place, or of one that was taken back. Once who signed is deleted, the leaves are all there is.
 */
const leaves = check(
  (spaceId) => sql<Mismatch>`
    select event_seq as line, batch.matter_id as matter
    from signature_leaf
    join signature_batch batch on batch.id = signature_leaf.batch_id and holds = 'signatures'
    join drive on drive.matter_id = batch.matter_id and data_deleted_at is null
    left join signature on signature.matter_id = batch.matter_id and signature.batch_id = batch.id
      and signature.position = signature_leaf.position and signature.leaf = signature_leaf.leaf
    left join signature_withdrawal gone on gone.matter_id = batch.matter_id and gone.leaf = signature_leaf.leaf
    where batch.space_id = ${spaceId} and (signature.person_id is null) = (gone.leaf is null)
    order by event_seq limit 1`,
);

/** A signature's place in a batch is there. */
const places = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, signature.matter_id as matter from signature
    join matter on matter.id = signature.matter_id
    left join signature_leaf stored on stored.batch_id = signature.batch_id and stored.position = signature.position
    left join signature_batch batch on batch.id = signature.batch_id
    where matter.space_id = ${spaceId} and signature.batch_id is not null
      and (stored.leaf, batch.matter_id) is distinct from (signature.leaf, signature.matter_id)
    order by 2 limit 1`,
);

/** What went was there, and each leaf of a batch of withdrawals is that of one that went. */
const takenBack = check(
  (spaceId) => sql<Mismatch>`
    select event_seq as line, coalesce(gone.matter_id, recorded.matter_id) as matter
    from (
      select signature_withdrawal.* from signature_withdrawal join matter on matter.id = matter_id
      where space_id = ${spaceId}
    ) gone
    full join (
      select stored.*, matter_id, event_seq from signature_leaf stored join signature_batch on id = batch_id
      where space_id = ${spaceId} and holds = 'withdrawals'
    ) recorded on recorded.batch_id = gone.batch_id and recorded.position = gone.position
    where case when gone.leaf is null then true
      else gone.batch_id is not null and recorded.leaf is distinct from gone.leaf
        or not exists (select from signature_leaf came join signature_batch on id = came.batch_id
          where came.leaf = gone.leaf and holds = 'signatures' and matter_id = gone.matter_id) end
    order by event_seq nulls last limit 1`,
);

/** Each line on paper stands as the last of its changes says. */
const paperLines = check(
  (spaceId) => sql<Mismatch>`
    select (select event_seq from signature_batch where id = last.batch_id) as line,
      coalesce(last.matter_id, stands.matter_id) as matter
    from (
      select distinct on (sheet_id, line) change.* from paper_change change
      join matter on matter.id = matter_id where space_id = ${spaceId} order by sheet_id, line, change.id desc
    ) last
    full join (
      select paper_line.* from paper_line join matter on matter.id = matter_id where space_id = ${spaceId}
    ) stands on stands.sheet_id = last.sheet_id and stands.line = last.line
    where last.id is null or (stands.state, stands.reasons) is distinct from (last.state, last.reasons)
    order by last.id nulls first limit 1`,
);

/** Each change of a line goes on where the one before left it, and the first entered it. */
const paperChanges = check(
  (spaceId) => sql<Mismatch>`
    select (select event_seq from signature_batch where id = batch_id) as line, matter_id as matter
    from (
      select change.*, lag(change.state) over (partition by sheet_id, line order by change.id) as expected
      from paper_change change join matter on matter.id = matter_id where space_id = ${spaceId}
    ) change
    where state_before is distinct from expected order by id limit 1`,
);

/** Only what a signature online superseded, or freed when it went, and what stood before this was recorded waits for its batch. */
const paperWaiting = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, matter_id as matter from paper_change change join matter on matter.id = matter_id
    where space_id = ${spaceId} and batch_id is null and change.state <> 'superseded'
      and state_before is distinct from 'superseded'
      and not (state_before is null and by_mark is null and changed_at <= ${unrecordedUntil(spaceId)})
    order by change.id limit 1`,
);

/** By how much the lines say that paper moved the count, it did. */
const paperCounts = check(
  (spaceId) => sql<Mismatch>`
    select null::bigint as line, drive.matter_id as matter from drive join matter on matter.id = drive.matter_id
    left join (
      select matter_id, sum((data ->> 'counted')::int) as counted
      from (${linesOf(spaceId, "paper-recorded")}) line group by 1
    ) said on said.matter_id = drive.matter_id
    where space_id = ${spaceId} and (select count(*) from paper_line
        where paper_line.matter_id = drive.matter_id and paper_line.state = 'counted')
      <> coalesce(said.counted, 0) + (select coalesce(sum(case when paper_change.state = 'counted' then 1
          when state_before = 'counted' then -1 else 0 end), 0)
        from paper_change where paper_change.matter_id = drive.matter_id and batch_id is null
          and state_before is distinct from paper_change.state)
    order by 2 limit 1`,
);

/**
 * A drive asks for as many as its lines say, by the days that they say. Days for signing that a number brought with it
 * are named by no line.
 */
const terms = check(
  (spaceId) => sql<Mismatch>`
    select line.seq as line, drive.matter_id as matter from (${linesOf(spaceId, "certified")}) line
    join drive on drive.matter_id = line.matter_id
    join statute on statute.id = statute_id
    cross join lateral (
      select max(at) filter (where kind <> 'milestone-reached') as named, max(at) filter (where kind = 'milestone-reached') as brought,
        (array_agg(coalesce(data ->> 'until', data ->> 'collectUntil') order by seq desc)
          filter (where kind <> 'milestone-reached'))[1]::timestamptz as until
      from event where matter_id = drive.matter_id and kind in ('certified', 'collecting-extended', 'milestone-reached')
        and (kind <> 'milestone-reached' or exists (select from threshold
          where threshold.matter_id = drive.matter_id and threshold.code = data ->> 'code' and days is not null))
    ) collecting
    where exists (select from jsonb_each(jsonb_build_object('required', required, 'eligible', eligible, 'asOf', as_of,
          'certificate', certificate, 'statute', statute.code, 'version', statute.version)) own
        where line.data ? own.key and line.data -> own.key <> own.value)
      or (brought is null or brought < named) and collecting.until <> collect_until
    order by line.seq limit 1`,
);

/** The last day of an inspection, and of the days to make a shortfall good, are those of their lines, with the reasons. */
const periods = check(
  (spaceId) => sql<Mismatch>`
    select coalesce(listed.seq, granted.seq, reasoned.seq) as line, drive.matter_id as matter from drive
    join matter on matter.id = drive.matter_id
    left join lateral (select seq, data from event where matter_id = drive.matter_id and kind = 'list-published'
      order by seq desc limit 1) listed on true
    left join lateral (select seq, data from event where matter_id = drive.matter_id and kind = 'shortfall-granted'
      order by seq desc limit 1) granted on true
    left join lateral (select seq, data from event where matter_id = drive.matter_id
      and kind in ('shortfall-granted', 'accepted', 'dismissed') order by seq desc limit 1) reasoned on true
    where space_id = ${spaceId} and (
      (listed.data ->> 'inspectUntil')::timestamptz <> coalesce(inspect_until, list_published_at)
      or listed.seq is null and inspect_until is not null
      or (granted.data ->> 'until')::timestamptz is distinct from shortfall_until
      or reasoned.data ? 'text' and reasoned.data ->> 'text' is distinct from ${textHash(sql`clerk_note`)})
    order by drive.matter_id limit 1`,
);

export const DRIVE_CHECKS = {
  terms,
  periods,
  lists,
  reads,
  deleted,
  signatures,
  batches,
  leaves,
  places,
  "taken-back": takenBack,
  "paper-lines": paperLines,
  "paper-changes": paperChanges,
  "paper-waiting": paperWaiting,
  "paper-counts": paperCounts,
} satisfies Record<string, Check>;

/** A space's batches after an id. */
export function listBatches(db: Queryable, spaceId: number, after: number, limit: number) {
  return db
    .selectFrom("signature_batch")
    .select(["id", "matter_id", "holds", "size", "root", "event_seq"])
    .where("space_id", "=", spaceId)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** A drive's recorded signatures after a person's id, with what their leaf is made of. */
export function listRecordedSignatures(db: Queryable, matterId: number, after: number, limit: number) {
  return db
    .selectFrom("signature")
    .innerJoin("drive", "drive.matter_id", "signature.matter_id")
    .select([
      "signature.person_id",
      "signature.matter_id",
      "signature.nonce",
      "signature.receipt",
      "signature.signed_at",
      "signature.leaf",
      "drive.draft_hash",
    ])
    .where("signature.matter_id", "=", matterId)
    .where("signature.person_id", ">", after)
    .where("signature.batch_id", "is not", null)
    .orderBy("signature.person_id")
    .limit(limit)
    .execute();
}

/** Drives after an id, with what the ledger says of their texts and the line that said last where they stand. */
export async function listDrivesToCheck(
  db: Queryable,
  spaceId: number,
  acts: readonly string[],
  after: number,
  limit: number,
) {
  const { rows } = await sql<{
    id: number;
    draft: DriveDraft;
    draft_hash: Buffer;
    decision: CouncilDecision | null;
    state: DriveState;
    required: number;
    definition: StatuteDefinition;
    thresholds: Pick<ThresholdTable, "code" | "count" | "consequence" | "days">[];
    frozen: Buffer | null;
    certified: Said | null;
    decided: Said | null;
    act: (Said & { kind: string }) | null;
  }>`
    select drive.matter_id as id, draft, draft_hash, decision, drive.state, required, definition, list.hash as frozen,
      array(select json_build_object('code', code, 'count', count, 'consequence', consequence, 'days', days)
        from threshold where matter_id = drive.matter_id order by position) as thresholds,
      (select json_build_object('line', seq, 'data', data) from event
        where matter_id = drive.matter_id and kind = 'certified' order by seq desc limit 1) as certified,
      (select json_build_object('line', seq, 'data', data) from event
        where matter_id = drive.matter_id and kind = 'council-decided' order by seq desc limit 1) as decided,
      (select json_build_object('line', seq, 'data', data, 'kind', kind) from event
        where matter_id = drive.matter_id and kind = any(${[...acts]}) order by seq desc limit 1) as act
    from drive join matter on matter.id = drive.matter_id join statute on statute.id = statute_id
    -- a list that is as it was handed in: nobody can sign any more, and no line was decided on since
    left join lateral (
      select hash from frozen_list where frozen_list.matter_id = drive.matter_id and data_deleted_at is null
        and matter.state <> 'open' and not exists (select from paper_change
          where paper_change.matter_id = drive.matter_id and changed_at > frozen_at)
        and not exists (select from event where event.matter_id = drive.matter_id
          and kind = 'shortfall-granted' and at > frozen_at)
      order by round desc limit 1
    ) list on true
    where matter.space_id = ${spaceId} and drive.matter_id > ${after}
    order by drive.matter_id limit ${limit}`.execute(db);
  return rows;
}

interface Said {
  line: number;
  data: Record<string, string | number | null>;
}
