import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { listEvents } from "#db/queries/events.ts";
import { inTransaction } from "#db/transaction.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";

let database: TestDatabase;
const LINES = 40;
/** What the city begins with: its rules, and five kinds of drives. */
const CITY_LINES = 6;

const append = (note: number) =>
  inTransaction(database.db, (tx) =>
    appendToLedger(tx, [
      { spaceId: 1, matterId: null, kind: "imported", at: new Date(note * 1000), data: { note } },
    ]),
  );

/** As somebody with all rights in the database would: past the triggers. */
const tamper = (statement: ReturnType<typeof sql>) =>
  inTransaction(database.db, async (tx) => {
    await sql`alter table event disable trigger user`.execute(tx);
    await statement.execute(tx);
    await sql`alter table event enable trigger user`.execute(tx);
  });

describe("the ledger", () => {
  beforeEach(async () => {
    database = await createTestDatabase("city");
    for (let note = CITY_LINES; note < LINES; note += 1) await append(note);
    return () => database.close();
  });

  test("holds as it was written", async () => {
    expect(await verifyLedger(database.db)).toEqual({ holds: true, lines: LINES });
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
    expect(await verifyLedger(database.db)).toMatchObject({ holds: false, brokenAt, reason });
  });

  test.each([
    ["event", sql`update event set kind = 'x'`],
    ["event", sql`delete from event`],
    ["event", sql`truncate event cascade`],
  ])("%s takes no change through the front door", async (_, statement) => {
    await expect(statement.execute(database.db)).rejects.toThrow(/append-only/);
  });
});

describe("many writers at once", () => {
  beforeAll(async () => {
    database = await createTestDatabase("empty");
    await sql`insert into space (code, kind, name, created_at) values ('s', 'city', '{}', now())`.execute(
      database.db,
    );
  });
  afterAll(() => database.close());

  test("leave no gap and no fork, and the chain can be recomputed from the public answer alone", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, note) => append(note)));
    expect(await verifyLedger(database.db)).toEqual({ holds: true, lines: 100 });

    // By hand, as an outsider would: keys sorted, no white space (RFC 8785), the hash before in front.
    const events = await listEvents(database.db, 0, 1000);
    let previous = Buffer.alloc(32);
    for (const { seq, space_id, matter_id, kind, at, data, hash } of events) {
      const line = `{"at":"${at.toISOString()}","data":{"note":${data.note}},"kind":"${kind}","matter":${matter_id},"seq":${seq},"space":${space_id}}`;
      previous = createHash("sha256").update(previous).update(line).digest();
      expect(previous.equals(hash), `line ${seq}`).toBe(true);
    }
  });
});
