import { sql } from "kysely";
import type { Queryable } from "../client.ts";

/**
 * Each removes up to `limit` rows that were over `before`, oldest keys first, and says how many: a run that is killed
 * has removed some, and the next goes on. None of them waits for a row that somebody is at work on.
 */
export type Removal = (db: Queryable, before: Date, limit: number) => Promise<number>;

const count = ({ numAffectedRows }: { numAffectedRows?: bigint }) => Number(numAffectedRows ?? 0n);

export const removeSessions: Removal = async (db, before, limit) =>
  count(
    await sql`delete from session where id in (
      select id from session where expires_at < ${before} limit ${limit} for update skip locked)`.execute(db),
  );

export const removeDrafts: Removal = async (db, before, limit) =>
  count(
    await sql`delete from draft where id in (
      select id from draft where updated_at < ${before} order by id limit ${limit} for update skip locked)`.execute(
      db,
    ),
  );

export const removeUnfinishedApplications: Removal = async (db, before, limit) =>
  count(
    await sql`delete from drive_application where id in (
      select id from drive_application where state = 'draft' and updated_at < ${before}
      order by id limit ${limit} for update skip locked)`.execute(db),
  );

/** That there was one stays on record, without what it said. */
export const clearEndedApplications: Removal = async (db, before, limit) =>
  count(
    await sql`update drive_application
      set title = '', clerk_note = null, invite_hash = null, content = '{"target": "", "targetCode": null, "summary": "",
        "reasons": "", "costs": "", "articles": [], "exclusions": {}}'
      where id in (
        select id from drive_application where state in ('withdrawn', 'refused') and title <> '' and updated_at < ${before}
        order by id limit ${limit} for update skip locked)`.execute(db),
  );

export const removeLetters: Removal = async (db, before, limit) =>
  count(
    await sql`delete from mail where id in (
      select id from mail where person_id is not null and created_at < ${before}
      order by id limit ${limit} for update skip locked)`.execute(db),
  );

export const removeNotices: Removal = async (db, before, limit) =>
  count(
    await sql`delete from notice where (person_id, space_id, event_seq) in (
      select person_id, space_id, event_seq from notice where created_at < ${before}
      order by created_at limit ${limit} for update skip locked)`.execute(db),
  );

export const removeAbuseSigns: Removal = async (db, before, limit) =>
  count(
    await sql`delete from abuse_sign where id in (
      select id from abuse_sign where last_at < ${before} order by id limit ${limit} for update skip locked)`.execute(
      db,
    ),
  );

export const removeEndedPosts: Removal = async (db, before, limit) =>
  count(
    await sql`delete from post where id in (
      select id from post where ends_at < ${before} order by id limit ${limit} for update skip locked)`.execute(
      db,
    ),
  );

/** What was sent in and is told by its text (submission_until). */
export const removeEndedSubmissions: Removal = async (db, before, limit) =>
  count(
    await sql`delete from submission where ctid in (
      select ctid from submission where until <= ${before} limit ${limit} for update skip locked)`.execute(
      db,
    ),
  );

/** Forms that met the end of a session (kept_form_until). */
export const removeEndedForms: Removal = async (db, before, limit) =>
  count(
    await sql`delete from kept_form where id in (
      select id from kept_form where until <= ${before} limit ${limit} for update skip locked)`.execute(db),
  );

/** Wishes to be told of polls that have closed (poll_reminder's primary key, by polls). */
export const removeReminders: Removal = async (db, before, limit) =>
  count(
    await sql`delete from poll_reminder where ctid in (
      select poll_reminder.ctid from poll_reminder join matter on matter.id = poll_reminder.matter_id
      where matter.closes_at < ${before} limit ${limit} for update of poll_reminder skip locked)`.execute(db),
  );
