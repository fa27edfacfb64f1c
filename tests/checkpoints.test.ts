import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { text as readBody } from "node:stream/consumers";
import { sql } from "kysely";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { LedgerKeys } from "#app/domain/ledger/ledger-keys.ts";
import { makeCheckpoints } from "#app/domain/ledger/make-checkpoints.ts";
import { enqueuePushes, pushCheckpoint } from "#app/domain/ledger/push-checkpoints.ts";
import { readCheckpoints } from "#app/domain/ledger/read-checkpoints.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { verifyAllCheckpoints } from "#app/domain/ledger/verify-checkpoints.ts";
import { createPostman, type Postman } from "#app/platform/mail.ts";
import { leafHash, rootOf } from "#app/platform/merkle.ts";
import { consistencyProof, EMPTY, extend, rootOfFrontier } from "#app/platform/merkle-frontier.ts";
import { KEY_TYPES, splitNote, verifierKeyOf } from "#app/platform/note.ts";
import { NoteKey } from "#app/platform/note-key.ts";
import { readWitnessAddress } from "#app/platform/witness-address.ts";
import { listEvents } from "#db/queries/events.ts";
import { inTransaction } from "#db/transaction.ts";
import { isConsistent } from "./support/consistency.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { freePort } from "./support/portal.ts";
import { programOf } from "./support/program.ts";
import { rewriteLedger } from "./support/rewrite-ledger.ts";
import { setUpHaetsal } from "./support/second-space.ts";

const KEYS = new LedgerKeys("k".repeat(32), "portal.test");
const NOW = new Date("2026-03-02T01:00:00Z");

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("It listens at no port.");
  return address.port;
}

describe("a tree that grows", () => {
  const leaves = Array.from({ length: 70 }, (_, at) => leafHash(`${at}`));

  test("has the same root from its frontier as from all of its leaves, in whatever parts it grew", () => {
    let grown = EMPTY;
    for (let size = 0; size <= leaves.length; size += 1) {
      expect(rootOfFrontier(grown), `${size}`).toEqual(rootOf(leaves.slice(0, size)));
      expect(extend(extend(EMPTY, leaves.slice(0, size >> 1)), leaves.slice(size >> 1, size))).toEqual(grown);
      expect(grown.peaks).toHaveLength([...size.toString(2)].filter((bit) => bit === "1").length);
      grown = extend(grown, leaves.slice(size, size + 1));
    }
  });

  test("proves that it goes on from each earlier size, to a verifier that was written from the RFC", () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      for (let first = 1; first <= size; first += 1) {
        const old = extend(EMPTY, leaves.slice(0, first));
        const proof = consistencyProof(old, leaves.slice(first, size));
        const [before, after] = [rootOf(leaves.slice(0, first)), rootOf(leaves.slice(0, size))];
        expect(isConsistent(first, size, before, after, proof), `${first} of ${size}`).toBe(true);
        expect(isConsistent(first, size, leafHash("x"), after, proof), `${first} of ${size}`).toBe(false);
        expect(isConsistent(first, size, before, leafHash("x"), proof), `${first} of ${size}`).toBe(false);
      }
    }
  });
});

describe("witnesses of the settings", () => {
  const key = new NoteKey("w".repeat(32), "witness.test/w1").verifierKey;
  test.each<[string, object]>([
    ["https://keeper.example/heads", { kind: "store", label: "keeper.example", verifierKey: null }],
    ["http://127.0.0.1:8080/", { kind: "store", label: "127.0.0.1:8080" }],
    [
      "file:///var/lib/gonggam/heads.txt",
      { kind: "file", label: "file", path: "/var/lib/gonggam/heads.txt" },
    ],
    ["mailto:notary@city.example", { kind: "mail", label: "city.example", to: "notary@city.example" }],
  ])("%s", (address, expected) => {
    expect(readWitnessAddress(address)).toMatchObject(expected);
  });

  test.each([
    ["nowhere", "no address"],
    ["ftp://keeper.example/", "must begin with"],
    ["http://keeper.example/", "must begin with https://"],
    ["https://user:secret@keeper.example/", "password"],
    ["https://keeper.example/#witness.test/w1", "no key of an Ed25519 cosigner"],
    [`https://keeper.example/#${key}`, "no key of an Ed25519 cosigner"],
    ["file://host/heads.txt", "absolute path"],
    ["mailto:a@b.example,c@d.example", "one mail address"],
    ["mailto:a@b.example?cc=c@d.example", "one mail address"],
  ])("%s is none", (address, fault) => {
    expect(() => readWitnessAddress(address)).toThrow(fault);
  });
});

describe("handing a head to a witness", () => {
  let database: TestDatabase;
  let server: Server;
  let address: string;
  /** What the witness answers, and what it was asked. */
  let answer: { status: number; body?: string; headers?: Record<string, string> };
  let asked: string[];

  beforeAll(async () => {
    database = await createTestDatabase("city");
    await makeCheckpoints(database.db, KEYS, NOW);
    server = createServer(async (request, response) => {
      const body = await readBody(request);
      asked.push(`${request.url} ${body.split("\n", 1)[0]}`);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    address = `http://127.0.0.1:${portOf(server.address())}`;
  });
  afterAll(async () => {
    await new Promise((done) => server.close(done));
    await database.close();
  });
  beforeEach(async () => {
    asked = [];
    await database.pool.query("delete from witness_state");
  });

  const push = (witness: string, postman?: Postman) =>
    pushCheckpoint(
      database.db,
      readWitnessAddress(witness),
      1,
      { postman, origin: "https://portal.test" },
      NOW,
    );
  const state = async () => {
    const { rows } = await database.pool.query("select size, failures, failure, retry_at from witness_state");
    return rows[0];
  };
  const size = async () => (await readCheckpoints(database.db, 1, 0, 1)).checkpoints[0]?.size ?? 0;
  const foreign = () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
    return verifierKeyOf("witness.test/w2", KEY_TYPES.cosigner, raw);
  };

  test.each<[string, typeof answer, string, string]>([
    ["a keeper that takes it", { status: 204 }, "store", "taken"],
    ["a keeper that says no", { status: 500 }, "store", "refused"],
    ["a keeper that knows another", { status: 409 }, "store", "conflict"],
    [
      "a keeper that sends us elsewhere",
      { status: 307, headers: { Location: "http://127.0.0.1:1/inside" } },
      "store",
      "refused",
    ],
    ["a keeper without an end", { status: 200, body: "x".repeat(70_000) }, "store", "unreachable"],
    ["a witness that signs nothing", { status: 200, body: "thanks\n" }, "cosigner", "bad-signature"],
    [
      "a witness that signs with another key",
      { status: 200, body: `— witness.test/w2 ${Buffer.alloc(76, 1).toString("base64")}\n` },
      "cosigner",
      "bad-signature",
    ],
    ["a witness to whom we are unknown", { status: 404 }, "cosigner", "refused"],
    ["a witness to whom it does not go on", { status: 422 }, "cosigner", "conflict"],
    ["a witness that says no size", { status: 409, body: "0\n" }, "cosigner", "conflict"],
    [
      "a witness that knows of more than we ever signed",
      { status: 409, body: "999\n", headers: { "Content-Type": "text/x.tlog.size" } },
      "cosigner",
      "conflict",
    ],
  ])("%s", async (_, given, kind, outcome) => {
    answer = given;
    expect(await push(kind === "store" ? `${address}/heads` : `${address}/log#${foreign()}`)).toBe(outcome);
    const path = kind === "store" ? "/heads portal.test/ledger" : "/log/add-checkpoint old 0";
    expect(asked).toEqual([path]);
    const failed = { failures: 1, failure: outcome, retry_at: new Date(NOW.getTime() + 60_000) };
    expect(await state()).toEqual(
      outcome === "taken"
        ? { size: await size(), failures: 0, failure: null, retry_at: null }
        : { size: 0, ...failed },
    );
    expect((await readCheckpoints(database.db, 1, 0, 1)).checkpoints[0]?.note.match(/^— /gm)).toHaveLength(1);
  });

  test("one that nobody answers for is asked later each time, an hour at most, and taken when it is back", async () => {
    const witness = `http://127.0.0.1:${await freePort()}/heads`;
    const waits = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      expect(await push(witness)).toBe("unreachable");
      waits.push(((await state()).retry_at.getTime() - NOW.getTime()) / 60_000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    await enqueuePushes(database.db, [readWitnessAddress(witness)], NOW);
    const waiting =
      "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'push-checkpoint'";
    expect((await database.pool.query(waiting)).rows).toEqual([{ n: 0 }]);
    await enqueuePushes(database.db, [readWitnessAddress(witness)], new Date(NOW.getTime() + 3_600_000));
    expect((await database.pool.query(waiting)).rows).toEqual([{ n: 1 }]);
  });

  test("one by mail gets a head a day, in the language of the space, and knows it again if it came twice", async () => {
    const letters: string[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData: (stream, _session, done) =>
        void readBody(stream).then((text) => {
          letters.push(text);
          done();
        }),
    });
    await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", done));
    const mailbox = "mailto:notary@city.example";
    const url = `smtp://127.0.0.1:${portOf(smtp.server.address())}`;
    const postman = createPostman(url, "portal@city.example", "portal.test");
    expect(await push(mailbox, postman)).toBe("taken");
    const [letter = ""] = letters;
    expect(letter).toContain("To: notary@city.example");
    expect(letter).toContain(`Message-ID: <head-1-${await size()}@portal.test>`);
    const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
    const due =
      "select count(*)::int as n from graphile_worker.jobs where key like 'push-checkpoint/1/mailto:%'";
    await inTransaction(database.db, (tx) =>
      appendToLedger(tx, [{ spaceId: 1, matterId: null, kind: "closed", at: NOW, data: { closedAt: "1" } }]),
    );
    await makeCheckpoints(database.db, KEYS, NOW);
    for (const [hours, jobs] of [
      [1, 0],
      [22, 0],
      [24, 1],
    ] as const) {
      await enqueuePushes(database.db, [readWitnessAddress(mailbox)], later(hours));
      expect((await database.pool.query(due)).rows, `${hours} h`).toEqual([{ n: jobs }]);
    }
    postman?.close();
    await new Promise<void>((done) => smtp.close(done));
    expect(await push(mailbox, postman)).toBe("unreachable");
  });
});

describe("checkpoints", () => {
  let database: TestDatabase;
  const append = (...notes: number[]) =>
    inTransaction(database.db, (tx) =>
      appendToLedger(
        tx,
        notes.map((note) => ({
          spaceId: 1,
          matterId: null,
          kind: "closed",
          at: NOW,
          data: { closedAt: `${note}` },
        })),
      ),
    );
  const listed = async (spaceId = 1) => (await readCheckpoints(database.db, spaceId, 0, 1000)).checkpoints;
  const verified = async (kept = "") => {
    const results = [];
    for await (const result of verifyAllCheckpoints(database.db, KEYS, kept)) results.push(result);
    return results;
  };

  beforeEach(async () => {
    database = await createTestDatabase("city");
    await append(1, 2, 3);
    return () => database.close();
  });

  test("are of the lines as anybody can compute them, signed in the form of C2SP, a space each", async () => {
    await setUpHaetsal(database.db, NOW);
    await makeCheckpoints(database.db, KEYS, NOW);
    await append(4);
    await makeCheckpoints(database.db, KEYS, NOW);
    const events = await listEvents(database.db, 1, 0, 1000);
    const [first, second, ...more] = await listed();
    expect(more).toEqual([]);
    expect([first?.size, second?.size]).toEqual([events.length - 1, events.length]);
    expect(second?.head).toEqual(events.at(-1)?.hash);
    const root = rootOf(events.map(({ hash }) => leafHash(hash)));
    const text = `portal.test/ledger\n${events.length}\n${root.toString("base64")}\n`;
    expect(splitNote(second?.note ?? "")?.text).toBe(text);
    expect(new NoteKey("k".repeat(32), "portal.test/ledger", "ledger").open(second?.note ?? "")).toBe(text);
    expect(new NoteKey("k".repeat(32), "portal.test/ledger", "receipts").open(second?.note ?? "")).toBe(
      undefined,
    );
    const { rows } = await database.pool.query("select id from space where code = 'haetsal'");
    const [other] = await listed(rows[0].id);
    expect(other?.note).toMatch(/^portal\.test\/s\/haetsal\/ledger\n/);
    expect(await verified()).toMatchObject([
      { holds: true, checkpoints: 2 },
      { holds: true, checkpoints: 1 },
    ]);
  });

  test("are made once for a state, however many make them at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      await append(round);
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, () => makeCheckpoints(database.db, KEYS, NOW)),
      );
      expect(new Set(outcomes.flat().map(({ outcome }) => outcome)).has("rewritten")).toBe(false);
      expect(await listed()).toHaveLength(round + 1);
    }
    expect(await makeCheckpoints(database.db, KEYS, NOW)).toEqual([]);
  });

  test("are whole or not there when their maker is killed, at whichever statement, and the next one makes them", async () => {
    const run = async (killAt: number) => {
      const program = programOf("tests/support/checkpoint-process.ts");
      const child = spawn(process.execPath, [program, database.url, `${killAt}`], {
        cwd: resolve(import.meta.dirname, ".."),
        stdio: ["ignore", "ignore", "inherit"],
      });
      const [code] = await once(child, "exit");
      return code === 0;
    };
    let killed = 0;
    while (!(await run(killed + 1))) {
      killed += 1;
      const [made] = await listed();
      if (made) expect((await verified())[0]).toMatchObject({ holds: true, checkpoints: 1 });
    }
    expect(killed).toBeGreaterThan(5);
    expect(await listed()).toHaveLength(1);
    expect(await verified()).toMatchObject([{ holds: true, checkpoints: 1 }]);
  });

  test("are not made of a history that is not the one that was signed", async () => {
    await makeCheckpoints(database.db, KEYS, NOW);
    await rewriteLedger(database.owner.db, 1, 3, { note: 777 });
    expect(await verifyChain(database.db, 1), "the chain itself holds").toMatchObject({ holds: true });
    await append(5);
    expect(await makeCheckpoints(database.db, KEYS, NOW)).toEqual([{ space: "hanul", outcome: "rewritten" }]);
    expect(await listed()).toHaveLength(1);
  });

  const forget = sql`delete from checkpoint`;
  test.each<[string, ReturnType<typeof sql>, string]>([
    ["lines cut off", sql`delete from checkpoint where false`, "cut-off"],
    ["another root", sql`update checkpoint set root = sha256('x')`, "other-lines"],
    ["another head", sql`update checkpoint set head = sha256('x')`, "other-lines"],
    ["other peaks", sql`update checkpoint set peaks = sha256('x')`, "other-lines"],
    [
      "another note",
      sql`update checkpoint set note = replace(note, 'portal.test', 'portal.evil')`,
      "not-ours",
    ],
    ["no signature", sql`update checkpoint set note = split_part(note, E'\n\n', 1)`, "not-ours"],
  ])("of %s do not hold", async (what, statement, reason) => {
    await makeCheckpoints(database.db, KEYS, NOW);
    const [made] = await listed();
    await inTransaction(database.owner.db, async (tx) => {
      await sql`alter table checkpoint disable trigger user`.execute(tx);
      await sql`alter table event disable trigger user`.execute(tx);
      await statement.execute(tx);
      if (what === "lines cut off") {
        await sql`alter table checkpoint drop constraint checkpoint_space_id_size_fkey`.execute(tx);
        await sql`delete from event where seq = ${made?.size}`.execute(tx);
      }
      await sql`alter table event enable trigger user`.execute(tx);
      await sql`alter table checkpoint enable trigger user`.execute(tx);
    });
    expect(await verified()).toMatchObject([{ holds: false, checkpoints: 0, size: made?.size, reason }]);
  });

  test("that a witness kept outlive our own", async () => {
    await makeCheckpoints(database.db, KEYS, NOW);
    const [kept] = await listed();
    const file = `seen by me\n${kept?.note}\n9 ${"0".repeat(64)}\n${kept?.note}\nand so on\n`;
    expect(await verified(file)).toMatchObject([{ holds: true, kept: 2, checkpoints: 3 }]);
    await rewriteLedger(database.owner.db, 1, 3, { note: 777 });
    await inTransaction(database.owner.db, async (tx) => {
      await sql`alter table checkpoint disable trigger user`.execute(tx);
      await forget.execute(tx);
      await sql`alter table checkpoint enable trigger user`.execute(tx);
    });
    await append(6);
    await makeCheckpoints(database.db, KEYS, NOW);
    expect(await verifyChain(database.db, 1)).toMatchObject({ holds: true });
    expect(await verified()).toMatchObject([{ holds: true, checkpoints: 1 }]);
    expect(await verified(file)).toMatchObject([{ holds: false, size: kept?.size, reason: "other-lines" }]);
    const forged = file.replace(String(kept?.size), "1");
    expect(await verified(forged), "what is not signed by us is not ours").toMatchObject([{ kept: 1 }]);
  });
});
