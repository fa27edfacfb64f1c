import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkReceipt, readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { deletePersonalData } from "#app/domain/kinds/drive/delete-personal-data.ts";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { readList, readLooksAt, readPaperLines, readSigner } from "#app/domain/kinds/drive/personal.ts";
import { rotateKeys } from "#app/domain/kinds/drive/rotate-keys.ts";
import { signDrive } from "#app/domain/kinds/drive/sign.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { openPersonalData, sealPersonalData } from "#app/domain/person/personal-data.ts";
import { Envelope } from "#app/platform/envelope.ts";
import { KeyRing } from "#app/platform/key-ring.ts";
import { encrypt, Seal } from "#app/platform/seal.ts";
import { updateDrive } from "#db/queries/drives.ts";
import { countWaiting } from "#db/queries/paper-waiting.ts";
import { inTransaction } from "#db/transaction.ts";
import { asOwner, createClerk, createTestDatabase, type TestDatabase } from "./support/database.ts";
import {
  createDrive,
  createSigners,
  DRAFT,
  driveOf,
  enterPaper,
  signer,
  signingServices,
  TEST_KEY,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

const AT = new Date("2026-03-02T10:00:00+09:00");
const NEW_KEY = "another-personal-data-key-of-32-characters-and-more";

describe("envelopes", () => {
  const ring = KeyRing.of(TEST_KEY);
  const envelope = new Envelope(ring);
  const wrapped = envelope.create();
  const key = envelope.open(wrapped);
  const sealed = key.seal("김민서", "drive/1/person/2");

  test("opens what it sealed, of what it was sealed for", () => {
    expect(envelope.open(wrapped).open(sealed, "drive/1/person/2")).toBe("김민서");
    expect(key.seal("김민서", "drive/1/person/2").equals(sealed)).toBe(false);
    expect(sealed.toString("latin1")).not.toContain(Buffer.from("김민서").toString("latin1"));
  });

  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy;
  };
  test.each([
    ["another row", () => key.open(sealed, "drive/1/person/3")],
    ["a changed nonce", () => key.open(flipped(sealed, 0), "drive/1/person/2")],
    ["a changed text", () => key.open(flipped(sealed, 14), "drive/1/person/2")],
    ["a changed tag", () => key.open(flipped(sealed, sealed.length - 1), "drive/1/person/2")],
    ["a short tag", () => key.open(sealed.subarray(0, -4), "drive/1/person/2")],
    ["nothing", () => key.open(Buffer.alloc(0), "drive/1/person/2")],
    ["another data key", () => envelope.open(envelope.create()).open(sealed, "drive/1/person/2")],
    ["a changed wrapping", () => envelope.open({ ...wrapped, wrapped: flipped(wrapped.wrapped, 20) })],
    ["another master key", () => new Envelope(KeyRing.of(NEW_KEY)).open(wrapped)],
  ])("%s does not open", (_, open) => {
    expect(open).toThrow();
  });

  test("wrapped anew, the same data opens; the old key is needed no longer", () => {
    const after = new Envelope(KeyRing.of(NEW_KEY, TEST_KEY)).rewrap(wrapped);
    expect(after.master).not.toBe(wrapped.master);
    expect(new Envelope(KeyRing.of(NEW_KEY)).open(after).open(sealed, "drive/1/person/2")).toBe("김민서");
  });

  test("a key file that changes is read again, also by who asks for a key that is not there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "keys-"));
    const file = join(folder, "keys");
    await writeFile(file, `${TEST_KEY}\n`);
    const fromFile = KeyRing.fromFile(file);
    expect(fromFile.current.id).toBe(ring.current.id);
    await writeFile(file, `${NEW_KEY}\n${TEST_KEY}\n`);
    await utimes(file, new Date(), new Date(Date.now() + 2_000));
    const elsewhere = new Envelope(KeyRing.of(NEW_KEY)).create();
    expect(() => new Envelope(fromFile).open(elsewhere)).not.toThrow();
    expect(fromFile.current.id).toBe(elsewhere.master);
    expect(() => new Envelope(fromFile).open(wrapped)).not.toThrow();
    await writeFile(file, "short\n");
    expect(() => KeyRing.fromFile(file)).toThrow(/32 characters/);
    await rm(folder, { recursive: true });
  });

  test("what earlier portals sealed without naming its key, or bound to nothing, still opens", () => {
    const bound = new Seal(TEST_KEY).close("글", "person/sealed/1");
    const unbound = Buffer.concat([
      Buffer.of(2),
      bound.subarray(1, 9),
      encrypt(KeyRing.of(TEST_KEY).current.derive("gonggam personal data"), "글"),
    ]);
    const unnamed = Buffer.concat([Buffer.of(1), unbound.subarray(9)]);
    for (const earlier of [unbound, unnamed]) {
      expect(new Seal(KeyRing.of(NEW_KEY, TEST_KEY)).open(earlier, "person/sealed/1")).toBe("글");
      expect(() => new Seal(NEW_KEY).open(earlier, "person/sealed/1")).toThrow();
    }
    expect(() => new Seal(NEW_KEY).open(bound, "person/sealed/1")).toThrow();
  });

  test("what is sealed for one row does not open in another", () => {
    const seal = new Seal(TEST_KEY);
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const sealed = sealPersonalData(seal, one, signer(1));
    expect(openPersonalData(seal, { identity_hash: one, sealed }).name).toBe(signer(1).name);
    expect(() => openPersonalData(seal, { identity_hash: other, sealed })).toThrow();
  });
});

describe("personal data in the database", () => {
  let database: TestDatabase;
  let services: SigningServices;
  beforeAll(async () => {
    database = await createTestDatabase();
    services = signingServices(database.db);
  });
  afterAll(() => database.close());

  const people = Array.from({ length: 5 }, (_, index) =>
    signer(index, {
      name: `홍길동${index}`,
      address: `새터로 ${index}길`,
      birthDate: `1971-05-0${index + 1}`,
    }),
  );
  const onPaper = Array.from({ length: 3 }, (_, index) =>
    signer(50 + index, {
      name: `성춘향${index}`,
      address: `달맞이길 ${index}`,
      birthDate: `1969-11-0${index + 1}`,
    }),
  );
  const hash = draftHash(DRAFT).toString("hex");

  async function signedDrive(): Promise<{ matterId: number; ids: number[] }> {
    const matterId = await createDrive(database.db, services, { at: AT, required: 100 });
    const ids = await createSigners(database.db, services.seal, people);
    for (const personId of ids)
      await signDrive(services, {
        spaceId: FIRST_SPACE,
        matterId,
        personId,
        consent: true,
        draftHash: hash,
        address: "198.51.100.9",
        at: AT,
      });
    await enterPaper(database.db, services, matterId, 1, onPaper, AT);
    return { matterId, ids };
  }

  /** Everything that the database holds, as text, bytes as they are and as hex. */
  async function dump(): Promise<string> {
    const { pool } = database;
    const tables = await pool.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const parts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await pool.query<Record<string, unknown>>(`select * from ${name}`);
      for (const row of rows)
        for (const value of Object.values(row))
          parts.push(
            Buffer.isBuffer(value)
              ? `${value.toString("utf8")} ${value.toString("hex")} ${value.toString("base64")}`
              : JSON.stringify(value),
          );
    }
    return parts.join("\n");
  }

  test("a dump reveals no signer: no name, birth date, house or address of the network", async () => {
    const { matterId } = await signedDrive();
    const waiting = [signer(90, { name: "심청이", address: "연꽃길 4", birthDate: "1968-07-09" })];
    await enterSheet(services, {
      spaceId: FIRST_SPACE,
      matterId,
      clerkId: await createClerk(database.db),
      sheet: 2,
      source: "hand",
      lines: waiting.map(({ name, address, birthDate }) => ({
        line: 1,
        name,
        birthDate: birthDate ?? "",
        address: address ?? "",
        district: "",
        unreadable: false,
        unsigned: false,
      })),
      districts: new Map(),
      at: AT,
    });
    expect(await countWaiting(database.db, matterId)).toBe(waiting.length);
    const text = await dump();
    expect(text).toContain(DRAFT.title); // it does look into the tables
    for (const one of [...people, ...onPaper, ...waiting])
      for (const secret of [one.name, one.birthDate ?? "", one.address ?? ""])
        for (const form of [
          secret,
          Buffer.from(secret).toString("hex"),
          Buffer.from(secret).toString("base64"),
        ])
          expect(text.includes(form), form).toBe(false);
    expect(text).not.toContain("198.51.100.9");
  });

  test("every look is recorded before it is had, and the signer sees office, day and purpose", async () => {
    const { db } = database;
    const { matterId, ids } = await signedDrive();
    const [own = 0, other = 0] = ids;
    const reading = {
      spaceId: FIRST_SPACE,
      matterId,
      readerId: await createClerk(db),
      purpose: "이의신청 확인",
      at: AT,
    };
    expect(await readSigner(db, services.dataKeys, reading, own)).toEqual({
      name: "홍길동0",
      birthDate: "1971-05-01",
      address: "새터로 0길",
      district: "garam",
    });
    const { readId, entries } = await readList(
      db,
      services.dataKeys,
      { ...reading, purpose: "명부 열람" },
      "list",
    );
    expect(readId).toBeGreaterThan(0);
    const names: string[] = [];
    for await (const entry of entries) names.push(entry.name);
    expect(names.sort()).toEqual([...people, ...onPaper].map(({ name }) => name).sort());
    const lines = await readPaperLines(db, services.dataKeys, reading, { states: ["counted"] });
    expect(lines.map(({ name }) => name)).toEqual(["성춘향0", "성춘향1", "성춘향2"]);

    expect((await readLooksAt(db, matterId, own)).map(({ purpose, scope }) => [purpose, scope])).toEqual([
      ["명부 열람", "list"],
      ["이의신청 확인", "signature"],
    ]);
    expect(await readLooksAt(db, matterId, other)).toHaveLength(1);
    expect((await readLooksAt(db, matterId, own))[0]?.office.ko).toBe("의회사무국");
    const rows = await db
      .selectFrom("personal_read")
      .select("entries")
      .where("matter_id", "=", matterId)
      .execute();
    expect(rows.map(({ entries: count }) => count)).toEqual([1, 8, 3]);

    await expect(readSigner(db, services.dataKeys, { ...reading, purpose: " " }, own)).rejects.toMatchObject({
      code: "invalid-input",
    });
    await expect(readSigner(db, services.dataKeys, reading, 999_999)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(db.deleteFrom("personal_read").execute()).rejects.toThrow(/permission denied/);
    await asOwner(db, (owner) =>
      expect(owner.deleteFrom("personal_read").execute()).rejects.toThrow(/append-only/),
    );
  });

  test("a row of one signer does not open as another's", async () => {
    const { db } = database;
    const { matterId, ids } = await signedDrive();
    const [own = 0, other = 0] = ids;
    const row = await db
      .selectFrom("signature")
      .select("sealed")
      .where("matter_id", "=", matterId)
      .where("person_id", "=", own)
      .executeTakeFirstOrThrow();
    await db
      .updateTable("signature")
      .set(row)
      .where("matter_id", "=", matterId)
      .where("person_id", "=", other)
      .execute();
    const reading = {
      spaceId: FIRST_SPACE,
      matterId,
      readerId: await createClerk(db),
      purpose: "시험",
      at: AT,
    };
    await expect(readSigner(db, services.dataKeys, reading, other)).rejects.toThrow();
  });

  test("keys are rotated beside a portal that signs; again from wherever it was stopped", async () => {
    const { db } = database;
    const { matterId } = await signedDrive();
    const both = KeyRing.of(NEW_KEY, TEST_KEY);
    const running = signingServices(db, both);
    const late = await createSigners(
      db,
      services.seal,
      Array.from({ length: 20 }, (_, index) => signer(900 + index)),
    );
    const stopped = rotateKeys(db, both, () => {
      throw new Error("killed");
    });
    await expect(stopped).rejects.toThrow("killed");
    const rotating = rotateKeys(db, both);
    const signing = late.map((personId) =>
      signDrive(running, {
        spaceId: FIRST_SPACE,
        matterId,
        personId,
        consent: true,
        draftHash: hash,
        address: "",
        at: AT,
      }),
    );
    expect((await Promise.all(signing)).every(({ result }) => result === "signed")).toBe(true);
    const done = await rotating;
    expect(done.persons).toBeGreaterThan(0);

    const onlyNew = signingServices(db, KeyRing.of(NEW_KEY));
    const reading = {
      spaceId: FIRST_SPACE,
      matterId,
      readerId: await createClerk(db),
      purpose: "시험",
      at: AT,
    };
    const { entries } = await readList(db, onlyNew.dataKeys, reading, "list");
    let count = 0;
    for await (const _ of entries) count += 1;
    expect(count).toBe(28);
    const masters = await db.selectFrom("data_key").select("master").distinct().execute();
    expect(masters).toEqual([{ master: KeyRing.of(NEW_KEY).current.id }]);
    // Nothing is left to do, but persons of tests that were never sealed at all.
    const again = await rotateKeys(db, both);
    expect(again).toMatchObject({ keys: 0, persons: 0 });
    await rotateKeys(db, KeyRing.of(TEST_KEY, NEW_KEY)); // back, for the tests after this one
  });

  test("when the legal period ends, who signed is gone, the key too; counts and receipts stay", async () => {
    const { db } = database;
    const { matterId, ids } = await signedDrive();
    const own = ids[0] ?? 0;
    const receipt = await readOwnReceipt(services, FIRST_SPACE, matterId, own);
    const { data_key_id } = await driveOf(db, matterId);
    const backup = await db
      .selectFrom("signature")
      .select("sealed")
      .where("matter_id", "=", matterId)
      .executeTakeFirstOrThrow();
    const due = new Date("2027-03-02T23:59:59.999+09:00");
    await inTransaction(db, (tx) => updateDrive(tx, matterId, { delete_data_at: due }));
    expect(await deletePersonalData(services, due)).toBe(0);
    const after = new Date(due.getTime() + 1);
    const both = await Promise.all([
      deletePersonalData(services, after),
      deletePersonalData(services, after),
    ]);
    expect(both.reduce((sum, one) => sum + one)).toBe(1);

    const drive = await driveOf(db, matterId);
    expect(drive.support_count).toBe(8);
    expect(drive.kept_counts).toEqual({ online: 5, paper: 3, districts: { garam: 8 } });
    for (const table of ["signature", "support"] as const)
      expect(await db.selectFrom(table).selectAll().where("matter_id", "=", matterId).execute()).toEqual([]);
    const lines = await db
      .selectFrom("paper_line")
      .select(["sealed", "match_hash"])
      .where("matter_id", "=", matterId)
      .execute();
    expect(lines).toEqual(Array.from({ length: 3 }, () => ({ sealed: null, match_hash: null })));
    const key = await db
      .selectFrom("data_key")
      .select(["wrapped", "destroyed_at"])
      .where("id", "=", data_key_id)
      .executeTakeFirst();
    expect(key).toEqual({ wrapped: null, destroyed_at: after });
    expect(await signingServices(db).dataKeys.of(data_key_id)).toBeUndefined();
    expect(backup.sealed.length).toBeGreaterThan(0); // a copy of it has no key any more
    const reading = {
      spaceId: FIRST_SPACE,
      matterId,
      readerId: await createClerk(db),
      purpose: "시험",
      at: after,
    };
    await expect(readSigner(db, services.dataKeys, reading, own)).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await checkReceipt(db, FIRST_SPACE, services.receipts, receipt?.note ?? "")).toMatchObject({
      result: "included",
    });
    const last = await db
      .selectFrom("event")
      .select(["kind", "data"])
      .where("matter_id", "=", matterId)
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst();
    expect(last).toEqual({ kind: "data-deleted", data: { online: 5, paper: 3 } });
  });
});
