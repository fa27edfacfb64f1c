import { type Kysely, sql } from "kysely";

/**
 * What leaves the count is recorded like what came into it: a support that was taken back keeps its serial, a
 * signature its leaf, and each change of a line on paper is a leaf of a batch. So counts, crossings and batches can
 * be computed from one another.
 *
 * What stood before is taken over without a line: leaves whose signature is gone were withdrawn, and each line on
 * paper came to stand as it does. The next run of the job that closes batches records both.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- ─── what a batch holds ───────────────────────────────────────────────────────────────────────────
  alter table signature_batch add column holds text not null default 'signatures'
    check (holds in ('signatures', 'withdrawals', 'paper'));
  alter table signature_batch alter column holds drop default;

  -- ─── taken back ───────────────────────────────────────────────────────────────────────────────────
  -- Of every matter; says nothing of whom. after_serial: the last that was given before it went.
  create table support_withdrawal (
    matter_id    bigint not null references matter,
    serial       int not null,
    after_serial int not null check (after_serial >= serial),
    withdrawn_at timestamptz not null,
    primary key (matter_id, serial)             -- also: how many stood at a crossing
  );

  -- The leaf that a batch has of a signature that is no more.
  create table signature_withdrawal (
    matter_id    bigint not null references drive,
    leaf         bytea not null check (octet_length(leaf) = 32),
    withdrawn_at timestamptz,                   -- null: before this was recorded
    batch_id     bigint references signature_batch,
    position     int,
    primary key (matter_id, leaf),
    check (num_nonnulls(batch_id, position) in (0, 2))
  );
  create index signature_withdrawal_unbatched on signature_withdrawal (matter_id) where batch_id is null; -- the job that closes batches
  insert into signature_withdrawal (matter_id, leaf)
    select distinct batch.matter_id, leaf.leaf from signature_leaf leaf
    join signature_batch batch on batch.id = leaf.batch_id
    join drive on drive.matter_id = batch.matter_id and drive.data_deleted_at is null
    where not exists (select from signature where signature.matter_id = batch.matter_id
      and signature.batch_id = leaf.batch_id and signature.position = leaf.position);

  -- ─── paper ────────────────────────────────────────────────────────────────────────────────────────
  -- serial: its own where the line came to count, else the last that was given before. by_mark: keyed, of who did
  -- it; null: it followed from something else
  create table paper_change (
    id           bigint generated always as identity primary key,
    matter_id    bigint not null references drive,
    sheet_id     bigint not null,
    line         int not null,
    state_before text check (state_before in ('counted', 'doubtful', 'refused', 'superseded')), -- null: entered
    state        text not null check (state in ('counted', 'doubtful', 'refused', 'superseded')),
    reasons      text[] not null,
    serial       int not null check (serial >= 0),
    by_mark      bytea check (octet_length(by_mark) = 32),
    changed_at   timestamptz not null,
    nonce        bytea not null check (octet_length(nonce) = 32), -- so that nobody can try what a leaf stands for
    batch_id     bigint references signature_batch,
    position     int,
    foreign key (sheet_id, line) references paper_line,
    check (num_nonnulls(batch_id, position) in (0, 2))
  );
  create index paper_change_of_line on paper_change (sheet_id, line, id);              -- how a line came to stand
  create index paper_change_of_drive on paper_change (matter_id, serial);              -- how many counted at a crossing
  create index paper_change_unbatched on paper_change (matter_id, id) where batch_id is null; -- the job that closes batches
  insert into paper_change (matter_id, sheet_id, line, state, reasons, serial, changed_at, nonce)
    select matter_id, sheet_id, line, state, reasons, 0, now(),
      uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    from paper_line order by sheet_id, line;
  `;
  await sql.raw(script).execute(db);
}
