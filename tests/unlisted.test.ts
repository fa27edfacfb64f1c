import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import canonicalize from "canonicalize";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { listDrive } from "#db/queries/drives.ts";
import { inTransaction } from "#db/transaction.ts";
import { Client, signIn } from "./support/client.ts";
import { makeDrive, portalSigning, signMany } from "./support/drive-city.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/**
 * What is not listed is found by its address alone, which nobody can count up to; its lines in the ledger say nothing
 * of it, and can be checked all the same once it is listed.
 */
const START = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
const TITLE = "급식 알레르기 표시를 넓혀 주세요";

let portal: TestPortal;
let services: SigningServices;
let visitor: Client;
let clerk: Client;
let signer: Client;
let id: number;
let token: string;
let textHash: string;

beforeAll(async () => {
  portal = await startPortal({ template: "city" });
  const { db } = portal.database;
  services = portalSigning(db);
  id = await makeDrive(db, services, {
    at: START,
    statute: "assembly-petition",
    content: { articles: [], request: "petition", title: TITLE, target: "식품 표시", category: "health" },
  });
  await signMany(db, services, id, 5, START, new Date());
  const matter = await db
    .selectFrom("matter")
    .select("address_token")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  token = matter.address_token ?? "";
  visitor = new Client(portal.url);
  [clerk, signer] = await Promise.all([signIn(portal.url, "clerk"), signIn(portal.url, "citizen-71001")]);
  const drive: { textHash: string } = await (await visitor.send(`/api/v1/drives/${token}`)).json();
  textHash = drive.textHash;
});
afterAll(() => portal.stop());

/** Every address that a matter has for everybody; `@` is what stands for it. */
const ADDRESSES: [string, number][] = [
  ["/drives/@", 200],
  ["/drives/@.data", 200],
  ["/drives/@/collect", 200],
  ["/drives/@/badge.svg", 200],
  ["/drives/@/poster.pdf", 200],
  ["/drives/@/sign", 302],
  ["/live/@", 200],
  ["/api/v1/drives/@", 200],
];

const head = async (client: Client, address: string) => {
  const response = await client.send(address);
  await response.body?.cancel();
  return response;
};

interface Line {
  seq: number;
  space: number;
  matter: number | null;
  kind: string;
  at: string;
  data: Record<string, string | number | null>;
  opened?: { salt: string; matter: number | null; kind: string };
  hash: string;
}

async function lines(): Promise<Line[]> {
  const body: { items: Line[] } = await (await visitor.send("/api/v1/events?after=0")).json();
  return body.items;
}

const sha256 = (...parts: (Buffer | string)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

/** As anybody outside does it. */
function chainHolds(all: Line[]): boolean {
  let previous = Buffer.alloc(32);
  return all.every(({ seq, space, matter, kind, at, data, hash }) => {
    const text = canonicalize({ seq, space, matter, kind, at, data }) ?? "";
    const holds = sha256(previous, text) === hash;
    previous = Buffer.from(hash, "hex");
    return holds;
  });
}

async function checkReceipt(file: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "receipt-"));
  try {
    const path = join(folder, "receipt.json");
    await writeFile(path, JSON.stringify(file));
    const script = resolve(import.meta.dirname, "../app/components/drive/verify-receipt.mjs");
    return (await promisify(execFile)(process.execPath, [script, path, portal.url])).stdout.trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}

const proofOfOwn = async () => {
  const receipt: { proof: { ledger: { opened?: { data: object } } } | null } = await (
    await signer.send(`/api/v1/drives/${token}/receipt`)
  ).json();
  if (!receipt.proof) throw new Error("It was recorded.");
  return receipt.proof;
};

describe("before it is listed", () => {
  test.each(ADDRESSES)("%s is there by the token", async (address, status) => {
    const response = await head(visitor, address.replace("@", token));
    expect(response.status).toBe(status);
  });

  test.each(ADDRESSES)("%s is not there by the number, nor by another token", async (address) => {
    for (const wrong of [String(id), `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`])
      expect((await head(visitor, address.replace("@", wrong))).status).toBe(404);
  });

  test("somebody who has no part in it finds it by the token alone, and signs", async () => {
    const body = { consent: true, textHash };
    expect((await signer.send(`/drives/${id}`)).status).toBe(404);
    expect((await signer.json(`/api/v1/drives/${id}/signature`, "PUT", body)).status).toBe(404);
    expect((await signer.json(`/api/v1/drives/${token}/signature`, "PUT", body)).status).toBe(201);
  });

  test.each([
    ["who signed it", () => signer],
    ["the clerk", () => clerk],
  ])("%s is sent from the number to the token", async (_, client) => {
    const response = await client().send(`/drives/${id}?done=withdrawn`);
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe(`/drives/${token}?done=withdrawn`);
    expect((await client().send(`/api/v1/drives/${id}`)).status).toBe(200);
  });

  test("the page names its number in no link", async () => {
    for (const client of [visitor, signer]) {
      const html = await (await client.send(`/drives/${token}`)).text();
      expect(html).toContain(`/drives/${token}`);
      // To the end of the number: a token may begin with the same digits.
      expect(html).not.toMatch(new RegExp(`/(?:drives|live)/${id}(?![\\w-])`));
    }
  });

  test("the ledger names neither the matter nor what happened, and holds; the signer proves theirs", async () => {
    await closeBatches(services, new Date());
    const all = await lines();
    expect(all.some(({ matter }) => matter === id)).toBe(false);
    const sealed = all.filter(({ kind }) => kind === "sealed");
    expect(sealed.length).toBeGreaterThan(0);
    for (const { matter, data, opened } of sealed) {
      expect([matter, Object.keys(data), opened]).toEqual([null, ["commitment"], undefined]);
    }
    expect(chainHolds(all)).toBe(true);
    expect(await verifyLedger(portal.database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
    const page = await (await visitor.send("/ledger")).text();
    expect(page).not.toContain(TITLE);
    expect(page).toContain("아직 목록에 없는 안건의 기록입니다");

    const proof = await proofOfOwn();
    expect(await checkReceipt(proof)).toBe("The ledger holds this signature.");
    const forged = { ...proof.ledger.opened, data: { ...proof.ledger.opened?.data, size: 99 } };
    expect(await checkReceipt({ ...proof, ledger: { ...proof.ledger, opened: forged } })).toBe(
      "NOT in the ledger.",
    );
  });

  test("whoever changes what a sealed line hides is found out", async () => {
    const { db } = portal.database;
    const line = await db
      .selectFrom("event")
      .select(["seq", "data"])
      .where("matter_id", "=", id)
      .where("salt", "is not", null)
      .executeTakeFirstOrThrow();
    const set = (data: object) =>
      inTransaction(portal.database.owner.db, async (tx) => {
        await tx
          .updateTable("event")
          .set({ data: JSON.stringify(data) })
          .where("space_id", "=", FIRST_SPACE)
          .where("seq", "=", line.seq)
          .execute();
      });
    await portal.database.owner.pool.query("alter table event disable trigger user");
    await set({ ...line.data, size: 50_000 });
    expect(await verifyChain(db, FIRST_SPACE)).toMatchObject({ holds: false, brokenAt: line.seq });
    await set(line.data);
    await portal.database.owner.pool.query("alter table event enable trigger user");
    expect(await verifyLedger(db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
  });
});

describe("once it is listed", () => {
  beforeAll(async () => {
    await inTransaction(portal.database.db, (tx) => listDrive(tx, id, new Date()));
  });

  test.each(ADDRESSES.filter(([address]) => address.startsWith("/drives") && !address.endsWith(".data")))(
    "%s leads from the token to the number",
    async (address) => {
      const response = await head(visitor, `${address.replace("@", token)}?lang=ko`);
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toContain(address.replace("@", String(id)));
    },
  );

  test("the API and the stream have it by both", async () => {
    for (const address of [
      `/api/v1/drives/${token}`,
      `/api/v1/drives/${id}`,
      `/live/${token}`,
      `/live/${id}`,
    ])
      expect((await head(visitor, address)).status).toBe(200);
  });

  test("what was written at the token is not lost", async () => {
    const other = await signIn(portal.url, "citizen-71002");
    const body = { consent: "yes", draft: textHash };
    const response = await other.form(`/drives/${token}/sign`, body);
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toContain("/receipt?done=signed");
  });

  test("the ledger's lines are opened, and each is what was committed to; the chain is the same", async () => {
    const all = await lines();
    const opened = all.flatMap((line) => (line.opened ? [line] : []));
    expect(opened.length).toBeGreaterThan(0);
    for (const { opened: content, data, kind, matter } of opened) {
      expect([kind, matter, content?.matter]).toEqual(["sealed", null, id]);
      expect(sha256(canonicalize(content) ?? "")).toBe(data.commitment);
    }
    expect(all.filter(({ kind }) => kind === "sealed").length).toBe(opened.length);
    expect(chainHolds(all)).toBe(true);
    expect(await (await visitor.send("/ledger")).text()).toContain(TITLE);
    expect(await checkReceipt(await proofOfOwn())).toBe("The ledger holds this signature.");
  });
});
