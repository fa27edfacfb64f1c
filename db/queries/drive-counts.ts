import { sql } from "kysely";
import type { Queryable } from "../client.ts";

/** What became of a drive's lines on paper, as they stand now. */
export async function countPaper(db: Queryable, matterId: number) {
  const row = await db
    .selectFrom("drive_count")
    .select(["counted", "doubtful", "refused", "superseded"])
    .where("matter_id", "=", matterId)
    .executeTakeFirst();
  return row ?? { counted: 0, doubtful: 0, refused: 0, superseded: 0 };
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

/** Counts what stands of a drive's signatures from before `until` by district, online and on paper, and keeps it. */
export async function keepDistricts(
  db: Queryable,
  matterId: number,
  day: string,
  until: Date,
): Promise<void> {
  await sql`
    insert into drive_count as kept (matter_id, counted_day, districts)
    select ${matterId}, ${day}::date, coalesce(jsonb_object_agg(code, signed), '{}') from (
      select coalesce(district, '') as code, count(*) as signed from (
        select district from signature where matter_id = ${matterId} and signed_at < ${until}
        union all
        select district from paper_line join paper_sheet on paper_sheet.id = paper_line.sheet_id
        where paper_line.matter_id = ${matterId} and state = 'counted' and coalesce(decided_at, entered_at) < ${until}
      ) standing group by district
    ) counted
    on conflict (matter_id) do update set counted_day = excluded.counted_day, districts = excluded.districts`.execute(
    db,
  );
}
