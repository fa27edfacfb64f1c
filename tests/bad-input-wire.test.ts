import { connect } from "node:net";
import fc from "fast-check";
import type { OpenAPIObject } from "openapi3-ts/oas31";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { operationsOf } from "./support/api-document.ts";
import { type BadCity, expectProblem, makeBadCity } from "./support/bad-city.ts";
import { Client } from "./support/client.ts";
import { fingerprint, settledFingerprint } from "./support/fingerprint.ts";
import { BROKEN_COOKIES } from "./support/odd-values.ts";
import { type RawAnswer, sendRaw } from "./support/raw.ts";

/**
 * Requests that are not sound around what they say: methods, origins, cookies, headers, lengths, addresses. Each is
 * refused, never by a fault of ours, and nothing is written.
 */
let city: BadCity;
let operations: { method: string; path: string; writes: boolean; open: boolean }[];
let before: Record<string, string>;

beforeAll(async () => {
  city = await makeBadCity();
  const document: OpenAPIObject = await (await city.citizen.send("/api/v1/openapi.json")).json();
  operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    operationsOf(item).map(([method, operation]) => ({
      method,
      path: path.replace(/\{\w+\}/, "1"),
      writes: method !== "GET",
      open: operation.security?.some((one) => Object.keys(one).length === 0) ?? false,
    })),
  );
});
afterAll(() => city.stop());
beforeEach(async () => {
  before = await settledFingerprint(city.database.pool);
});
afterEach(async () => expect(await fingerprint(city.database.pool)).toEqual(before));

const writes = () => operations.filter((operation) => operation.writes);
const reads = () => operations.filter((operation) => !operation.writes);
const raw = (head: string[], body?: Uint8Array) => sendRaw(city.portal.url, head, body);
const own = () => `Origin: ${city.portal.url}`;

function expectNoFault(answer: RawAnswer | Response, why: string): void {
  expect(answer.status, why).toBeGreaterThanOrEqual(200);
  expect(answer.status, why).toBeLessThan(500);
}

test("methods that an address does not have", async () => {
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const has = operations.filter((operation) => operation.path === path).map(({ method }) => method);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].filter(
      (one) => !has.includes(one),
    )) {
      const response = await city.citizen.json(path, method, method === "GET" ? undefined : {});
      expect(response.headers.get("Allow")?.split(", "), `${method} ${path}`).toEqual(
        expect.arrayContaining(has),
      );
      await expectProblem(response, { status: 405, code: "method-not-allowed" }, `${method} ${path}`);
    }
  }
});

test("methods that nobody has", async () => {
  for (const method of ["TRACE", "PROPFIND", "LOCK", "SEARCH", "PURGE", "MKCOL"])
    for (const path of ["/api/v1/rules", "/api/v1/proposals/1/agreement", "/", "/proposals", "/healthz"]) {
      const answer = await raw([`${method} ${path} HTTP/1.1`, own(), `Cookie: ${city.citizen.cookieHeader}`]);
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.headers.get("Allow"), `${method} ${path}`).toContain("GET");
    }
  for (const line of ["get / HTTP/1.1", "FOO / HTTP/1.1", "GET / HTTP/9.9", "hello", "GET  HTTP/1.1", "\0\0"])
    expect((await raw([line])).status, line).toBe(400);
});

test("writes from elsewhere", async () => {
  const { url } = city.portal;
  const elsewhere: Record<string, string>[] = [
    {},
    { Origin: "null" },
    { Origin: "" },
    { Origin: "https://elsewhere.example" },
    { Origin: `${url}.elsewhere.example` },
    { Origin: `${url}/` },
    { Origin: url.replace("http:", "https:") },
    { Origin: url.replace(/:\d+$/, "") },
    { Origin: url.replace("127.0.0.1", "localhost") },
    { Origin: `${url}, ${url}` },
    { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "same-origin" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "none" },
    { Referer: `${url}/` },
    { Host: "elsewhere.example", Origin: url },
  ];
  for (const { method, path } of writes())
    for (const headers of elsewhere) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const signedIn = `Cookie: ${city.citizen.cookieHeader}`;
      const answer = await raw([`${method} ${path} HTTP/1.1`, ...lines, signedIn, "Content-Length: 0"]);
      await expectProblem(answer, { status: 403, code: "cross-origin" }, `${method} ${path} ${lines}`);
    }
});

test("nobody is signed in by no cookie, or a broken one", async () => {
  const visitor = new Client(city.portal.url);
  // A device needs nobody who is signed in.
  const closed = writes().filter(({ open }) => !open);
  for (const { method, path } of closed)
    await expectProblem(await visitor.json(path, method, {}), { status: 401, code: "sign-in-needed" }, path);
  for (const cookie of BROKEN_COOKIES) {
    const headers = { Cookie: cookie };
    for (const { method, path } of closed)
      await expectProblem(
        await visitor.send(path, { method, headers }),
        { status: 401 },
        `${method} ${path} ${cookie}`,
      );
    for (const path of ["/api/v1/rules", "/healthz", "/", "/proposals"])
      expectNoFault(await visitor.send(path, { headers }), `GET ${path} ${cookie}`);
    expect((await visitor.send("/api/v1/rules", { headers })).status, cookie).toBe(200);
    expect((await visitor.send("/me", { headers })).status, `/me ${cookie}`).toBe(302);
  }
});

test("bodies of another type", async () => {
  const types = [
    "",
    "text/plain",
    "text/json",
    "application/jsonp",
    "application/json-patch+json",
    "json",
    "*/*",
    ";;",
  ];
  const forms = [
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
  ];
  // Of an approval there is nothing to say.
  const posts = writes().filter((write) => write.method === "POST" && !write.path.endsWith("/approval"));
  for (const { method, path } of posts)
    for (const type of [...types, ...forms]) {
      const init = { method, body: Buffer.from('{"title":"a"}'), headers: { "Content-Type": type } };
      // Who may not write there at all hears that first.
      const writer = /\/(duties|polls)\b/.test(path.replace("quick-polls", "")) ? city.officer : city.citizen;
      await expectProblem(await writer.send(path, init), { status: 415, code: "unsupported-type" }, type);
    }
});

test("bodies that are too large, or could be endless", async () => {
  const large = Buffer.alloc(10 * 1024 * 1024, "[");
  for (const { method, path } of writes())
    for (const type of ["application/json", "text/plain"]) {
      const headers = { "Content-Type": type };
      const whole = await city.citizen.send(path, { method, body: large, headers });
      await expectProblem(whole, { status: 413, code: "too-large" }, `${method} ${path} 10 MB`);
      const chunks = {
        method,
        body: new Blob([large]).stream(),
        headers,
        duplex: "half",
      } satisfies RequestInit;
      await expectProblem(
        await city.citizen.send(path, chunks),
        { status: 400 },
        `${method} ${path} in chunks`,
      );
    }
  const upload = { "Content-Type": "multipart/form-data; boundary=x" };
  const picture = { method: "POST", body: Buffer.concat([large, large, large]), headers: upload };
  await expectProblem(await city.citizen.send("/api/v1/proposals", picture), {}, "30 MB as an upload");
});

test("lengths that are not true", async () => {
  for (const { method, path } of writes())
    for (const lines of [
      ["Content-Length: -1"],
      ["Content-Length: abc"],
      ["Content-Length: 1e3"],
      ["Content-Length: 2", "Content-Length: 3"],
      ["Content-Length: 2, 3"],
      ["Content-Length: 99999999999999999999"],
      ["Content-Length: 2", "Transfer-Encoding: chunked"],
      ["Transfer-Encoding: gzip"],
    ]) {
      const head = [`${method} ${path} HTTP/1.1`, own(), `Cookie: ${city.citizen.cookieHeader}`, ...lines];
      const answer = await raw([...head, "Content-Type: application/json"], Buffer.from("{}"));
      expect([400, 413], `${method} ${path} ${lines}`).toContain(answer.status);
    }
});

test("clients that go away in the middle", async () => {
  const { hostname, port, host } = new URL(city.portal.url);
  const text = JSON.stringify({ title: "반쯤 보낸 제안", body: "여기까지만", category: "transport" });
  for (const sent of [0, 1, text.length - 1]) {
    const socket = connect(Number(port), hostname);
    await new Promise((done) => socket.once("connect", done));
    const head = [
      "POST /api/v1/proposals HTTP/1.1",
      `Host: ${host}`,
      own(),
      `Cookie: ${city.citizen.cookieHeader}`,
    ];
    const length = Buffer.byteLength(text) + 10;
    socket.write(
      `${[...head, "Content-Type: application/json", `Content-Length: ${length}`].join("\r\n")}\r\n\r\n`,
    );
    socket.write(text.slice(0, sent));
    await new Promise((wait) => setTimeout(wait, 100));
    socket.destroy();
  }
  await new Promise((wait) => setTimeout(wait, 200));
  expect((await city.citizen.send("/healthz")).status).toBe(200);
});

test("headers that are too large or too many", async () => {
  const many = Array.from({ length: 1_500 }, (_, index) => `X-${index}: 1`);
  for (const path of ["/api/v1/rules", "/"]) {
    for (const lines of [
      [`X-Large: ${"x".repeat(100_000)}`],
      [`Cookie: a=${"x".repeat(20_000)}`],
      [...many, ...many],
    ])
      expect(
        (await raw([`GET ${path} HTTP/1.1`, ...lines])).status,
        `${path} ${lines[0]?.slice(0, 20)}`,
      ).toBe(431);
    expect((await raw([`GET ${path}?${"x".repeat(30_000)} HTTP/1.1`])).status).toBe(431);
  }
  for (const line of [
    "Accept-Language: ;;q=;,,,*;q=x",
    `Accept-Language: ${"ko,".repeat(4_000)}`,
    "Accept: \xff",
    'If-None-Match: "',
    "Range: bytes=-1-1",
    "X-Forwarded-For: '; drop",
    "X-Forwarded-Proto: javascript",
  ])
    for (const path of ["/api/v1/rules", "/", "/proposals"]) {
      const answer = await raw([`GET ${path} HTTP/1.1`, line]);
      expect(answer.status, `${path} ${line.slice(0, 40)}`).toBe(200);
    }
});

test("hosts that are none", async () => {
  for (const host of [
    "%%%",
    "a b",
    "",
    "[::1",
    "[zz]",
    "a/b",
    "user@host",
    "host:port",
    "host:999999",
    "a\tb",
    "é",
    "?",
    "a,b",
  ])
    for (const path of ["/api/v1/rules", "/", "/auth/sign-in"])
      expect((await raw([`GET ${path} HTTP/1.1`, `Host: ${host}`])).status, `${path} Host: ${host}`).toBe(
        400,
      );
  for (const lines of [["Host: a", "Host: b"]])
    expectNoFault(await raw(["GET /api/v1/rules HTTP/1.1", ...lines]), `${lines}`);
});

test("addresses that lead elsewhere, or nowhere", async () => {
  const { url } = city.portal;
  for (const target of [
    "//",
    "///",
    "//elsewhere.example",
    "//elsewhere.example/auth/sign-in?as=citizen-1",
    "//elsewhere.example/me",
    "/\\elsewhere.example/me",
    "/%5c%5celsewhere.example",
    "/%2f%2felsewhere.example/me",
    "http://elsewhere.example/auth/sign-in?as=citizen-1",
    "http://elsewhere.example/me",
    "http://[/x",
    "http://",
    "*",
    "/%",
    "/%00",
    "/%E0%A4%A",
    "/\xff\xfe",
    "/api/v1/\xff\xfe",
    "/api/v1/proposals/\xff",
    "/api/v1/proposals?category=\xff\xfe",
    "/api/v1/../../etc/passwd",
    "/api/v1/proposals/../../../package.json",
    "/../package.json",
    "/assets/../../package.json",
    "/assets/..%2f..%2f..%2fpackage.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/assets/..\\..\\package.json",
    "/assets/%00",
    "/.env",
    "/.git/config",
    "/package.json",
    "/build/server/index.js",
    "/api",
    "/api/",
    "/api/v1",
    "/api/v1/",
    "/api/v1//",
    "/api/v2/rules",
    "/api/v1/rules/",
    "/api/v1/rules/x",
    "/api/v1/RULES",
    "/api/v1/rules.data",
    `/${"x/".repeat(3_000)}`,
  ]) {
    const answer = await raw([`GET ${target} HTTP/1.1`]);
    const what = target.slice(0, 80);
    expectNoFault(answer, what);
    expect(answer.body, what).not.toMatch(/"dependencies"|root:x:0|"engines"/);
    const location = answer.headers.get("Location");
    if (location !== null) expect(new URL(location, url).origin, `${what} → ${location}`).toBe(url);
  }
});

test("addresses that go very deep cost no more than others", async () => {
  const [, version] = /manifest-([0-9a-f]+)\.js/.exec(await (await city.citizen.send("/")).text()) ?? [];
  const deep = "/x".repeat(3_500);
  for (const target of [deep, `/api/v1${deep}`, `${deep}.data`, `/__manifest?p=${deep}&version=${version}`]) {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const started = performance.now();
      const answer = await raw([`GET ${target} HTTP/1.1`]);
      times.push(performance.now() - started);
      expect(answer.status, target.slice(0, 40)).toBe(404);
    }
    // The shortest: what else runs on the machine makes the others longer.
    expect(Math.min(...times), target.slice(0, 40)).toBeLessThan(1_000);
  }
});

test("any bytes as a query", async () => {
  const printable = fc.integer({ min: 0x21, max: 0xff }).filter((byte) => byte !== 0x7f);
  const part = fc.oneof(
    fc.array(printable, { maxLength: 30 }).map((bytes) => String.fromCharCode(...bytes)),
    fc.constantFrom(
      "%",
      "%00",
      "%E0%A4%A",
      "%ff",
      "&",
      "=",
      "[]",
      "#",
      "?",
      "cursor=",
      "sort=",
      "state=",
      "after=",
      "lang=",
    ),
  );
  const query = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
  const path = fc.constantFrom(
    ...reads().map((read) => read.path),
    "/",
    "/proposals",
    "/duties",
    "/ledger",
    "/forums",
  );
  await fc.assert(
    fc.asyncProperty(path, query, async (address, rest) => {
      expectNoFault(await raw([`GET ${address}?${rest} HTTP/1.1`]), `GET ${address}?${rest}`);
    }),
    { seed: 20260105, numRuns: 250 },
  );
});

test("any bytes as an address", async () => {
  const printable = fc.integer({ min: 0x21, max: 0xff }).filter((byte) => byte !== 0x7f);
  const rest = fc.array(printable, { maxLength: 40 }).map((bytes) => String.fromCharCode(...bytes));
  const start = fc.constantFrom(
    "/",
    "//",
    "/api/v1/",
    "/proposals/",
    "/forums/",
    "/assets/",
    "/live/",
    "/pictures/",
  );
  await fc.assert(
    fc.asyncProperty(start, rest, async (from, to) => {
      const target = from + to.replace(/^\d{1,15}$/, "x");
      expectNoFault(await raw([`GET ${target} HTTP/1.1`]), `GET ${target}`);
    }),
    { seed: 20260105, numRuns: 250 },
  );
});

test("what is not HTTP at all", async () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(bytes, async (rubbish) => {
      const line = Buffer.from(rubbish).toString("latin1");
      const answer = await raw([line]).catch(() => undefined);
      if (answer) expect(answer.status, JSON.stringify(line)).toBeLessThan(500);
    }),
    { seed: 20260105, numRuns: 100 },
  );
  expect((await city.citizen.send("/healthz")).status).toBe(200);
});
