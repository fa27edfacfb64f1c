import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { type Client, signIn } from "./support/client.ts";
import { freePort } from "./support/portal.ts";
import { START_ARGUMENTS } from "./support/start-arguments.ts";

const ROOT = resolve(import.meta.dirname, "..");
/** Of all starts here: the demonstration is made in the first. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gonggam-life-"));
});
afterAll(async () => {
  await (await startEmbeddedPostgres(folder)).stop();
  await rm(folder, { recursive: true, force: true });
});

const begun: ChildProcess[] = [];

/** `npm start` as a newcomer has it: the embedded database in a folder of its own. */
async function start(environment: Record<string, string> = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, START_ARGUMENTS, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      BUILD_DIR: process.env.BUILD_DIR,
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: "warn",
      WEB_PROCESSES: "1",
      ...environment,
    },
  });
  begun.push(child);
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (output += text));
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  const url = `http://127.0.0.1:${port}`;
  const ready = async () => {
    for (;;) {
      if (child.exitCode !== null) throw new Error(output);
      const answer = await fetch(`${url}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((wait) => setTimeout(wait, 100));
    }
  };
  return { child, url, exited, ready, said: () => output };
}

/** A proposal of which the portal has read the headers and waits for the text: what is under way, for certain. */
async function beginPublishing(author: Client, draft: object) {
  const text = JSON.stringify(draft);
  const sent = request(new URL("/api/v1/proposals", author.origin), {
    method: "POST",
    headers: {
      Cookie: author.cookieHeader,
      Origin: author.origin,
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(text),
      Expect: "100-continue",
    },
  });
  const answered = once(sent, "response"); // or the fault that came instead
  sent.flushHeaders();
  await Promise.race([once(sent, "continue"), answered]);
  return {
    async finish(): Promise<number | undefined> {
      sent.end(text);
      const [answer] = await answered;
      answer.resume();
      return answer.statusCode;
    },
  };
}

/** By a new connection: one that is open already is served on. */
function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((answer) => {
    const socket = connect(Number(port), hostname);
    socket.once("error", () => answer(false));
    socket.once("connect", () => {
      socket.destroy();
      answer(true);
    });
  });
}

afterEach(() => {
  // What a test that failed left behind.
  for (const child of begun.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
});

describe.each(["1", "3"])("%s web processes", (WEB_PROCESSES) => {
  test("kill -9 loses nothing that was answered; a second start keeps it; SIGTERM answers what is under way and exits 0", async () => {
    const first = await start({ WEB_PROCESSES });
    await first.ready();
    await expect.poll(first.said).toContain("citizen-1 … citizen-100000");
    const author = await signIn(first.url, "citizen-901");
    const draft = { title: "끄고 켜도 남는 제안", body: "사라지지 않습니다.", category: "other" };
    const { id } = await (await author.json("/api/v1/proposals", "POST", draft)).json();
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, index) => signIn(first.url, `citizen-${910 + index}`)),
    );
    const answered: number[] = [];
    const agreeing = people.map(async (person, index) => {
      const response = await person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" });
      if (response.status === 201) answered.push(index);
      if (answered.length === 5) first.child.kill("SIGKILL");
    });
    await Promise.allSettled(agreeing);
    await first.exited;

    const second = await start({ WEB_PROCESSES });
    await second.ready();
    const proposal = await (await fetch(`${second.url}/api/v1/proposals/${id}`)).json();
    expect(proposal.title).toBe(draft.title);
    expect(proposal.support.count).toBeGreaterThanOrEqual(answered.length);
    const list = await (await fetch(`${second.url}/api/v1/proposals?sort=newest`)).json();
    expect(list.items[0].id).toBe(id);

    // People who are in the middle of something when the operator stops it.
    const late = await signIn(second.url, "citizen-950");
    const stream = await fetch(`${second.url}/live/${id}`);
    const agreed = late.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" });
    const under = await beginPublishing(late, { ...draft, title: "끄는 동안에 낸 제안" });
    second.child.kill("SIGTERM");
    expect((await agreed).status).toBe(201);
    await stream.text(); // ended, not cut
    await expect.poll(() => listens(second.url)).toBe(false);
    expect(await under.finish()).toBe(201);
    expect(await second.exited).toBe(0);
  });
});

test.each(["1", "3"])(
  "a start of %s that fails after the database came up leaves no database behind",
  async (count) => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    const address = taken.address();
    if (address === null || typeof address === "string") throw new Error("No port.");
    const refused = await start({ PORT: String(address.port), WEB_PROCESSES: count });
    expect(await refused.exited).toBe(1);
    expect(refused.said()).toContain("EADDRINUSE");
    expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
    expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
    await new Promise((done) => taken.close(done));
  },
);

test("settings that are wrong end the process with a line for each and code 1", async () => {
  const refused = await start({ DATA_DIR: "/nonexistent", DEMO: "0" });
  expect(await refused.exited).toBe(1);
  expect(refused.said()).toContain("IDENTITY_KEY must be set outside the demonstration");
});
