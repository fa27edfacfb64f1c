import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerEntry } from "#app/domain/ledger/lines.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { listEvents, lockLedgerHeads, readLedgerHead } from "#db/queries/events.ts";
import { insertSpace } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";

let database: TestDatabase;
const LINES = 40;
/** What the city begins with: its rules, and five kinds of drives. */
const CITY_LINES = 6;

const line = (note: number, spaceId = 1, matterId: number | null = null): LedgerEntry => ({
  spaceId,
  matterId,
  kind: "data-deleted",
  at: new Date(note * 1000),
  data: { online: note, paper: 0 },
});

const append = (...entries: LedgerEntry[]) => inTransaction(database.db, (tx) => appendToLedger(tx, entries));

const addSpace = (code: string) =>
  inTransaction(database.db, async (tx) => {
    const id = await insertSpace(tx, {
      code,
      kind: "apartment",
      name: JSON.stringify({ ko: code, en: code, ja: code }),
      created_at: new Date(),
    });
    if (id === undefined) throw new Error(`There is a space ${code} already.`);
    return id;
  });

/** As somebody with all rights in the database would: past the triggers. */
const tamper = (statement: ReturnType<typeof sql>) =>
  inTransaction(database.owner.db, async (tx) => {
    await sql`alter table event disable trigger user`.execute(tx);
    await statement.execute(tx);
    await sql`alter table event enable trigger user`.execute(tx);
  });

describe("the ledger", () => {
  beforeEach(async () => {
    database = await createTestDatabase("city");
    for (let note = CITY_LINES; note < LINES; note += 1) await append(line(note));
    return () => database.close();
  });

  test("holds as it was written", async () => {
    expect(await verifyChain(database.db, 1)).toEqual({ holds: true, lines: LINES });
  });

  test.each([
    ["a changed text", sql`update event set data = '{"note": 7777}' where seq = 20`, 20, "changed"],
    ["a changed time", sql`update event set at = at + interval '1 ms' where seq = 20`, 20, "changed"],
    ["a line taken out", sql`delete from event where seq = 20`, 20, "missing"],
    ["the last lines taken off", sql`delete from event where seq > 35`, 36, "missing"],
    ["a changed hash", sql`update event set hash = sha256('x') where seq = 20`, 20, "changed"],
    ["a forged last hash", sql`update event set hash = sha256('x') where seq = 40`, 40, "changed"],
    ["a head that says otherwise", sql`update ledger_head set hash = sha256('x')`, 40, "cut-off"],
  ])("names the line of %s", async (_, statement, brokenAt, reason) => {
    await tamper(statement);
    expect(await verifyChain(database.db, 1)).toMatchObject({ holds: false, brokenAt, reason });
  });

  test.each([
    ["event", sql`update event set kind = 'x'`],
    ["event", sql`delete from event`],
    ["event", sql`truncate event cascade`],
  ])("%s takes no change through the front door", async (_, statement) => {
    await expect(statement.execute(database.owner.db)).rejects.toThrow(/append-only/);
    await expect(statement.execute(database.db)).rejects.toThrow(/permission denied/);
  });
});

describe("many writers at once", () => {
  beforeAll(async () => {
    database = await createTestDatabase("empty");
    expect(await addSpace("s")).toBe(1);
  });
  afterAll(() => database.close());

  test("leave no gap and no fork, and the chain can be recomputed from the public answer alone", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, note) => append(line(note))));
    expect(await verifyChain(database.db, 1)).toEqual({ holds: true, lines: 100 });

    // By hand, as an outsider would: keys sorted, no white space (RFC 8785), the hash before in front.
    const events = await listEvents(database.db, 1, 0, 1000);
    let previous = Buffer.alloc(32);
    for (const { seq, space_id, matter_id, kind, at, data, hash } of events) {
      const line = `{"at":"${at.toISOString()}","data":{"online":${data.online},"paper":0},"kind":"${kind}","matter":${matter_id},"seq":${seq},"space":${space_id}}`;
      previous = createHash("sha256").update(previous).update(line).digest();
      expect(previous.equals(hash), `line ${seq}`).toBe(true);
    }
  });
});

describe("a ledger a space", () => {
  let other: number;
  const linesOf = async (space: number) =>
    (await listEvents(database.db, space, 0, 1000)).map(({ seq, data }) => [seq, data.online]);

  beforeAll(async () => {
    database = await createTestDatabase("city");
    other = await addSpace("haetsal");
  });
  afterAll(() => database.close());

  test("begins at 1 and leaves the first space's where it is", async () => {
    const before = await readLedgerHead(database.db, 1);
    expect(await append(line(1, other), line(2, other))).toEqual([1, 2]);
    expect(await linesOf(other)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(await readLedgerHead(database.db, 1)).toEqual(before);
  });

  test("takes its own lines out of a group that is of several", async () => {
    const { seq } = await readLedgerHead(database.db, 1);
    expect(await append(line(3, other), line(4), line(5, other), line(6))).toEqual([3, seq + 1, 4, seq + 2]);
    for (const space of [1, other])
      expect(await verifyChain(database.db, space)).toMatchObject({ holds: true });
  });

  test("is written while another space's is held", async () => {
    await inTransaction(database.db, async (tx) => {
      await lockLedgerHeads(tx, [1]);
      await append(line(7, other));
      await expect(
        inTransaction(database.db, async (waiting) => {
          await sql`set local lock_timeout = '50ms'`.execute(waiting);
          await appendToLedger(waiting, [line(8)]);
        }),
      ).rejects.toThrow(/lock timeout/);
    });
  });

  test("never ends in a deadlock, in whatever order a group names the spaces", async () => {
    const before = [await readLedgerHead(database.db, 1), await readLedgerHead(database.db, other)];
    await Promise.all(
      Array.from({ length: 60 }, (_, note) =>
        // past inTransaction, which would try again after a deadlock
        database.db
          .transaction()
          .execute((tx) =>
            appendToLedger(tx, note % 2 ? [line(note), line(note, other)] : [line(note, other), line(note)]),
          ),
      ),
    );
    const after = [await readLedgerHead(database.db, 1), await readLedgerHead(database.db, other)];
    expect(after.map(({ seq }) => seq)).toEqual(before.map(({ seq }) => seq + 60));
    expect(await verifyChain(database.db, other)).toMatchObject({ holds: true });
  });

  test("takes no line about a matter of another space", async () => {
    const proposal = await createProposal(database.db, new Date());
    await expect(append(line(1, other, proposal))).rejects.toThrow(/event_matter_id_space_id_fkey/);
    await expect(append(line(1, 999))).rejects.toThrow(/Space 999 has no ledger/);
  });

  test("is named when it does not hold, and the others hold", async () => {
    await tamper(sql`update event set data = '{"note": 7777}' where space_id = ${other} and seq = 2`);
    expect(await verifyChain(database.db, 1)).toMatchObject({ holds: true });
    expect(await verifyChain(database.db, other)).toMatchObject({
      holds: false,
      brokenAt: 2,
      reason: "changed",
    });
  });
});
