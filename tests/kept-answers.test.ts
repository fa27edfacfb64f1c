import { readdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { afterEach, describe, expect, test } from "vitest";
import { readEnvironment } from "#app/environment.ts";
import { COST, LIMITS } from "#app/platform/rate-limits.ts";
import { createPortal } from "#app/portal.ts";
import { KeptAnswers } from "#app/web/kept-answers.ts";
import { knownAddress, PAGE_PARAMETERS } from "#app/web/page-parameters.ts";
import { createWeb } from "#app/web/web.ts";
import { FACETS } from "#db/search-document.ts";
import { createTestDatabase } from "./support/database.ts";

/** Renders that wait until the test lets the oldest of them go. */
function gatedRender() {
  const waiting: ((answer: Response | Error) => void)[] = [];
  let renders = 0;
  return {
    renders: () => renders,
    render: () => {
      renders += 1;
      return new Promise<Response>((resolve, reject) => {
        waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      });
    },
    async finish(answer: Response | Error) {
      waiting.shift()?.(answer);
      await new Promise((done) => setTimeout(done, 10));
    },
  };
}

const page = (text: string, status = 200, headers: Record<string, string> = {}) =>
  new Response(text, { status, headers: { "Content-Type": "text/html; charset=utf-8", ...headers } });

const READERS = 20;
/** Readers of one address at once, and what each of them got. */
function readers(render: () => Promise<Response>, count = READERS): Promise<string[]> {
  const cache = new KeptAnswers();
  return Promise.all(
    Array.from({ length: count }, async () => {
      const answer = await cache
        .get({ key: "ko http://here/", origin: "http://here" }, render)
        .catch((error: unknown) => String(error));
      if (typeof answer === "string") return answer;
      if (answer instanceof Response) return `answer ${await answer.text()}`;
      return `${await answer.body(undefined)} ${answer.headers.get("Set-Cookie") ?? ""}`.trim();
    }),
  );
}

describe("readers who wait for one render", () => {
  test("all get it", async () => {
    const gate = gatedRender();
    const got = readers(gate.render);
    await gate.finish(page("one"));
    expect(new Set(await got)).toEqual(new Set(["one"]));
    expect(gate.renders()).toBe(1);
  });

  test.each([
    ["fails", new Error("no")],
    ["is a page of a fault", page("no", 500)],
  ])("wait for one more when it %s", async (_, failure) => {
    const gate = gatedRender();
    const got = readers(gate.render);
    await gate.finish(failure);
    expect(gate.renders()).toBe(2);
    await gate.finish(page("one"));
    const texts = await got;
    expect(texts.filter((text) => text === "one")).toHaveLength(READERS - 1);
    expect(gate.renders()).toBe(2);
  });

  test("get the failure when that fails too", async () => {
    const gate = gatedRender();
    const got = readers(gate.render);
    await gate.finish(new Error("no"));
    await gate.finish(new Error("no again"));
    expect(new Set(await got)).toEqual(new Set(["Error: no", "Error: no again"]));
    expect(gate.renders()).toBe(2);
  });

  test("get a page that is not there with the first", async () => {
    const gate = gatedRender();
    const got = readers(gate.render);
    await gate.finish(page("nothing here", 404));
    expect(new Set(await got)).toEqual(new Set(["nothing here"]));
    expect(gate.renders()).toBe(1);
  });

  test("are not told that another one asked too much", async () => {
    const gate = gatedRender();
    const got = readers(gate.render, 5);
    await gate.finish(page("slow down", 429));
    expect(gate.renders()).toBe(5);
    for (let left = 4; left > 0; left -= 1) await gate.finish(page("found"));
    expect((await got).toSorted()).toEqual(["found", "found", "found", "found", "slow down"]);
  });

  test("never get a cookie that was set for another", async () => {
    let renders = 0;
    const got = await readers(async () => {
      renders += 1;
      return page("mine", 200, { "Set-Cookie": `who=${renders}` });
    }, 5);
    expect(new Set(got).size).toBe(5);
  });
});

describe("what was written", () => {
  /** A clock of its own, and answers that say how many were made before them. */
  function keptAt() {
    let now = 0;
    let made = 0;
    const kept = new KeptAnswers(() => now);
    const read = async () => {
      const make = async () => page(String(made++));
      const answer = await kept.get({ key: "ko http://here/", origin: "http://here" }, make);
      if (answer instanceof Response) throw new Error("Nobody's own.");
      return Number(await answer.body(undefined));
    };
    return { read, written: () => kept.written(), later: (ms: number) => (now += ms), made: () => made };
  }

  test("is read at once, though what was kept is fresh", async () => {
    const { read, written, later } = keptAt();
    expect([await read(), await read()]).toEqual([0, 0]);
    later(1);
    written();
    later(1);
    expect([await read(), await read()]).toEqual([1, 1]);
  });

  test("is read at once only as often as that is cheap; then within a second", async () => {
    const { read, written, later, made } = keptAt();
    for (let write = 0; write < 1_000; write += 1) {
      written();
      await read();
    }
    expect(made()).toBeLessThan(50);
    const before = made();
    later(1_000);
    await read();
    expect(made()).toBe(before + 1);
  });

  test("while one is made is in the next, and the one that comes late does not take its place", async () => {
    const gate = gatedRender();
    let now = 0;
    const kept = new KeptAnswers(() => now);
    const read = async () => {
      const answer = await kept.get({ key: "k", origin: "http://here" }, gate.render);
      return answer instanceof Response ? "" : String(await answer.body(undefined));
    };
    const early = read();
    now += 1;
    kept.written();
    now += 1;
    const late = read();
    expect(gate.renders()).toBe(2);
    const [finishEarly, finishLate] = [gate.finish, gate.finish];
    await finishEarly(page("before"));
    await finishLate(page("after"));
    expect([await early, await late, await read()]).toEqual(["before", "after", "after"]);
  });
});

describe("a page that others wait for", () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  /** The portal's web floor before one page that `render` makes. */
  async function serve(render: (request: Request) => Promise<Response>): Promise<string> {
    const database = await createTestDatabase();
    cleanups.push(database.close);
    const portal = await createPortal(readEnvironment({ LOG_LEVEL: "silent" }), {
      databaseUrl: database.url,
    });
    cleanups.push(portal.close);
    const build: ServerBuild = { ...EMPTY_BUILD, entry: { module: { default: render } } };
    const web = createWeb(portal, { build, clientFolder: undefined, beside: undefined });
    const server = await listen(createServer(web));
    cleanups.push(() => new Promise((done) => server.close(done)));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port.");
    return `http://127.0.0.1:${address.port}/`;
  }

  test("is rendered to its end when its first reader leaves", async () => {
    let renders = 0;
    let release = () => {};
    const released = new Promise<void>((done) => {
      release = done;
    });
    const url = await serve(async (request) => {
      renders += 1;
      await released;
      if (request.signal.aborted) throw new Error("Its reader left.");
      return page("for everyone");
    });

    const leaving = new AbortController();
    const first = fetch(url, { signal: leaving.signal }).catch(() => "left");
    await expect.poll(() => renders).toBe(1);
    const second = fetch(url);
    await new Promise((wait) => setTimeout(wait, 200));
    leaving.abort();
    expect(await first).toBe("left");
    await new Promise((wait) => setTimeout(wait, 200));
    release();
    const answer = await second;
    expect(await answer.text()).toBe("for everyone");
    expect(renders).toBe(1);
  });

  test("is the same page whatever is added to its address, and for who asks for its head", async () => {
    let renders = 0;
    let release = () => {};
    const released = new Promise<void>((done) => {
      release = done;
    });
    const url = await serve(async (request) => {
      renders += 1;
      await released;
      return page(new URL(request.url).search);
    });
    const asked = Array.from({ length: 60 }, (_, index) =>
      fetch(`${url}?z=${index}&utm_source=${index}&_data=root&index&lang=x${index}`, {
        method: index % 3 === 0 ? "HEAD" : "GET",
      }),
    );
    await expect.poll(() => renders).toBe(1);
    await new Promise((wait) => setTimeout(wait, 200));
    release();
    const answers = await Promise.all(asked);
    expect(renders).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await (await fetch(`${url}?lang=en&z=1`)).text()).toBe("?lang=en");
    expect(renders).toBe(2);
  });

  test("is drawn so often for one address in ten seconds; then 429 says how long to wait", async () => {
    let renders = 0;
    const url = await serve(async () => {
      renders += 1;
      return page("nothing here", 404);
    });
    const points = LIMITS.work.points / COST.page;
    const statuses: number[] = [];
    for (let time = 0; time < points + 20; time += 1) {
      const answer = await fetch(url);
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    }
    // A new ten seconds may begin meanwhile.
    expect(renders).toBe(statuses.filter((status) => status === 404).length);
    expect(statuses.slice(0, points)).not.toContain(429);
  });
});

describe("the parameters of a page's address", () => {
  const folder = resolve(import.meta.dirname, "../app/routes");
  const filesOf = (route: string) =>
    readdirSync(join(folder, route)).map((name) => readFileSync(join(folder, route, name), "utf8"));
  const pages = readdirSync(folder).filter((route) => readdirSync(join(folder, route)).includes("route.tsx"));
  /** What a page's own files read by name, wherever it is read. */
  const READS = /(?:searchParams|parameters|query)\.(?:get|getAll|has)\("(\w+)"\)|numberOf\("(\w+)"\)/g;

  test("are all in the table, which names only pages", () => {
    const missing = pages.flatMap((route) => {
      const known = PAGE_PARAMETERS[`routes/${route}`] ?? [];
      const read = filesOf(route).flatMap((text) =>
        [...text.matchAll(READS)].map(([, a, b]) => a ?? b ?? ""),
      );
      return read.filter((name) => !known.includes(name)).map((name) => `${route}?${name}`);
    });
    expect(missing).toEqual([]);
    expect(Object.keys(PAGE_PARAMETERS).filter((id) => !pages.includes(id.replace("routes/", "")))).toEqual(
      [],
    );
    expect(PAGE_PARAMETERS["routes/search._index"]).toEqual(expect.arrayContaining([...FACETS]));
  });

  test("stand in one order in the address that is asked for, each name's own order kept", () => {
    const known = (search: string) =>
      knownAddress(new URL(`http://here/search${search}`), "routes/search._index", { framework: false })
        .search;
    expect(known("?page=2&z=1&kind=b&q=%EA%B8%B8&kind=a&lang=en")).toBe(
      "?q=%EA%B8%B8&kind=b&kind=a&page=2&lang=en",
    );
    expect(known("?lang=xx&_routes=root&index")).toBe("");
  });
});

const listen = (server: Server) =>
  new Promise<Server>((done) => {
    server.listen(0, "127.0.0.1", () => done(server));
  });

/** A Remix build with one page and nothing in it. */
const EMPTY_BUILD: Omit<ServerBuild, "entry"> = {
  mode: "production",
  routes: { root: { id: "root", path: "", module: { default: () => null } } },
  assets: {
    version: "test",
    url: "/manifest.js",
    entry: { module: "/entry.js", imports: [] },
    routes: {
      root: {
        id: "root",
        path: "",
        module: "/root.js",
        hasAction: false,
        hasLoader: false,
        hasClientAction: false,
        hasClientLoader: false,
        hasErrorBoundary: false,
      },
    },
  },
  publicPath: "/",
  assetsBuildDirectory: "build",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
  },
  isSpaMode: false,
};
