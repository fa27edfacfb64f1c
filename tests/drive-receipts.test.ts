import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FULL_BATCH, isBatchDue, recordedBy } from "#app/domain/kinds/drive/batch-times.ts";
import { checkReceipt, readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { closeBatches, closeDueBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { RECEIPT_FORM, readReceipt, receiptNonce, receiptText } from "#app/domain/kinds/drive/receipt.ts";
import { signDrive, withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { auditPath, leafHash, rootFrom, rootOf } from "#app/platform/merkle.ts";
import { NoteKey } from "#app/platform/note-key.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createDrive, createSigners, DRAFT, signer, signingServices } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal } from "./support/portal.ts";
import { programOf } from "./support/program.ts";
import { realSettings } from "./support/real-city.ts";

/** The vectors that Certificate Transparency's own implementations are tested with (merkle_tree_test). */
const ENTRIES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const PATHS: [number, number, string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];
const leaves = ENTRIES.map((entry) => leafHash(Buffer.from(entry, "hex")));
const hex = (hash: Buffer | undefined) => hash?.toString("hex");

describe("Merkle trees (RFC 6962, section 2.1)", () => {
  test.each(ROOTS.map((root, size) => [size, root] as const))("the root of %d leaves", (size, root) => {
    expect(hex(rootOf(leaves.slice(0, size)))).toBe(root);
  });

  test.each(PATHS)("the path of leaf %d of %d", (index, size, path) => {
    expect(auditPath(index, leaves.slice(0, size)).map(hex)).toEqual(path);
  });

  test("every path of every tree leads to its root; from another place, leaf or size, or shortened, it does not", () => {
    const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    const tree = fc.uniqueArray(leaf, {
      minLength: 1,
      maxLength: 70,
      selector: (one) => one.toString("hex"),
    });
    fc.assert(
      fc.property(tree, fc.nat(), (all, number) => {
        const index = number % all.length;
        const root = hex(rootOf(all));
        const path = auditPath(index, all);
        const [own = Buffer.alloc(32)] = all.slice(index);
        expect(hex(rootFrom(own, index, all.length, path))).toBe(root);
        const other = (index + 1) % all.length;
        if (all.length > 1) {
          expect(hex(rootFrom(own, other, all.length, path))).not.toBe(root);
          expect(hex(rootFrom(own, index, all.length, path.slice(1)))).not.toBe(root);
        }
        expect(hex(rootFrom(own, index, all.length, [...path, own]))).not.toBe(root);
        expect(hex(rootFrom(leafHash(own), index, all.length, path))).not.toBe(root);
        expect(rootFrom(own, all.length, all.length, path)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
    expect(() => auditPath(0, [])).toThrow(RangeError);
  });
});

describe("receipts", async () => {
  const key = new NoteKey("k".repeat(32), "portal.test");
  const text = receiptText({
    matter_id: 12,
    draft_hash: Buffer.alloc(32, 7),
    signed_at: new Date("2026-03-02T00:20:30.400+09:00"),
    nonce: Buffer.alloc(32, 1),
    receipt: RECEIPT_FORM,
  });
  const note = await key.sign(text);

  test("a signed note: the day in Seoul, no name, and a nonce of its own each time", () => {
    expect(readReceipt(key, note)).toEqual({
      text,
      facts: { driveId: 12, draftHash: "07".repeat(32), day: "2026-03-02" },
    });
    expect(text).not.toMatch(/\d\d:\d\d/);
    expect(receiptNonce()).not.toEqual(receiptNonce());
    expect(leafHash(text)).toEqual(createHash("sha256").update(Buffer.of(0)).update(text).digest());
    expect(key.verifierKey).toMatch(/^portal\.test\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
  });

  test("one of the first form, with its minute, is still what it was, and nobody is told more than the day", async () => {
    const first = receiptText({
      matter_id: 12,
      draft_hash: Buffer.alloc(32, 7),
      signed_at: new Date("2026-03-02T00:20:30.400+09:00"),
      nonce: Buffer.alloc(32, 1),
      receipt: 1,
    });
    expect(first).toContain("receipt v1\ndrive 12\n");
    expect(first).toContain("\ntime 2026-03-01T15:20Z\n");
    expect(readReceipt(key, await key.sign(first))).toEqual({
      text: first,
      facts: { driveId: 12, draftHash: "07".repeat(32), day: "2026-03-02" },
    });
  });

  test.each([
    ["another drive", note.replace("drive 12", "drive 13")],
    ["another day", note.replace("03-02", "03-03")],
    ["another text", note.replace("07".repeat(32), "08".repeat(32))],
    ["another name", note.replaceAll("portal.test", "portal.evil")],
    ["no signature", note.slice(0, note.indexOf("\n\n") + 1)],
    ["a second signature line", `${note}${note.slice(note.indexOf("—"))}`],
    ["an empty text", ""],
  ])("%s is not ours", (_, changed) => {
    expect(readReceipt(key, changed)).toBeUndefined();
  });

  test("another key's note is not ours", () => {
    expect(readReceipt(new NoteKey("x".repeat(32), "portal.test"), note)).toBeUndefined();
  });
});

describe("a batch is due", () => {
  const at = (clock: string) => new Date(`2026-03-02T${clock}+09:00`);
  test.each<[string, number, string, string | null, string, boolean]>([
    ["one, in the hour of its signing", 1, "10:59:59", null, "10:59:59.999", false],
    ["one, when that hour is over", 1, "10:59:59", null, "11:00:00", true],
    ["one, hours later, as after a stop", 1, "10:00:00", null, "15:30:00", true],
    ["forty-nine within the hour", FULL_BATCH - 1, "10:00:00", null, "10:40:00", false],
    ["fifty", FULL_BATCH, "10:00:00", null, "10:00:01", true],
    ["fifty, after a batch in the same hour", FULL_BATCH, "10:20:00", "10:20:00", "10:21:00", true],
    ["one that came late into an hour that has its batch", 1, "10:59:59", "11:00:30", "11:01:00", false],
    ["the same in the hour after", 1, "10:59:59", "11:00:30", "12:00:00", true],
    ["none", 0, "10:00:00", null, "12:00:00", false],
  ])("%s", (_, waiting, since, closed, now, due) => {
    const lastClosedAt = closed === null ? null : at(closed);
    expect(isBatchDue({ waiting, since: at(since), lastClosedAt }, at(now))).toBe(due);
  });

  test("by the end of the hour, which is told to the signer", () => {
    expect(recordedBy(at("10:00:00"))).toEqual(at("11:00:00"));
    expect(recordedBy(at("23:59:59.999"))).toEqual(new Date("2026-03-03T00:00:00+09:00"));
  });
});

describe("batches", () => {
  let database: TestDatabase;
  let services: SigningServices;
  const at = new Date("2026-03-02T10:00:00+09:00");
  beforeAll(async () => {
    database = await createTestDatabase();
    services = signingServices(database.db);
  });
  afterAll(() => database.close());

  const signAll = async (matterId: number, count: number, from = 0, signedAt = at) => {
    const people = Array.from({ length: count }, (_, index) => signer(from + index));
    const ids = await createSigners(database.db, services.seal, people);
    const hash = draftHash(DRAFT).toString("hex");
    await Promise.all(
      ids.map((personId) =>
        signDrive(services, {
          spaceId: FIRST_SPACE,
          matterId,
          personId,
          consent: true,
          draftHash: hash,
          address: "",
          at: signedAt,
        }),
      ),
    );
    return ids;
  };

  test("each receipt proves itself; several closers at once record each signature once", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at, required: 1_000 });
    const people = await signAll(matter, 37);
    const [first = 0, second = 0] = people;
    const waiting = await readOwnReceipt(services, FIRST_SPACE, matter, first);
    expect(waiting?.file).toBeNull();
    expect(await checkReceipt(db, FIRST_SPACE, services.receipts, waiting?.note ?? "")).toMatchObject({
      result: "waiting",
    });

    const closed = await Promise.all([
      closeBatches(services, at),
      closeBatches(services, at),
      closeBatches(services, at),
    ]);
    expect(closed.reduce((sum, count) => sum + count)).toBe(37);
    expect(await closeBatches(services, at)).toBe(0);
    for (const person of people) {
      const receipt = await readOwnReceipt(services, FIRST_SPACE, matter, person);
      const file = receipt?.file;
      if (!file) throw new Error("It was recorded.");
      const path = file.path.map((one) => Buffer.from(one, "hex"));
      const text = file.note.slice(0, file.note.lastIndexOf("\n\n") + 1);
      expect(hex(rootFrom(leafHash(text), file.leafIndex, file.treeSize, path))).toBe(file.root);
    }
    const own = await readOwnReceipt(services, FIRST_SPACE, matter, first);
    const pasted = JSON.stringify(own?.file);
    const event = await db
      .selectFrom("event")
      .selectAll()
      .where("seq", "=", own?.file?.ledger.seq ?? 0)
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ kind: "signatures-recorded", data: { size: 37, root: own?.file?.root } });
    expect(await checkReceipt(db, FIRST_SPACE, services.receipts, pasted)).toMatchObject({
      result: "included",
    });
    expect(
      await checkReceipt(db, FIRST_SPACE, services.receipts, own?.note.replaceAll("\n", "\r\n") ?? ""),
    ).toMatchObject({
      result: "included",
    });
    const moved = JSON.stringify({ ...own?.file, leafIndex: ((own?.file?.leafIndex ?? 0) + 1) % 37 });
    expect(await checkReceipt(db, FIRST_SPACE, services.receipts, moved)).toMatchObject({
      result: "wrong-path",
    });
    expect(await checkReceipt(db, FIRST_SPACE, services.receipts, "그냥 글")).toEqual({ result: "not-ours" });
    await expect(checkReceipt(db, FIRST_SPACE, services.receipts, " ")).rejects.toMatchObject({
      code: "invalid-input",
    });

    // Taken back later: the receipt is still what it was, and nothing stands in its way.
    const before = await readOwnReceipt(services, FIRST_SPACE, matter, second);
    await withdrawSignature(services, FIRST_SPACE, matter, second, at);
    expect(await readOwnReceipt(services, FIRST_SPACE, matter, second)).toBeUndefined();
    expect(await checkReceipt(db, FIRST_SPACE, services.receipts, before?.note ?? "")).toMatchObject({
      result: "included",
    });
    expect(await verifyChain(db, 1)).toMatchObject({ holds: true });
  });

  test("the job leaves a few to the end of their hour, and takes fifty at once", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at, required: 1_000 });
    const sizes = async () => {
      const rows = await db
        .selectFrom("signature_batch")
        .select("size")
        .where("matter_id", "=", matter)
        .orderBy("id")
        .execute();
      return rows.map(({ size }) => size);
    };
    const time = (clock: string) => new Date(`2026-03-02T${clock}+09:00`);
    await signAll(matter, 3, 30_000, time("10:20:00"));
    await closeDueBatches(services, time("10:59:59"));
    expect(await sizes()).toEqual([]);
    await Promise.all([
      closeDueBatches(services, time("11:00:00")),
      closeDueBatches(services, time("11:00:00")),
    ]);
    expect(await sizes()).toEqual([3]);
    await signAll(matter, 49, 31_000, time("11:10:00"));
    await closeDueBatches(services, time("11:10:30"));
    expect(await sizes()).toEqual([3]);
    await signAll(matter, 2, 32_000, time("11:11:00"));
    await closeDueBatches(services, time("11:11:30"));
    expect(await sizes()).toEqual([3, 51]);
  });

  test("by hand, with a time of its own in the demonstration alone", async () => {
    const { db, url } = database;
    const matter = await createDrive(db, services, { at, required: 1_000 });
    const [person = 0] = await signAll(matter, 1, 33_000);
    const run = (words: string[], settings: Record<string, string> = {}) =>
      promisify(execFile)(process.execPath, [programOf("app/commands/job.ts"), ...words], {
        cwd: resolve(import.meta.dirname, ".."),
        env: { ...process.env, NODE_ENV: "production", DATABASE_URL: url, LOG_LEVEL: "error", ...settings },
      });
    const file = async () => (await readOwnReceipt(services, FIRST_SPACE, matter, person))?.file;
    await run(["close-batches", "2026-03-02T10:59:00+09:00"]);
    expect(await file()).toBeNull();
    await run(["close-batches", "2026-03-02T11:00:00+09:00"]);
    expect(await file()).toMatchObject({ treeSize: 1 });
    await expect(run(["close-batches", "2026-03-02T11:00:00+09:00"], realSettings())).rejects.toThrow(
      "A real city's jobs go by the real clock",
    );
  });

  test("more than a batch holds are several; the order of leaves is not the order of signing", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at, required: 10_000 });
    await signAll(matter, 1_150, 10_000);
    expect(await closeBatches(services, at)).toBe(1_150);
    const batches = await db
      .selectFrom("signature_batch")
      .select("size")
      .where("matter_id", "=", matter)
      .execute();
    expect(batches.map(({ size }) => size)).toEqual([1_000, 150]);
    const rows = await db
      .selectFrom("signature_leaf")
      .innerJoin("signature_batch", "signature_batch.id", "signature_leaf.batch_id")
      .select(["signature_leaf.leaf"])
      .where("signature_batch.matter_id", "=", matter)
      .orderBy("batch_id")
      .orderBy("position")
      .limit(1_000)
      .execute();
    const stored = rows.map(({ leaf }) => leaf.toString("hex"));
    expect(stored).toEqual([...stored].sort());
  });

  test("a script of ten lines with none of our code verifies a receipt by the public ledger", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at, required: 1_000 });
    const people = await signAll(matter, 11, 20_000);
    await closeBatches(services, at);
    const portal = await startPortal({ database });
    const folder = await mkdtemp(join(tmpdir(), "receipt-"));
    try {
      const path = resolve(import.meta.dirname, "../app/components/drive/verify-receipt.mjs");
      const run = async (receipt: object) => {
        const file = join(folder, "receipt.json");
        await writeFile(file, JSON.stringify(receipt));
        return (await promisify(execFile)(process.execPath, [path, file, portal.url])).stdout.trim();
      };
      for (const person of people.slice(0, 3)) {
        const file = (await readOwnReceipt(services, FIRST_SPACE, matter, person))?.file;
        if (!file) throw new Error("It was recorded.");
        expect(await run(file)).toBe("The ledger holds this signature.");
        const changed = { ...file, note: file.note.replace("drive", "Drive") };
        expect(await run(changed)).toBe("NOT in the ledger.");
      }
    } finally {
      await portal.stop();
      await rm(folder, { recursive: true });
    }
  });
});
