import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LedgerKeys } from "#app/domain/ledger/ledger-keys.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { readEnvironment } from "#app/environment.ts";
import { CosignerKey } from "#app/platform/cosigner-key.ts";
import { splitNote } from "#app/platform/note.ts";
import { inTransaction } from "#db/transaction.ts";
import { signIn } from "./support/client.ts";
import { type ClockedPortal, startClockedPortal } from "./support/portal.ts";
import { programOf } from "./support/program.ts";
import { PYTHON, runPython } from "./support/python.ts";
import { rewriteLedger } from "./support/rewrite-ledger.ts";

/**
 * The whole of it: the portal's real server, a witness in a process of its own, the scripts that anybody can run, and
 * an owner who writes the database anew.
 */
const ROOT = resolve(import.meta.dirname, "..");
const MINUTE_MS = 60_000;

let folder: string;
let witness: ChildProcess;
let witnessKey: CosignerKey;
let portal: ClockedPortal;
let now = Date.now();
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gonggam-witness-"));
  const { verifierKey } = new LedgerKeys(readEnvironment({}).LEDGER_KEY, "127.0.0.1").of("");
  witness = spawn(process.execPath, [programOf("tests/support/witness-process.ts"), verifierKey], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [{ port, key }] = await once(witness, "message");
  witness.on("message", (message) => said.push(Object(message).word));
  witnessKey = new CosignerKey(key);
  portal = await startClockedPortal({
    clock: new Date(now).toISOString(),
    environment: {
      WITNESSES: `http://127.0.0.1:${port}/log#${key} file://${folder}/heads.txt`,
      LOG_LEVEL: "silent",
    },
  });
});
afterAll(async () => {
  await portal.stop();
  witness.disconnect();
  await rm(folder, { recursive: true });
});

/** A minute later, what the clock and the queue have to do. */
async function nextMinute(): Promise<void> {
  now += MINUTE_MS;
  await portal.moveTo(new Date(now).toISOString());
  await portal.work();
}

async function publish(title: string): Promise<void> {
  const citizen = await signIn(portal.url, "citizen-7");
  const body = { title, body: "해가 지면 어둡습니다.", category: "transport" };
  expect((await citizen.json("/api/v1/proposals", "POST", body)).status).toBe(201);
}

async function read(path: string) {
  const response = await fetch(`${portal.url}${path}`);
  return response.json();
}

const python = (name: string, ...args: string[]) => runPython(name, portal.url, folder, ...args);

/** `npm run ledger:verify`, as who runs the portal runs it. */
async function verify(...files: string[]): Promise<{ code: number | null; said: string }> {
  const program = [programOf("app/commands/verify-ledger.ts"), ...files];
  const { url, owner } = portal.database;
  const env = {
    NODE_ENV: "production" as const,
    PATH: process.env.PATH,
    DATABASE_URL: url,
    MIGRATION_DATABASE_URL: owner.url,
  };
  const child = spawn(process.execPath, program, { cwd: ROOT, env });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  child.stderr.on("data", (chunk) => (text += chunk));
  const [code] = await once(child, "close");
  return { code, said: text };
}

describe("a witness in a process of its own", () => {
  test("cosigns what grows, and what it says is verified and kept with the head", async () => {
    await nextMinute();
    await publish("골목 가로등을 더 밝게");
    await nextMinute();
    expect(said).toEqual(["cosigned", "cosigned"]);
    const { items } = await read("/api/v1/checkpoints");
    expect(items).toHaveLength(2);
    for (const { note } of items) {
      const { text = "", signatures = [] } = splitNote(note) ?? {};
      expect(signatures.map(({ name }) => name)).toEqual(["127.0.0.1/ledger", "witness.test/w1"]);
      expect(witnessKey.find(text, signatures, new Date())).toBeDefined();
    }
    const { seq } = (await read("/api/v1/events?after=0")).items.at(-1);
    expect(await read("/healthz")).toMatchObject({
      ledger: seq,
      signed: seq,
      witnesses: [
        { name: "witness.test/w1", size: seq, failure: null },
        { name: "file", size: seq, failure: null },
      ],
    });
    const file = await readFile(join(folder, "heads.txt"), "utf8");
    expect(file.split("\n\n").filter((part) => part.includes("127.0.0.1/ledger\n"))).toHaveLength(2);
    expect(await verify(join(folder, "heads.txt"))).toMatchObject({ code: 0 });
  });

  test("is asked again from where it is when we have forgotten how far that was", async () => {
    await portal.database.pool.query("update witness_state set size = 0 where witness like 'http%'");
    await nextMinute();
    expect(said.splice(0)).toEqual(["cosigned", "cosigned", "asked from elsewhere", "cosigned"]);
    expect((await read("/healthz")).witnesses[0].failure).toBe(null);
  });

  test.skipIf(!PYTHON)(
    "so does anybody with Python: the first run keeps a head, the next goes on from it",
    async () => {
      const first = await python("witness.py", "kept.txt");
      expect(first).toMatchObject({ code: 0 });
      await publish("버스 정류장에 그늘을");
      await nextMinute();
      expect(await python("witness.py", "kept.txt")).toMatchObject({ code: 0 });
      const kept = await readFile(join(folder, "kept.txt"), "utf8");
      expect(kept.match(/^\d+ [0-9a-f]{64}$/gm)).toHaveLength(2);
      const { key } = await read("/api/v1/checkpoints/keys");
      const all = await python("check-ledger.py", "--key", key, "--kept", "kept.txt");
      expect(all.said).toContain("All of it holds.");
      expect(all.said).toMatch(
        /3 signed heads\.\n {2}3 of them signed by the witness witness\.test\/w1 too\./,
      );
      expect(all.code).toBe(0);
      expect(await verify(join(folder, "kept.txt"))).toMatchObject({ code: 0 });
    },
  );

  test("and a head that changed on its way to us is not kept", async () => {
    const { text = "", signatures = [] } = splitNote((await read("/api/v1/checkpoints")).items[0].note) ?? {};
    expect(witnessKey.find(text.replace("\n", "x\n"), signatures, new Date())).toBeUndefined();
    expect(witnessKey.find(text, signatures, new Date(now - 60 * 60 * 1000 * 24))).toBeUndefined();
  });

  test("notices that history was rewritten, though the new chain holds by itself", async () => {
    said.splice(0);
    const { owner } = portal.database;
    await rewriteLedger(owner.db, 1, 2, { note: "never said" });
    await publish("그늘막을 더");
    await nextMinute();
    expect(said, "our own key signs no second history").toEqual([]);
    expect(await verify()).toMatchObject({
      code: 1,
      said: expect.stringContaining("is not what was signed"),
    });

    await inTransaction(owner.db, async (tx) => {
      await sql`alter table checkpoint disable trigger user`.execute(tx);
      await sql`alter table cosignature disable trigger user`.execute(tx);
      await sql`delete from cosignature`.execute(tx);
      await sql`delete from checkpoint`.execute(tx);
      await sql`delete from witness_state`.execute(tx);
      await sql`alter table cosignature enable trigger user`.execute(tx);
      await sql`alter table checkpoint enable trigger user`.execute(tx);
    });
    await nextMinute();
    const chain = await verifyChain(portal.database.db, 1);
    expect(chain, "the chain itself tells nothing any more").toMatchObject({ holds: true });
    // It says how far it is, and of that we have no head.
    expect(said).toEqual(["asked from elsewhere"]);
    expect((await read("/healthz")).witnesses[0]).toMatchObject({ size: 0, failure: "conflict" });
    const page = await (await fetch(`${portal.url}/ledger/witnesses?lang=en`)).text();
    expect(page).toContain("It knows another record than this one.");

    const outside = await verify(join(folder, "heads.txt"));
    expect(outside.said).toContain("is not what was signed");
    expect(outside.code).toBe(1);
  });

  test.skipIf(!PYTHON)("so does anybody who kept a head", async () => {
    const noticed = await python("witness.py", "kept.txt");
    expect(noticed.said).toContain("REWRITTEN");
    expect(noticed.code).toBe(1);
    const { key } = await read("/api/v1/checkpoints/keys");
    const all = await python("check-ledger.py", "--key", key, "--kept", "kept.txt");
    expect(all.said).toContain("REWRITTEN");
    expect(all.code).toBe(1);
    expect((await python("check-ledger.py")).code, "without a kept head nobody can tell").toBe(0);
  });

  test("notices a head of as many lines as it knows of, with others in them", async () => {
    said.splice(0);
    // Until the new history is as long as what the witness knows, and beyond: it always says no.
    await publish("가로수를 더");
    await nextMinute();
    await portal.database.pool.query(
      "update witness_state set retry_at = now() - interval '1 day' where failures > 0",
    );
    await nextMinute();
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((word) => word === "cosigned")).toEqual([]);
  });
});
