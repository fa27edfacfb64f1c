import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, signIn } from "./support/client.ts";
import { createProposal } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Several web processes of one start: whichever a request comes to, it finds the same portal. */
const COUNT = 3;
let portal: TestPortal;
let id: number;
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
    const citizen = await signIn(portal.url, "citizen-620");
    const path = `/api/v1/proposals/${id}`;
    const counts = async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => apart(path)));
      return new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).support.count)));
    };
    await counts();
    expect((await citizen.send(`${path}/agreement`, { method: "PUT" })).status).toBe(201);
    await expect.poll(counts, { timeout: 900 }).toEqual(new Set([1]));
  });

  test("live counts reach the streams of all", async () => {
    const citizen = await signIn(portal.url, "citizen-621");
    const leaving = new AbortController();
    const streams = await Promise.all(
      Array.from({ length: 9 }, () => apart(`/live/${id}`, { signal: leaving.signal })),
    );
    await citizen.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" });
    const firsts = streams.map(async ({ body }) => {
      const reader = body?.getReader();
      const decoder = new TextDecoder();
      let text = "";
      while (!text.includes('"count":2')) {
        const piece = await reader?.read();
        if (!piece || piece.done) throw new Error(`The stream ended: ${text}`);
        text += decoder.decode(piece.value, { stream: true });
      }
      return text;
    });
    expect(await Promise.all(firsts)).toHaveLength(9);
    leaving.abort();
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

test("one that dies is started again, and the others go on", async () => {
  const [first = 0] = children();
  process.kill(first, "SIGKILL");
  await expect.poll(async () => (await apart("/healthz").catch(() => undefined))?.status).toBe(200);
  await expect.poll(() => children().length).toBe(COUNT);
  expect(children()).not.toContain(first);
  const visitor = new Client(portal.url);
  await expect.poll(async () => (await visitor.send(`/proposals/${id}`)).status).toBe(200);
});
