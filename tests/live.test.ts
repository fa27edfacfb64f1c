import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCount } from "#app/domain/support/read-count.ts";
import { countStream } from "#app/platform/count-stream.ts";
import { Live } from "#app/platform/live.ts";
import { createLog } from "#app/platform/log.ts";
import { createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { startPortal } from "./support/portal.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const quiet = createLog("silent");

test("the end of a thousand sessions reaches the other processes, each of them once", async () => {
  const [here, there] = [new Live(database.url, quiet), new Live(database.url, quiet)];
  await Promise.all([here.open(), there.open()]);
  const heard: string[] = [];
  there.subscribe("session-ended", ({ ids }) => heard.push(...String(ids).split(",")));
  const ended = Array.from({ length: 1_000 }, (_, index) => index.toString(16).padStart(64, "0"));
  here.publishEnded(ended);
  await expect.poll(() => heard.length).toBe(1_000);
  expect([...heard].sort()).toEqual(ended);
  await Promise.all([here.close(), there.close()]);
});

test("a stream has the newest count when the connection stands again, though nobody said it", async () => {
  let gaps = 0;
  const live = new Live(database.url, quiet, () => {
    gaps += 1;
  });
  await live.open();
  const id = await createProposal(database.db, new Date());
  const topic = `matter:${id}` as const;
  const { events, end } = countStream({
    subscribe: (listener, missed) => live.subscribe(topic, listener, missed),
    read: () => live.read(topic, async () => ({ count: await readCount(database.db, id) })),
    ended: () => undefined,
  });
  let told = "";
  const reading = events.pipeTo(
    new WritableStream({
      write(bytes) {
        told += new TextDecoder().decode(bytes);
      },
    }),
  );
  await expect.poll(() => told).toContain('{"count":0}');
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name like 'gonggam-live%'`,
  );
  await database.pool.query("update matter set support_count = 7, support_serial = 7 where id = $1", [id]);
  await expect.poll(() => told, { timeout: 20_000 }).toContain('{"count":7}');
  expect(gaps).toBe(2);
  end();
  await reading;
  await live.close();
});

test("a database that takes the connection and says nothing is given up, to be tried again", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const live = new Live(`postgres://nobody@127.0.0.1:${port}/nothing`, quiet);
  await expect(live.open()).rejects.toThrow(/timeout/);
  await live.close();
  silent.close();
});

describe("open streams", () => {
  test("have an end in a process, and sooner for one address; a closed one makes room", () => {
    const live = new Live(database.url, quiet, () => undefined, { process: 3, address: 2 });
    const open = (address: string) => live.addStream(address, () => undefined);
    const first = open("a");
    expect(typeof first).toBe("function");
    expect(typeof open("a")).toBe("function");
    expect(open("a")).toBe("address");
    expect(typeof open("b")).toBe("function");
    expect(open("c")).toBe("process");
    if (typeof first === "function") {
      first();
      first(); // said twice, counted once
    }
    expect(typeof open("c")).toBe("function");
    expect(open("b")).toBe("process");
  });

  test("beyond the end of an address get 429 with Retry-After, until others close", async () => {
    const portal = await startPortal();
    const address = `${portal.url}/live/${await createProposal(portal.database.db, new Date())}`;
    const readers = Array.from({ length: 1_000 }, () => new AbortController());
    const held: Response[] = []; // what nobody holds is collected, and its stream closed
    for (let from = 0; from < readers.length; from += 50) {
      const some = readers.slice(from, from + 50);
      const opened = await Promise.all(some.map(({ signal }) => fetch(address, { signal })));
      held.push(...opened);
      expect(opened.every(({ status }) => status === 200)).toBe(true);
    }
    const refused = await fetch(address);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(held).toHaveLength(1_000);
    for (const reader of readers) reader.abort();
    const last = new AbortController();
    await expect.poll(async () => (await fetch(address, { signal: last.signal })).status).toBe(200);
    last.abort();
    expect(await portal.stop()).toBe(0);
  });
});
