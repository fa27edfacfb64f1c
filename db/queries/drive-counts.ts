import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/**
 * A line (paper_line, beside its drive_count) that a signature online superseded since the drive's districts were
 * counted: it is shown as counted until they are again, once its day is over. Else whoever watches the numbers of a
 * small sheet, such as the clerk who entered it, would see when somebody on it signs online.
 */
export const isFreshlySuperseded = sql<boolean>`is_freshly_superseded(
  paper_line.state, paper_line.decided_at, drive_count.counted_day)`;

/** Lines on paper of a drive (of its drive_count) that are shown as counted. */
export const shownCounted = sql<number>`coalesce(drive_count.counted + drive_count.fresh, 0)`;

/** What became of a drive's lines on paper, as it is shown; see {@link isFreshlySuperseded}. */
export async function countPaper(db: Queryable, matterId: number) {
  const row = await db
    .selectFrom("drive_count")
    .select(["doubtful", "refused", shownCounted.as("counted")])
    .select((eb) => eb("superseded", "-", eb.ref("fresh")).as("superseded"))
    .where("matter_id", "=", matterId)
    .executeTakeFirst();
  return row ?? { counted: 0, doubtful: 0, refused: 0, superseded: 0 };
}

/** When a line (paper_line, beside its paper_sheet) was entered. */
const lineEnteredAt = sql<Date>`coalesce(paper_line.entered_at, paper_sheet.entered_at)`;

/**
 * When the last that counts in a drive was given, online or on paper; undefined: none is. A line on paper counts from its
 * entry, or from the decision or correction by which it came to. One that gets back the place of a signature had it before.
 */
export async function lastCountedAt(tx: Tx, matterId: number): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select greatest(
    (select created_at from support where matter_id = ${matterId} order by serial desc limit 1),
    (select max(${lineEnteredAt}) from paper_line join paper_sheet on paper_sheet.id = sheet_id
      where paper_line.matter_id = ${matterId} and state = 'counted'),
    (select max(changed_at) from paper_change change join paper_line using (sheet_id, line)
      where change.matter_id = ${matterId} and paper_line.state = 'counted' and change.state = 'counted'
        and state_before in ('doubtful', 'refused'))) as at`.execute(tx);
  return rows[0]?.at ?? undefined;
}

/** Drives of all spaces, begun before `until`, whose signatures are still kept and were not counted up to `day` yet. */
export async function listDrivesToCount(db: Queryable, day: string, until: Date): Promise<number[]> {
  const rows = await db
    .selectFrom("drive")
    .leftJoin("drive_count", "drive_count.matter_id", "drive.matter_id")
    .select("drive.matter_id")
    .where("drive.data_deleted_at", "is", null)
    .where("drive.certified_at", "<", until)
    .where((eb) => eb.or([eb("counted_day", "is", null), eb("counted_day", "<", day)]))
    .orderBy("drive.matter_id")
    .execute();
  return rows.map((row) => row.matter_id);
}

/** Counts what stands of a drive's signatures from before `until` by district, online and on paper. */
export async function countByDistrict(
  db: Queryable,
  matterId: number,
  until: Date,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ districts: Record<string, number> }>`
    select coalesce(jsonb_object_agg(code, signed), '{}') as districts from (
      select coalesce(district, '') as code, count(*) as signed from (
        select district from signature where matter_id = ${matterId} and signed_at < ${until}
        union all
        select district from paper_line join paper_sheet on paper_sheet.id = paper_line.sheet_id
        where paper_line.matter_id = ${matterId} and state = 'counted' and coalesce(decided_at, ${lineEnteredAt}) < ${until}
      ) standing group by district
    ) counted`.execute(db);
  return rows[0]?.districts ?? {};
}

/**
 * Keeps the districts of a day, and counts anew what a signature online superseded since (paper_line_superseded_at):
 * together, as both are shown of the same day. Under the matter's lock, in a statement after it: whoever supersedes a
 * line holds that too.
 */
export async function keepDistricts(
  tx: Tx,
  matterId: number,
  day: string,
  districts: Record<string, number>,
): Promise<void> {
  await tx.selectFrom("matter").select("id").where("id", "=", matterId).forUpdate().execute();
  await sql`
    insert into drive_count (matter_id, counted_day, districts)
    values (${matterId}, ${day}::date, ${JSON.stringify(districts)}::jsonb)
    on conflict (matter_id) do update set counted_day = excluded.counted_day, districts = excluded.districts`.execute(
    tx,
  );
  await sql`
    update drive_count set fresh = (select count(*) from paper_line
      where paper_line.matter_id = drive_count.matter_id and ${isFreshlySuperseded})
    where matter_id = ${matterId}`.execute(tx);
}
