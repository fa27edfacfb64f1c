import { sql } from "kysely";
import type { Queryable } from "../client.ts";
import { JUDGED_KINDS, type Verdict } from "../tables/duty.ts";

/** A row of `duty` whose matter somebody stands behind (support_of_person, or the key). */
const standsBehind = (person: ReturnType<typeof sql>) => sql<boolean>`exists (
  select from support where support.matter_id = duty.matter_id and support.person_id = ${person})`;

/**
 * Says of a reply whether it answered what was asked, or says otherwise: one statement, so that who takes their support
 * back meanwhile, or is late, says nothing.
 *
 * @param asked.matterId the matter whose page it stands on: the duty's own, its forum, or the proposal that it is about
 * @param asked.after the last version of the reply must be younger
 * @returns false: there is no such reply, it only promises another, it is older, or they do not stand behind the matter
 */
export async function putVerdict(
  db: Queryable,
  asked: { matterId: number; dutyId: number; personId: number; verdict: Verdict; now: Date; after: Date },
): Promise<boolean> {
  const { matterId, dutyId, personId, verdict, now, after } = asked;
  const { rows } = await sql`
    insert into verdict (duty_id, person_id, verdict, given_at)
    select duty.id, ${personId}::bigint, ${verdict}, ${now}::timestamptz from duty
    where duty.id = ${dutyId}::bigint and duty.matter_id in (select ${matterId}::bigint
        union all select matter_id from forum where proposal_id = ${matterId}
        union all select proposal_id from forum where matter_id = ${matterId})
      and duty.kind = any(${[...JUDGED_KINDS]}::text[]) and ${standsBehind(sql`${personId}::bigint`)}
      and exists (select from reply where reply.duty_id = duty.id and reply.version = duty.replies
        and reply.next_on is null and reply.published_at > ${after})
    on conflict (duty_id, person_id) do update set verdict = excluded.verdict, given_at = excluded.given_at
    returning duty_id`.execute(db);
  return rows.length > 0;
}

/** How many say what of the replies to some duties: of those who still stand behind the matter. */
export async function countVerdicts(
  db: Queryable,
  dutyIds: number[],
): Promise<Map<number, Record<Verdict, number>>> {
  if (dutyIds.length === 0) return new Map();
  const { rows } = await sql<Record<Verdict, number> & { duty_id: number }>`
    select duty_id, count(*) filter (where verdict = 'yes')::int as yes,
      count(*) filter (where verdict = 'partly')::int as partly, count(*) filter (where verdict = 'no')::int as no
    from verdict join duty on duty.id = verdict.duty_id
    where duty_id = any(${dutyIds}::bigint[]) and ${standsBehind(sql`verdict.person_id`)}
    group by duty_id`.execute(db);
  return new Map(rows.map(({ duty_id, yes, partly, no }) => [duty_id, { yes, partly, no }]));
}

/** What somebody may say, or said, of the replies to some duties: those whose matter they stand behind. */
export async function listOwnVerdicts(db: Queryable, personId: number, dutyIds: number[]) {
  if (dutyIds.length === 0) return [];
  const { rows } = await sql<{ duty_id: number; verdict: Verdict | null }>`
    select duty.id as duty_id, verdict.verdict from duty
    left join verdict on verdict.duty_id = duty.id and verdict.person_id = ${personId}::bigint
    where duty.id = any(${dutyIds}::bigint[]) and ${standsBehind(sql`${personId}::bigint`)}`.execute(db);
  return rows;
}

/** Verdicts in one go, as the demonstration is made. */
export async function insertVerdicts(
  db: Queryable,
  dutyId: number,
  given: readonly { personId: number; verdict: Verdict }[],
  at: Date,
): Promise<void> {
  const rows = given.map(({ personId, verdict }) => ({
    duty_id: dutyId,
    person_id: personId,
    verdict,
    given_at: at,
  }));
  if (rows.length > 0) await db.insertInto("verdict").values(rows).execute();
}
