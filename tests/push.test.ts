import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import { jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOTICES_OF_KINDS } from "#app/domain/kinds.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { deliverPush } from "#app/domain/notice/deliver-push.ts";
import { openPushTarget } from "#app/domain/notice/push-devices.ts";
import { tellFollowers } from "#app/domain/notice/tell-followers.ts";
import { isPublicAddress, lookupPublic, PUBLIC, type Reach } from "#app/platform/public-address.ts";
import { Seal } from "#app/platform/seal.ts";
import { createPusher, encryptPush, isPushTarget, type Pusher } from "#app/platform/web-push.ts";
import { insertFollow } from "#db/queries/follows.ts";
import { upsertPushDevice } from "#db/queries/push.ts";
import { inTransaction } from "#db/transaction.ts";
import { launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { createPerson, createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Push messages, to a push service of our own on this machine, which reads them as a device would. */

const NOW = new Date("2026-03-03T00:00:00Z");
const EARLIER = new Date("2026-03-02T00:00:00Z");
const SECRET = "a secret of push messages, for tests alone";
const CONTACT = "https://gonggam.example.kr";
const seal = new Seal("s".repeat(32));
/** This machine, which no real city's portal may ask. */
const HERE: Reach = { address: (address) => address === "127.0.0.1", port: () => true };

interface Arrived {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

let service: Server;
let pusher: Pusher;
let database: TestDatabase;
const arrived: Arrived[] = [];
/** What the service says, by path; left out: 201. */
const answers = new Map<string, { status: number; retryAfter?: string }>();

beforeAll(async () => {
  const fixture = (name: string) =>
    readFile(join(import.meta.dirname, "fixtures/push-service", name), "utf8");
  const [key, cert] = [await fixture("key.pem"), await fixture("certificate.pem")];
  service = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url ?? "";
      arrived.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
      const { status, retryAfter } = answers.get(path) ?? { status: 201 };
      if (status === 101) {
        response.socket?.end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
        return;
      }
      response.writeHead(status, retryAfter === undefined ? {} : { "Retry-After": retryAfter }).end();
    });
  });
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  pusher = createPusher(SECRET, { contact: CONTACT, reach: HERE, authority: cert });
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  await new Promise((done) => service.close(done));
});
beforeEach(() => {
  arrived.length = 0;
  answers.clear();
});

function origin(): string {
  const address = service.address();
  if (address === null || typeof address === "string") throw new Error("The push service has no port.");
  return `https://127.0.0.1:${address.port}`;
}

/** A browser's side: its keys, and reading what was encrypted for it (RFC 8291, 3.4). */
function browser(path: string) {
  const own = createECDH("prime256v1");
  own.generateKeys();
  const auth = randomBytes(16);
  const target = {
    endpoint: origin() + path,
    p256dh: own.getPublicKey("base64url"),
    auth: auth.toString("base64url"),
  };
  const read = (body: Buffer): string => {
    const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)];
    const theirs = body.subarray(21, 21 + length);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), own.getPublicKey(), theirs]);
    const secret = Buffer.from(hkdfSync("sha256", own.computeSecret(theirs), auth, info, 32));
    const derive = (use: string, bytes: number) =>
      Buffer.from(hkdfSync("sha256", secret, salt, Buffer.from(`Content-Encoding: ${use}\0`), bytes));
    const sealed = body.subarray(21 + length);
    const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const record = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    expect(record.at(-1)).toBe(2);
    return record.subarray(0, -1).toString("utf8");
  };
  return { target, read };
}

async function addDevice(personId: number, { endpoint, p256dh, auth }: ReturnType<typeof browser>["target"]) {
  const endpoint_hash = randomBytes(32);
  const label = `push_device/sealed/${endpoint_hash.toString("hex")}`;
  const sealed = seal.close(JSON.stringify({ endpoint, p256dh, auth }), label);
  expect(openPushTarget(seal, { endpoint_hash, sealed })).toEqual({ endpoint, p256dh, auth });
  await inTransaction(database.db, (tx) =>
    upsertPushDevice(tx, {
      person_id: personId,
      endpoint_hash,
      sealed,
      device: null,
      session_id: null,
      created_at: NOW,
    }),
  );
}

/** Somebody with devices follows a proposal that is withdrawn. */
async function told(...paths: string[]) {
  const { db } = database;
  const [personId, matter] = [await createPerson(db), await createProposal(db, EARLIER)];
  const devices = paths.map(browser);
  for (const { target } of devices) await addDevice(personId, target);
  await inTransaction(db, (tx) =>
    insertFollow(tx, { spaceId: FIRST_SPACE, target: "matter", code: String(matter) }, personId, NOW),
  );
  await inTransaction(db, (tx) =>
    appendToLedger(tx, [{ spaceId: FIRST_SPACE, matterId: matter, kind: "withdrawn", at: NOW, data: {} }]),
  );
  const teller = { db, kinds: NOTICES_OF_KINDS, origin: CONTACT };
  await tellFollowers(teller, { spaceId: FIRST_SPACE }, NOW, new AbortController().signal);
  return { personId, matter, devices };
}
const deliver = (at = NOW) =>
  deliverPush({ db: database.db, seal, pusher, origin: CONTACT }, at, new AbortController().signal);
const rowsOf = async (personId: number) => {
  const { rows } = await database.pool.query(
    `select d.id, w.attempts, w.retry_at from push_device d left join push_waiting w on w.device_id = d.id
     where person_id = $1 order by d.id`,
    [personId],
  );
  return rows;
};

describe("a message", () => {
  test("is encrypted as the example of RFC 8291 is", () => {
    const key = (text: string) => Buffer.from(text, "base64url");
    const body = encryptPush(
      {
        p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth: "BTBZMqHH6r4Tts7J_aSIgg",
      },
      "When I grow up, I want to be a watermelon",
      {
        privateKey: key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        salt: key("DGv6ra1nlYgDCS1FRnbzlw"),
      },
    );
    expect(body.toString("base64url")).toBe(
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );
  });

  test("comes once to each device, says no more than what happened, and shows who sent it", async () => {
    const { matter, devices } = await told("/one", "/two");
    await deliver();
    await deliver();
    expect(arrived.map(({ path }) => path).sort()).toEqual(["/one", "/two"]);
    for (const { target, read } of devices) {
      const message = arrived.find(({ path }) => target.endpoint.endsWith(path));
      if (!message) throw new Error("Nothing came.");
      expect(JSON.parse(read(message.body))).toEqual({
        title: "횡단보도 신호를 조금만 길게",
        body: "철회되었습니다",
        url: `/proposals/${matter}`,
        tag: expect.stringMatching(/^\d+-\d+$/),
        lang: "ko",
      });
      expect(message.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "86400" });
      const [, token = "", key = ""] =
        /^vapid t=(.+), k=(.+)$/.exec(String(message.headers.authorization)) ?? [];
      expect(key).toBe(pusher.publicKey);
      const point = Buffer.from(key, "base64url");
      const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
      const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
      const { payload } = await jwtVerify(token, publicKey, { audience: origin() });
      expect(payload.sub).toBe(CONTACT);
      expect((payload.exp ?? 0) - Date.now() / 1000).toBeLessThan(24 * 60 * 60);
    }
  });

  test("is sent by the same key from the same secret, and by another from another", () => {
    expect(createPusher(SECRET, { contact: CONTACT }).publicKey).toBe(pusher.publicKey);
    expect(createPusher(`${SECRET}.`, { contact: CONTACT }).publicKey).not.toBe(pusher.publicKey);
  });

  test.each([
    [404, 0, 0],
    [410, 0, 0],
    [400, 1, 0],
    [413, 1, 0],
    [301, 1, 0],
  ])("after %i: %i devices stay, and %i messages wait", async (status, devices, waiting) => {
    answers.set("/answer", { status });
    const { personId } = await told("/answer");
    await deliver();
    const rows = await rowsOf(personId);
    expect(rows).toHaveLength(devices);
    expect(rows.filter(({ attempts }) => attempts !== null)).toHaveLength(waiting);
    await deliver();
    expect(arrived).toHaveLength(1);
  });

  test.each([
    [503, undefined, 30],
    [429, "120", 120],
  ])("after %i it is sent later, and once", async (status, retryAfter, seconds) => {
    answers.set("/busy", { status, retryAfter });
    const { personId } = await told("/busy");
    await deliver();
    const [row] = await rowsOf(personId);
    expect(row).toMatchObject({ attempts: 1, retry_at: new Date(NOW.getTime() + seconds * 1000) });
    await deliver();
    expect(arrived).toHaveLength(1);
    answers.clear();
    await deliver(new Date(NOW.getTime() + seconds * 1000));
    await deliver(new Date(NOW.getTime() + seconds * 2000));
    expect(arrived).toHaveLength(2);
  });

  test("a service that changes the protocol holds nobody up", async () => {
    answers.set("/changes", { status: 101 });
    const { personId } = await told("/changes");
    await deliver();
    expect((await rowsOf(personId))[0]).toMatchObject({ attempts: 1 });
  });

  test("is no news after a day", async () => {
    const { personId } = await told("/late");
    await deliver(new Date(NOW.getTime() + 25 * 60 * 60_000));
    expect(arrived).toEqual([]);
    expect(await rowsOf(personId)).toMatchObject([{ attempts: null }]);
  });
});

describe("an address that a stranger names", () => {
  test.each([
    ["8.8.8.8", true],
    ["2606:4700::1111", true],
    ["127.0.0.1", false],
    ["10.1.2.3", false],
    ["172.31.255.255", false],
    ["172.32.0.1", true],
    ["192.168.0.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["255.255.255.255", false],
    ["::1", false],
    ["::", false],
    ["::ffff:127.0.0.1", false],
    ["fe80::1", false],
    ["fd00::1", false],
    ["64:ff9b::7f00:1", false],
    ["2002:7f00:1::", false],
    ["2001:db8::1", false],
    ["nothing", false],
  ])("%s is public: %s", (address, is) => {
    expect(isPublicAddress(address)).toBe(is);
  });

  const keys = { p256dh: createKey(), auth: randomBytes(16).toString("base64url") };
  function createKey(): string {
    const own = createECDH("prime256v1");
    return own.generateKeys("base64url");
  }
  test.each([
    ["https://updates.push.services.example.com/wpush/v2/abc", true],
    ["https://8.8.8.8/abc", true],
    ["http://updates.push.services.example.com/abc", false],
    ["https://updates.push.services.example.com:8443/abc", false],
    ["https://somebody:secret@push.example.com/abc", false],
    ["https://127.0.0.1/abc", false],
    ["https://2130706433/abc", false],
    ["https://0x7f.1/abc", false],
    ["https://[::1]/abc", false],
    ["https://[::ffff:10.0.0.1]/abc", false],
    ["https://localhost/abc", false],
    ["https://database/abc", false],
    ["file:///etc/passwd", false],
    ["nothing", false],
    [`https://push.example.com/${"a".repeat(1_000)}`, false],
  ])("%s may be asked: %s", (endpoint, may) => {
    expect(isPushTarget({ endpoint, ...keys })).toBe(may);
  });

  test("is refused when its name leads into this machine", async () => {
    const found = await new Promise((done) =>
      lookupPublic(PUBLIC)("localhost", { all: true }, (error, addresses) => done([error?.code, addresses])),
    );
    expect(found).toEqual(["ENOTPUBLIC", []]);
    const allowed = await new Promise((done) =>
      lookupPublic({ address: () => true, port: () => true })("localhost", { all: true }, (error) =>
        done(error),
      ),
    );
    expect(allowed).toBeNull();
  });

  test("is refused at the form, with keys of no curve too", async () => {
    const portal = await startPortal({ database, environment: { JOBS: "elsewhere" } });
    const client = await signIn(portal.url, "citizen-43001");
    const add = async (change: Record<string, string>) => {
      const fields = { intent: "push-add", endpoint: "https://push.example.com/1", ...keys, ...change };
      return (await client.form("/me/notices/settings", fields)).status;
    };
    expect(await add({})).toBe(200);
    expect(await add({ endpoint: "https://192.168.0.1/x" })).toBe(400);
    expect(await add({ p256dh: "AAAA" })).toBe(400);
    expect(await add({ auth: "" })).toBe(400);
    const { rows } = await database.pool.query(
      "select endpoint_hash, sealed from push_device order by id desc limit 1",
    );
    expect(String(rows[0].sealed)).not.toContain("push.example.com");
    portal.process.kill();
    await new Promise((done) => portal.process.once("exit", done));
  });
});

describe("in a browser", () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal({ environment: { JOBS: "elsewhere" } });
  });
  afterAll(() => portal.stop());

  test("a device is asked after a touch, is told, shows it, and can be turned off", async () => {
    const chromium = await launchBrowser();
    const { page, context, complaints } = await visit(chromium, portal.url, {
      login: "citizen-43002",
      language: "ko",
    });
    await context.grantPermissions(["notifications"], { origin: portal.url });
    // This machine reaches no push service: what that would give is given, and all else is the browser's own.
    await page.addInitScript(
      (keys) => {
        PushManager.prototype.subscribe = async () => {
          const endpoint = "https://push.example.com/of-the-test";
          return Object.assign(Object.create(PushSubscription.prototype), {
            toJSON: () => ({ endpoint, keys }),
          });
        };
      },
      {
        p256dh: createECDH("prime256v1").generateKeys("base64url"),
        auth: randomBytes(16).toString("base64url"),
      },
    );
    await page.goto("/me/notices/settings");
    const registered = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    expect(await registered()).toBe(0);
    await page.getByRole("button", { name: "이 기기에서 받기" }).click();
    await page.getByText("이제 이 기기로 알려 드립니다").waitFor();
    expect(await registered()).toBe(1);

    const session = await context.newCDPSession(page);
    const registration = new Promise<string>((done) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const [one] = registrations;
        if (one) done(one.registrationId);
      });
    });
    await session.send("ServiceWorker.enable");
    // This Chromium has no place where notifications are shown: what ours would show is noted as it asks for it.
    const [worker] = context.serviceWorkers();
    if (!worker) throw new Error("There is no worker.");
    await worker.evaluate(
      "self.shown = []; self.registration.showNotification = async (...said) => void self.shown.push(said);",
    );
    await session.send("ServiceWorker.deliverPushMessage", {
      origin: portal.url,
      registrationId: await registration,
      data: JSON.stringify({
        title: "제목",
        body: "답변이 등록되었습니다",
        url: "/proposals/1",
        tag: "1-1",
        lang: "ko",
      }),
    });
    await expect
      .poll(() => worker.evaluate("self.shown"))
      .toEqual([
        [
          "제목",
          expect.objectContaining({
            body: "답변이 등록되었습니다",
            tag: "1-1",
            data: { url: "/proposals/1" },
          }),
        ],
      ]);

    await page.getByRole("button", { name: /그만 받기/ }).click();
    await expect
      .poll(async () => (await portal.database.pool.query("select from push_device")).rowCount)
      .toBe(0);
    expect(complaints).toEqual([]);
    await chromium.close();
  });
});
