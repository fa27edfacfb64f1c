import { type RawBuilder, sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import { JUDGED_KINDS, VERDICTS, type Verdict } from "../tables/duty.ts";

/** A row of `duty` whose matter somebody stands behind (support_of_person, or the key). */
const standsBehind = (person: ReturnType<typeof sql>) => sql<boolean>`exists (
  select from support where support.matter_id = duty.matter_id and support.person_id = ${person})`;

/**
 * Says of a reply whether it answered what was asked, or says otherwise. The duty's counts are locked first, so that who says
 * two things at once is counted once; whoever took their support back before, or is late, says nothing.
 *
 * @param asked.matterId the matter whose page it stands on: the duty's own, its forum, or the proposal that it is about
 * @param asked.after the last version of the reply must be younger
 * @returns false: there is no such reply, it only promises another, it is older, or they do not stand behind the matter
 */
export async function putVerdict(
  tx: Tx,
  asked: { matterId: number; dutyId: number; personId: number; verdict: Verdict; now: Date; after: Date },
): Promise<boolean> {
  const { matterId, dutyId, personId, verdict, now, after } = asked;
  const { rows } = await sql`
    insert into verdict_count (duty_id) select duty.id from duty
    where duty.id = ${dutyId}::bigint and duty.matter_id in (select ${matterId}::bigint
        union all select matter_id from forum where proposal_id = ${matterId}
        union all select proposal_id from forum where matter_id = ${matterId})
      and duty.kind = any(${[...JUDGED_KINDS]}::text[]) and ${standsBehind(sql`${personId}::bigint`)}
      and exists (select from reply where reply.duty_id = duty.id and reply.version = duty.replies
        and reply.next_on is null and reply.published_at > ${after})
    on conflict (duty_id) do update set duty_id = excluded.duty_id
    returning duty_id`.execute(tx);
  if (rows.length === 0) return false;
  await sql`
    with before as (
      select duty_id, verdict from verdict where duty_id = ${dutyId}::bigint and person_id = ${personId}::bigint
    ), given as (
      insert into verdict (duty_id, person_id, verdict, given_at)
      values (${dutyId}::bigint, ${personId}::bigint, ${verdict}, ${now}::timestamptz)
      on conflict (duty_id, person_id) do update set verdict = excluded.verdict, given_at = excluded.given_at
      returning duty_id, verdict
    )
    update verdict_count set ${changed(
      sql`from given left join before using (duty_id)`,
      (said) => sql`(given.verdict = ${said})::int - coalesce(before.verdict = ${said}, false)::int`,
    )} where verdict_count.duty_id = given.duty_id`.execute(tx);
  return true;
}

/** The counts, each by what it changes. */
const changed = (from: RawBuilder<unknown>, by: (said: Verdict) => RawBuilder<unknown>) =>
  sql`${sql.join(VERDICTS.map((said) => sql`${sql.ref(said)} = verdict_count.${sql.ref(said)} + ${by(said)}`))} ${from}`;

/** Takes back all that somebody said, as they leave. */
export async function deleteVerdicts(tx: Tx, personId: number): Promise<void> {
  await sql`
    with gone as (delete from verdict where person_id = ${personId} returning duty_id, verdict)
    update verdict_count set ${changed(sql`from gone`, (said) => sql`-(gone.verdict = ${said})::int`)}
    where verdict_count.duty_id = gone.duty_id`.execute(tx);
}

/** How many say what of the replies to some duties: of those who stood behind the matter when they said it. */
export async function countVerdicts(
  db: Queryable,
  dutyIds: number[],
): Promise<Map<number, Record<Verdict, number>>> {
  if (dutyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("verdict_count")
    .select(["duty_id", ...VERDICTS])
    .where("duty_id", "in", dutyIds)
    .execute();
  return new Map(rows.map(({ duty_id, ...counts }) => [duty_id, counts]));
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
  if (rows.length === 0) return;
  await db.insertInto("verdict").values(rows).execute();
  const said = (one: Verdict) => given.filter(({ verdict }) => verdict === one).length;
  await db
    .insertInto("verdict_count")
    .values({ duty_id: dutyId, yes: said("yes"), partly: said("partly"), no: said("no") })
    .execute();
}
