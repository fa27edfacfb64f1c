import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "#db/client.ts";

/** Persons in one statement; only their ids matter. */
export async function insertBenchPersons(db: Database, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into person (identity_hash, public_name, sealed, created_at)
    select sha256(convert_to(gen_random_uuid()::text, 'UTF8')), '김○○', '\\x00', now() from generate_series(1, ${count})
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The same with personal data that opens, registered in this city. */
export async function insertBenchSigners(
  db: Database,
  count: number,
  sealFor: (identityHash: Buffer) => Buffer,
): Promise<number[]> {
  const hashes = Array.from({ length: count }, () => randomBytes(32));
  const { rows } = await sql<{ id: number }>`
    insert into person (identity_hash, public_name, sealed, district, created_at)
    select hash, '김○○', sealed, 'garam', now()
    from unnest(${hashes}::bytea[], ${hashes.map(sealFor)}::bytea[]) as given (hash, sealed) returning id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** A proposal under the current rules, open for a long time. */
export async function insertBenchProposal(db: Database, spaceId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with hot as (
      insert into matter (space_id, kind, state, visibility, title, body, category, rule_set_id, opened_at, opens_at,
        closes_at, withdrawable_until, updated_at, next_threshold)
      select ${spaceId}, 'proposal', 'open', 'public', 'hot', 'hot', 'transport', max(id), now(), now(),
        now() + interval '90 days', now() + interval '90 days', now(), 50
      from rule_set returning id, rule_set_id
    ), thresholds as (
      insert into threshold (matter_id, code, position, count, consequence, owed_by, days)
      select hot.id, code, row_number() over (order by threshold), threshold, consequence, owed_by, days
      from hot join rule on rule.rule_set_id = hot.rule_set_id and rule.matter_kind = 'proposal'
    )
    select id from hot`.execute(db);
  return rows[0]?.id ?? 0;
}

/**
 * The baseline, as one would write it at first: insert, count up, look for a threshold that is reached, commit. Its
 * consequences (duty, mails, ledger) are left out in its favour.
 */
export async function supportInOneTransaction(
  db: Database,
  matterId: number,
  personId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const inserted = await sql`
      insert into support (matter_id, person_id, serial, created_at)
      select id, ${personId}, support_serial + 1, now() from matter where id = ${matterId} for update
      on conflict do nothing`.execute(tx);
    if (inserted.numAffectedRows === 0n) return;
    const counted = await sql<{ support_count: number; next_threshold: number | null }>`
      update matter set support_count = support_count + 1, support_serial = support_serial + 1
      where id = ${matterId} returning support_count, next_threshold`.execute(tx);
    const [row] = counted.rows;
    if (row && row.support_count === row.next_threshold) {
      await sql`
        update threshold set reached_at = now(), support_serial = ${row.support_count}
        where matter_id = ${matterId} and count = ${row.support_count} and reached_at is null`.execute(tx);
    }
  });
}

/** Sessions for persons, as sign-ins would leave them. */
export async function insertBenchSessions(
  db: Database,
  sessions: { id: string; personId: number }[],
): Promise<void> {
  await sql`
    insert into session (id, user_id, expires_at, created_at)
    select id, person_id, now() + interval '14 days', now()
    from unnest(${sessions.map(({ id }) => id)}::text[], ${sessions.map(({ personId }) => personId)}::bigint[]) as s (id, person_id)`.execute(
    db,
  );
}

/**
 * Signatures of so many people, as the writer would have left them; what they seal is nobody's. Their batches and
 * districts are not made here.
 */
export async function insertBenchSignatures(
  db: Database,
  matterId: number,
  persons: readonly number[],
  keyVersion: number,
  at: Date,
): Promise<void> {
  await sql`
    with given as (select person, place from unnest(${[...persons]}::bigint[]) with ordinality as g (person, place)),
    supported as (
      insert into support (matter_id, person_id, serial, created_at)
      select ${matterId}, person, place, ${at} from given returning person_id
    ), day as (
      insert into support_day (matter_id, day, net)
      select ${matterId}, (${at}::timestamptz at time zone 'Asia/Seoul')::date, count(*) from given
    )
    update matter set support_count = last.place, support_serial = last.place, updated_at = ${at}
    from (select count(*) as place from given) last where id = ${matterId}`.execute(db);
  await sql`
    insert into signature (matter_id, person_id, district, sealed, match_hash, key_version, nonce, receipt, signed_at)
    select matter_id, person_id, 'garam', sha256(convert_to(person_id::text, 'UTF8')),
      sha256(convert_to('match ' || person_id, 'UTF8')), ${keyVersion}, sha256(convert_to('nonce ' || person_id, 'UTF8')), 2, created_at
    from support where matter_id = ${matterId}`.execute(db);
}

/** Takes a matter's row and keeps it. @returns lets go of it */
export async function holdMatter(db: Database, matterId: number): Promise<() => Promise<void>> {
  const held = await db.startTransaction().execute();
  await held.selectFrom("matter").select("id").where("id", "=", matterId).forUpdate().execute();
  return () => held.rollback().execute();
}
