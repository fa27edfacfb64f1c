import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind } from "../tables/matter.ts";
import type { NewRow } from "../tables/tables.ts";
import { addressColumn } from "./matter-addresses.ts";

/** A person's devices, the latest first. */
export function listPushDevices(db: Queryable, personId: number) {
  return db
    .selectFrom("push_device")
    .select(["id", "device", "created_at"])
    .where("person_id", "=", personId)
    .orderBy("id", "desc")
    .execute();
}

/** A device that asks again is the same; one that somebody else asks with is theirs from then on. */
export async function upsertPushDevice(tx: Tx, device: NewRow<"push_device">): Promise<void> {
  await tx
    .insertInto("push_device")
    .values(device)
    .onConflict((conflict) =>
      conflict.column("endpoint_hash").doUpdateSet((eb) => ({
        person_id: eb.ref("excluded.person_id"),
        sealed: eb.ref("excluded.sealed"),
        device: eb.ref("excluded.device"),
        session_id: eb.ref("excluded.session_id"),
      })),
    )
    .execute();
}

/** One that is gone already stays gone; somebody else's stays. */
export async function deletePushDevice(db: Queryable, personId: number, id: number): Promise<void> {
  await db.deleteFrom("push_device").where("id", "=", id).where("person_id", "=", personId).execute();
}

/** It takes no messages any more. */
export async function forgetPushDevice(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("push_device").where("id", "=", id).execute();
}

/** Those that sessions asked with: they ended. */
export async function deletePushOfSessions(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom("push_device").where("session_id", "in", ids).execute();
}

/** Has a line told to all devices of some persons. @returns to how many */
export async function insertPushes(
  tx: Tx,
  line: { spaceId: number; seq: number },
  personIds: readonly number[],
  now: Date,
): Promise<number> {
  if (personIds.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into push_waiting (device_id, space_id, event_seq, created_at)
    select id, ${line.spaceId}, ${line.seq}, ${now} from push_device where person_id = any(${[...personIds]}::bigint[])
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** The oldest that wait to be sent now, locked until the transaction ends; others pass over them. */
export async function takePushes(tx: Tx, now: Date, limit: number) {
  const { rows } = await sql<{
    device_id: number;
    space_id: number;
    event_seq: number;
    attempts: number;
    created_at: Date;
    sealed: Buffer;
    endpoint_hash: Buffer;
    language: Language;
    matter_id: number;
    kind: string;
    data: Record<string, string | number | null>;
    title: string;
    matter_kind: MatterKind;
    address: string;
  }>`
    select w.device_id, w.space_id, w.event_seq, w.attempts, w.created_at, d.sealed, d.endpoint_hash, person.language,
      matter.id as matter_id, event.kind, event.data, coalesce(said.title, matter.title) as title, matter.kind as matter_kind,
      ${addressColumn} as address
    from push_waiting w join push_device d on d.id = w.device_id join person on person.id = d.person_id
    join event on event.space_id = w.space_id and event.seq = w.event_seq
    join matter on matter.id = event.matter_id
    left join matter_translation said on said.matter_id = matter.id and said.language = person.language
    where w.retry_at is null or w.retry_at <= ${now}
    order by w.created_at limit ${limit} for update of w skip locked`.execute(tx);
  return rows;
}

export type PushRow = Awaited<ReturnType<typeof takePushes>>[number];
type PushKey = Pick<PushRow, "device_id" | "space_id" | "event_seq">;

/** It was sent, or will not be. */
export async function deletePush(tx: Tx, { device_id, space_id, event_seq }: PushKey): Promise<void> {
  await tx
    .deleteFrom("push_waiting")
    .where("device_id", "=", device_id)
    .where("space_id", "=", space_id)
    .where("event_seq", "=", event_seq)
    .execute();
}

export async function putOffPush(tx: Tx, push: PushKey, retryAt: Date): Promise<void> {
  await tx
    .updateTable("push_waiting")
    .set((eb) => ({ attempts: eb("attempts", "+", 1), retry_at: retryAt }))
    .where("device_id", "=", push.device_id)
    .where("space_id", "=", push.space_id)
    .where("event_seq", "=", push.event_seq)
    .execute();
}
