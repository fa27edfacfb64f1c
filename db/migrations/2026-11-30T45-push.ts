import { type Kysely, sql } from "kysely";

/** Devices that are told by push messages, and what waits to be sent to them. The version before may run beside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table push_device (
    id            bigint generated always as identity primary key,
    person_id     bigint not null references person on delete cascade,
    -- SHA-256 of its address, which nobody guesses: one device is one row, whoever asks
    endpoint_hash bytea not null unique check (octet_length(endpoint_hash) = 32),
    -- its address at the push service, and its keys
    sealed        bytea not null,
    -- such as "Firefox, Android"; null: unknown
    device        text,
    -- of the session that asked, so that it ends with that one; no reference: a session that runs out ends nothing
    session_id    text,
    created_at    timestamptz not null
  );
  -- serves the list of one's devices, who is told, and leaving
  create index push_device_of_person on push_device (person_id);

  create table push_waiting (
    device_id  bigint not null references push_device on delete cascade,
    space_id   int not null references space,
    -- the line of the ledger that it tells of: once a device
    event_seq  bigint not null,
    created_at timestamptz not null,
    attempts   int not null default 0,
    -- null: at once
    retry_at   timestamptz,
    primary key (device_id, space_id, event_seq)
  );
  -- serves the job that sends
  create index push_waiting_order on push_waiting (created_at);
  `;
  await sql.raw(script).execute(db);
}
