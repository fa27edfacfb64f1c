import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BadCity, makeBadCity } from "./support/bad-city.ts";
import { Client } from "./support/client.ts";
import { fingerprint, settledFingerprint } from "./support/fingerprint.ts";
import * as odd from "./support/odd-values.ts";
import { expectNoFault as expectNoFaultOf, expectRefusal } from "./support/page-answers.ts";

/**
 * The pages' addresses, asked oddly: ids, parameters, cursors, signing in. A page that says so or one that passes
 * over it, never a fault of ours, and nothing is written.
 */
let city: BadCity;
/** The citizen's own open proposal and unfinished draft. */
let own: number;
let draft: string;
const text = {
  title: "밤에도 밝은 골목",
  body: "가로등 사이가 너무 멉니다.",
  category: "transport",
  district: "",
};

beforeAll(async () => {
  city = await makeBadCity();
  const published = await city.citizen.json("/api/v1/proposals", "POST", text);
  own = (await published.json()).id;
  draft = randomUUID();
  const kept = await city.citizen.json(`/drafts/${draft}/autosave`, "PUT", { ...text, title: "쓰다 만 글" });
  expect(kept.status).toBe(200);
});
afterAll(() => city.stop());

const expectNoFault = (response: Response, why: string) => expectNoFaultOf(response, city.portal.url, why);

describe("what is refused writes nothing", () => {
  let before: Record<string, string>;
  beforeEach(async () => {
    before = await settledFingerprint(city.database.pool);
  });
  afterEach(async () => expect(await fingerprint(city.database.pool)).toEqual(before));

  test("ids of every odd form", async () => {
    const { citizen, officer } = city;
    const pages: [Client, (id: string) => string][] = [
      [citizen, (id) => `/proposals/${id}`],
      [citizen, (id) => `/proposals/${id}/edit`],
      [citizen, (id) => `/proposals/${id}/supplements`],
      [citizen, (id) => `/proposals/${id}/withdraw`],
      [citizen, (id) => `/drafts/${id}`],
      [citizen, (id) => `/drafts/${id}/review`],
      [citizen, (id) => `/forums/${id}`],
      [citizen, (id) => `/forums/${id}/map`],
      [officer, (id) => `/forums/${id}/background`],
      [officer, (id) => `/desk/duties/${id}`],
      [citizen, (id) => `/live/${id}`],
      [citizen, (id) => `/pictures/${id}`],
    ];
    const unknown = ["999999999999999", randomUUID(), randomUUID().toUpperCase(), `${randomUUID()}%00`];
    const ids = [...odd.NO_IDS.slice(0, 8), "99999999999999999999", "abc", "%00", "%E0%A4%A", "..%2f1", "1'"];
    for (const [client, path] of pages)
      for (const id of path("1") === "/live/1" ? ids : [...ids, ...unknown])
        await expectRefusal(await client.follow(path(id)), `GET ${path(id).slice(0, 100)}`);
    for (const [client, path] of pages.slice(0, -2))
      for (const id of ["0", "-1", "1e3", "abc", "%00", "%E0%A4%A", "999999999999999"])
        await expectRefusal(await client.form(path(id), { ...text, intent: "agree" }), `POST ${path(id)}`);
  });

  test("addresses with odd parameters", async () => {
    const { citizen, officer } = city;
    const any = ["%00=%00&=&__proto__=1", "%E0%A4%A", "lang=../..", `x=${"y".repeat(5_000)}`];
    const pages = [
      "/",
      "/proposals",
      `/proposals/${own}`,
      "/forums",
      `/forums/${city.forum}`,
      `/forums/${city.forum}/map`,
      "/duties",
      "/rules",
      "/ledger",
    ];
    const others = [
      "/results",
      "/about",
      "/demo",
      "/demo/outbox",
      "/auth/failed",
      "/me",
      "/proposals/new",
      `/drafts/${draft}`,
    ];
    for (const path of [...pages, ...others, "/sitemap.xml", "/robots.txt", "/healthz", "/metrics"])
      for (const query of any)
        await expectNoFault(await citizen.send(`${path}?${query}`), `GET ${path}?${query}`);
    for (const path of ["/desk", `/desk/duties/${city.duty}`])
      for (const query of [...any, "office=1", "published=abc", "state=no-such"])
        await expectNoFault(await officer.send(`${path}?${query}`), `GET ${path}?${query}`);
    for (const value of [
      ...odd.FEW_NO_CODES.filter((code) => code.length < 1_000),
      "-1",
      "1e3",
      "9".repeat(20),
    ]) {
      const encoded = encodeURIComponent(value);
      for (const address of [
        ...["category", "district", "status", "state", "stage", "sort", "source", "cursor", "pages"].map(
          (name) => `/proposals?${name}=${encoded}`,
        ),
        ...["since", "origin", "step"].map((name) => `/proposals?${name}=${encoded}`),
        ...["state", "cursor", "office", "district", "since", "kept", "decision", "first"].map(
          (name) => `/duties?${name}=${encoded}`,
        ),
        ...["range", "district"].map((name) => `/results?${name}=${encoded}`),
        ...["range", "district", "figure"].map((name) => `/results.json?${name}=${encoded}`),
        `/results.csv?figure=${encoded}`,
        ...["stance", "order", "cursor"].map((name) => `/forums/${city.forum}?${name}=${encoded}`),
        `/forums?cursor=${encoded}`,
        `/ledger?before=${encoded}`,
        `/me?show=${encoded}`,
        `/proposals/new?draft=${encoded}`,
        `/proposals/${own}?done=${encoded}`,
      ])
        await expectNoFault(await citizen.send(address), `GET ${address}`);
    }
  });

  test("cursors that were forged", async () => {
    const lists = [
      ...["newest", "trending", "agreed", "closest", "closing"].map((order) => [
        order,
        `/proposals?sort=${order}`,
      ]),
      ...["open", "overdue", "met"].map((order) => [order, `/duties?state=${order}`]),
      ...["newest", "helpful"].map((order) => [order, `/forums/${city.forum}?order=${order}`]),
      ...["newest", "trending"].flatMap((order) => [
        [order, `/polls?sort=${order}`],
        [order, `/drives?sort=${order}`],
      ]),
      ["newest", "/forums?x=1"],
    ];
    for (const [order = "", path] of lists)
      for (const cursor of [
        "abc",
        "%00",
        "%E0%A4%A",
        ...odd.forgedCursors(order).filter((_, index) => index % 2 === 0),
      ])
        await expectNoFault(
          await city.citizen.send(`${path}&cursor=${cursor}`),
          `GET ${path}&cursor=${cursor}`,
        );
  });

  test("what the pages' scripts ask for, asked oddly", async () => {
    for (const address of [
      "/proposals.data?_routes=",
      "/proposals.data?_routes=no-such,__proto__,%00",
      `/proposals.data?_routes=${"routes/x,".repeat(500)}`,
      "/proposals.data?sort=loudest",
      "/proposals/abc.data",
      "/proposals/.data",
      "/.data",
      "/_root.data",
      "/no-such.data",
      "/api/v1/rules.data",
      "/__manifest",
      "/__manifest?p=",
      "/__manifest?p=%00&version=x",
      "/__manifest?p=//elsewhere.example&p=..%2f..&version=%00",
      `/__manifest?${"p=/x&".repeat(1_000)}`,
    ])
      await expectNoFault(await city.citizen.send(address), `GET ${address.slice(0, 100)}`);
  });

  test("sign-ins that come to nothing", async () => {
    const logins = [
      "nobody",
      "citizen-0",
      "citizen--1",
      "citizen-01",
      "citizen-100001",
      "citizen-1e3",
      "officer-none",
      "Mayor",
      "%00",
      "%E0%A4%A",
      "' or 1=1 --",
      "a".repeat(3_000),
      "<script>alert(1)</script>",
      "__proto__",
    ];
    for (const login of logins) {
      const visitor = new Client(city.portal.url);
      const encoded = login.startsWith("%") ? login : encodeURIComponent(login);
      const response = await visitor.follow(`/auth/sign-in?as=${encoded}&returnTo=/me`);
      expect(response.status, login).toBeLessThan(500);
      expect(await response.text(), login).not.toContain("<script>alert");
      expect(visitor.cookieHeader, login).not.toContain("gonggam=");
    }
    const callbacks = [
      "",
      "code=a&state=b",
      "error=access_denied",
      "error=%00&error_description=%E0%A4%A",
      "code=a&code=b&state=c&state=d",
      `code=${"x".repeat(5_000)}`,
      "iss=https://elsewhere.example&code=a&state=b",
      "code=<script>alert(1)</script>",
    ];
    for (const query of callbacks) {
      const visitor = new Client(city.portal.url);
      const none = await visitor.send(`/auth/callback?${query}`);
      expect([none.status, none.headers.get("Location")], query).toEqual([302, "/auth/failed?why=expired"]);
      for (const cookie of [
        "sign-in=abc",
        "sign-in=%E0%A4%A",
        "sign-in=eyJzdGF0ZSI6ImEifQ.abc",
        "sign-in=",
      ]) {
        const forged = await visitor.send(`/auth/callback?${query}`, { headers: { Cookie: cookie } });
        expect([forged.status, forged.headers.get("Location")], cookie).toEqual([
          302,
          "/auth/failed?why=expired",
        ]);
      }
      await visitor.send("/auth/sign-in");
      const begun = await visitor.send(`/auth/callback?${query}`);
      expect([begun.status, begun.headers.get("Location")], query).toEqual([302, "/auth/failed?why=expired"]);
      expect(visitor.cookieHeader, query).not.toContain("gonggam=");
    }
  });

  test("the demonstration's agency, asked oddly", async () => {
    const visitor = new Client(city.portal.url);
    const evil = encodeURIComponent("https://elsewhere.example/auth/callback");
    for (const address of [
      "/agency",
      "/agency/",
      "/agency/no-such",
      "/agency/auth",
      "/agency/auth?client_id=gonggam",
      "/agency/auth?client_id=no-such&response_type=code&redirect_uri=x",
      `/agency/auth?client_id=gonggam&response_type=code&scope=openid&redirect_uri=${evil}`,
      "/agency/auth?client_id=%00&client_id=b&scope=%E0%A4%A",
      "/agency/auth/no-such",
      "/agency/pick/no-such",
      "/agency/pick/%00",
      "/agency/pick/%E0%A4%A",
      "/agency/me",
      "/agency/session/end",
      "/agency/session/end?post_logout_redirect_uri=https://elsewhere.example",
      "/agency/token",
    ])
      await expectNoFault(await visitor.send(address), `GET ${address}`);
    for (const path of [
      "/agency/token",
      "/agency/pick/no-such",
      "/agency/auth",
      "/agency/request",
      "/agency/no-such",
    ])
      for (const body of [
        "",
        "a=b",
        "grant_type=authorization_code&code=x&client_id=gonggam",
        "%E0%A4%A=%00",
        "x".repeat(300_000),
      ])
        for (const type of ["application/x-www-form-urlencoded", "application/json"])
          await expectNoFault(
            await visitor.send(path, { method: "POST", body, headers: { "Content-Type": type } }),
            `POST ${path} ${type} ${body.slice(0, 40)}`,
          );
  });
});

test("the way back after signing in leads nowhere else", async () => {
  for (const returnTo of [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "javascript:alert(1)",
    "http:elsewhere.example",
    "/..//elsewhere.example",
    "/.//elsewhere.example",
    `/${"x".repeat(5_000)}`,
    "",
    "\u0000",
  ]) {
    const visitor = new Client(city.portal.url);
    let next = `/auth/sign-in?as=citizen-1&returnTo=${encodeURIComponent(returnTo)}`;
    for (let hop = 0; hop < 12 && !visitor.cookieHeader.includes("gonggam="); hop += 1) {
      const response = await visitor.send(next);
      expect(response.status, returnTo).toBe(
        hop < 12 && response.headers.has("Location") ? response.status : 302,
      );
      next = new URL(response.headers.get("Location") ?? "/", new URL(next, city.portal.url)).href;
      expect(new URL(next).origin, returnTo).toBe(city.portal.url);
    }
    expect(visitor.cookieHeader, returnTo).toContain("gonggam=");
  }
});
