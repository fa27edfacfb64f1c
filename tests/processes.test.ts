import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn } from "./support/client.ts";
import { createProposal } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Several web processes of one start: whichever a request comes to, it finds the same portal. */
const COUNT = 3;
/** So long a kept answer is sent without being made anew (kept-answers.ts). */
const FRESH_MS = 1_000;
/** Who waits longer comes again. */
const LONGEST_ANSWER_MS = 5_000;
let portal: TestPortal;
let id: number;
/** How many agreed to it. */
let agreed = 0;
beforeAll(async () => {
  portal = await startPortal({
    environment: { WEB_PROCESSES: String(COUNT), METRICS_TOKEN: "a-token-of-metrics" },
  });
  id = await createProposal(portal.database.db, new Date());
  while (children().length < COUNT) await new Promise((wait) => setTimeout(wait, 100));
});
afterAll(() => portal.stop());

/** Process ids of the web processes. */
function children(): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === portal.process.pid && isOfPortal(pid));
}
// The name stands in brackets and may have anything in it.
const parentOf = (pid: number) => Number(read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ")[1]);
const isOfPortal = (pid: number) => read(`/proc/${pid}/cmdline`).includes("app/server.ts");
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it ended meanwhile
  }
}

/** By a connection of its own: it may come to any of them. */
const apart = (path: string, init: RequestInit = {}) =>
  fetch(portal.url + path, { ...init, headers: { ...init.headers, Connection: "close" } });

/** One more person agrees. */
async function agree(): Promise<void> {
  const citizen = await signIn(portal.url, `citizen-${620 + agreed}`);
  expect((await citizen.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" })).status).toBe(201);
  agreed += 1;
}

/** So many that each process has some, but for a chance of one in a thousand. */
const STREAMS = 21;

/** Comes again when it was with one that died. */
async function openStream(leaving: AbortSignal): Promise<Response> {
  const own = new AbortController();
  const late = setTimeout(() => own.abort(), LONGEST_ANSWER_MS);
  const signal = AbortSignal.any([leaving, own.signal]);
  const opened = await apart(`/live/${id}`, { signal }).catch(() => undefined);
  clearTimeout(late);
  return opened ?? openStream(leaving);
}

async function openStreams() {
  const leaving = new AbortController();
  const streams = await Promise.all(Array.from({ length: STREAMS }, () => openStream(leaving.signal)));
  const hears = async (reader: ReadableStreamDefaultReader<Uint8Array> | undefined, count: number) => {
    const decoder = new TextDecoder();
    let text = "";
    while (!text.includes(`"count":${count}`)) {
      const piece = await reader?.read();
      if (!piece || piece.done) throw new Error(`The stream ended: ${text}`);
      text += decoder.decode(piece.value, { stream: true });
    }
  };
  return {
    async allHear(count: number) {
      await Promise.all(streams.map(({ body }) => hears(body?.getReader(), count)));
      leaving.abort();
    },
  };
}

/** Backends of Postgres that have begun to listen and have said nothing yet, or that have. */
async function listening(): Promise<number[]> {
  const { rows } = await portal.database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database()
      and application_name like 'gonggam-live%' and (query ilike 'listen%' or query ilike '%pg_notify%')`,
  );
  return rows.map(({ pid }) => pid);
}

describe("whichever process a request comes to", () => {
  test("a sign-in goes through, and the session is known to all", async () => {
    const citizens = await Promise.all(
      Array.from({ length: 12 }, (_, index) => signIn(portal.url, `citizen-${600 + index}`)),
    );
    for (const citizen of citizens) {
      const seen = await Promise.all(
        Array.from({ length: 6 }, () =>
          apart("/me", { headers: { Cookie: citizen.cookieHeader }, redirect: "manual" }),
        ),
      );
      expect(seen.map(({ status }) => status)).toEqual(seen.map(() => 200));
    }
  });

  test("what is written is read, though another process keeps it from before", async () => {
    const path = `/api/v1/proposals/${id}`;
    const counts = async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => apart(path)));
      return new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).support.count)));
    };
    /** Whether all had the new count before what they kept was too old to be sent; on a busy machine, none may. */
    const isFound = async () => {
      const citizen = await signIn(portal.url, `citizen-${620 + agreed}`);
      const keptAt = performance.now();
      await counts();
      expect((await citizen.send(`${path}/agreement`, { method: "PUT" })).status).toBe(201);
      agreed += 1;
      for (let seen = await counts(); performance.now() - keptAt < FRESH_MS; seen = await counts())
        if (seen.size === 1 && seen.has(agreed)) return true;
      return false;
    };
    await expect.poll(isFound).toBe(true);
  });

  test("live counts reach the streams of all", async () => {
    const streams = await openStreams();
    await agree();
    await streams.allHear(agreed);
  });

  test("what only their parent needs is not with them", () => {
    const settingsOf = (pid: number) =>
      Object.fromEntries(
        read(`/proc/${pid}/environ`)
          .split("\0")
          .map((line) => line.split(/=(.*)/s)),
      );
    const parent = settingsOf(portal.process.pid ?? 0);
    expect(parent.MIGRATION_DATABASE_URL).toBe(portal.database.owner.url);
    for (const child of children())
      expect(settingsOf(child)).toMatchObject({
        DATABASE_URL: "",
        MIGRATION_DATABASE_URL: "",
        METRICS_TOKEN: "a-token-of-metrics",
      });
  });

  test("metrics are those of all", async () => {
    const asked = 30;
    for (let request = 0; request < asked; request += 1) await apart("/rules");
    const text = async () =>
      await (await apart("/metrics", { headers: { Authorization: "Bearer a-token-of-metrics" } })).text();
    const pages = async () =>
      Number(
        /gonggam_request_seconds_count\{[^}]*door="page",method="GET",status="2xx"[^}]*\} (\d+)/.exec(
          await text(),
        )?.[1],
      );
    await expect.poll(pages).toBeGreaterThanOrEqual(asked);
  });
});

test("a connection that listens and is cut off comes back, and live counts go on", async () => {
  const before = await listening();
  expect(before).toHaveLength(COUNT);
  const streams = await openStreams();
  await portal.database.pool.query("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", [
    before,
  ]);
  await expect
    .poll(async () => (await listening()).filter((pid) => !before.includes(pid)).length)
    .toBe(COUNT);
  await agree();
  await streams.allHear(agreed);
});

test("one that dies is started again, and the others go on", async () => {
  const [first = 0] = children();
  process.kill(first, "SIGKILL");
  // A connection that the dead one had accepted is lost: its client has to come again.
  const statusOf = async (path: string) =>
    (await apart(path, { signal: AbortSignal.timeout(LONGEST_ANSWER_MS) }).catch(() => undefined))?.status;
  await expect.poll(() => statusOf("/healthz")).toBe(200);
  await expect.poll(() => children().filter((pid) => pid !== first).length).toBe(COUNT);
  await expect.poll(() => statusOf(`/proposals/${id}`)).toBe(200);
  // It listens as well, and so do the others: whichever a reader comes to, counts go on.
  await expect.poll(async () => (await listening()).length).toBe(COUNT);
  const streams = await openStreams();
  await agree();
  await streams.allHear(agreed);
});
