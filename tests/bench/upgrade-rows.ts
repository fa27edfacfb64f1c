import type pg from "pg";

/**
 * A large city in the form of the version before, beside what the fixture holds: proposals of a month that many
 * agreed to, with their days, crossings and duties. In SQL alone: today's functions write today's tables.
 *
 * @param proposals each gets `supports` agreements, of as many persons
 */
export async function insertOldSupports(pool: pg.Pool, proposals: number, supports: number): Promise<void> {
  const { rows } = await pool.query<{ person: number; matter: number }>(
    `with made as (
       insert into person (identity_hash, public_name, sealed, district, created_at)
       select sha256(convert_to('bench ' || n, 'UTF8')), '김○○', '\\x00', 'garam', now() - interval '60 days'
       from generate_series(1, $1) n returning id)
     select min(id) as person, (select max(id) from matter) as matter from made`,
    [Math.max(proposals, supports) * 20],
  );
  const { person = 0, matter = 0 } = rows[0] ?? {};
  await pool.query(
    `insert into matter (space_id, kind, state, title, body, category, rule_set_id, author_id, opened_at, closes_at,
       updated_at, text_fixed_at, support_count, support_serial)
     select 1, 'proposal', 'open', '제안 ' || n, repeat('본문입니다. ', 40), 'transport', 1, $1::bigint + n,
       now() - interval '30 days', now() + interval '30 days', now(), now(), $3, $3
     from generate_series(1, $2::int) n`,
    [person, proposals, supports],
  );
  // Everybody agrees to some, nobody twice to one: another stretch of people for each.
  await pool.query(
    `insert into support (matter_id, person_id, serial, created_at)
     select $1::bigint + m, $2::bigint + (m * 7 + s) % ($5::int), s, now() - interval '30 days' + s * interval '1 minute'
     from generate_series(1, $3::int) m, generate_series(1, $4::int) s`,
    [matter, person, proposals, supports, Math.max(proposals, supports) * 20],
  );
  await pool.query(
    `insert into support_day (matter_id, day, net)
     select matter_id, (created_at at time zone 'Asia/Seoul')::date, count(*) from support where matter_id > $1 group by 1, 2`,
    [matter],
  );
  await pool.query(
    `insert into crossing (matter_id, rule_id, threshold, crossed_at, support_serial)
     select matter.id, rule.id, threshold, now() - interval '20 days', threshold
     from matter join rule on rule.rule_set_id = matter.rule_set_id and matter_kind = 'proposal'
     where matter.id > $1 and support_count >= threshold`,
    [matter],
  );
  await pool.query(
    `insert into duty (matter_id, rule_id, kind, office_id, opened_at, due_at)
     select matter_id, rule_id, 'department-reply', office_id, crossed_at, crossed_at + interval '30 days'
     from crossing join rule on rule.id = rule_id join matter on matter.id = matter_id
       join category on (category.space_id, category.code) = (matter.space_id, matter.category)
     where consequence = 'department-reply' and matter_id > $1`,
    [matter],
  );
  await pool.query("vacuum analyze");
}
