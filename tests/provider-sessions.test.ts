import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCityFile } from "#app/demonstration/texts.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { deviceOf } from "#app/platform/device.ts";
import { identityHash } from "#app/platform/seal.ts";
import { Client } from "./support/client.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { freePort, startPortal, type TestPortal } from "./support/portal.ts";
import { realSettings } from "./support/real-city.ts";
import { startSmallProvider } from "./support/small-provider.ts";

/** A real city's sessions and its provider's: what is asked for comes back, and either side ends the other's. */
const real = realSettings();
const CITY = real.PUBLIC_URL ?? "";
const CLIENT = real.OIDC_CLIENT_ID ?? "";
const EVENTS = { "http://schemas.openid.net/event/backchannel-logout": {} };

let database: TestDatabase;
let portal: TestPortal;
let provider: Awaited<ReturnType<typeof startSmallProvider>>;
beforeAll(async () => {
  database = await createTestDatabase("empty");
  const city = spaceFileSchema.parse(await readCityFile());
  await setUpSpace(database.db, city, DEFAULT_RULE_SET, new Date());
  provider = await startSmallProvider(await freePort(), CLIENT);
  portal = await startPortal({
    database,
    environment: {
      ...real,
      OIDC_ISSUER: provider.issuer,
      OIDC_MAX_AGE: "600",
      OIDC_PROMPT: "login",
      OIDC_ACR_VALUES: "loa2 loa3",
    },
  });
});
afterAll(async () => {
  await portal.stop();
  await provider.stop();
  await database.close();
});

/** @returns where the sign-in ended */
async function signInWith(claims: JWTPayload): Promise<{ browser: Client; ended: string }> {
  for (const name of Object.keys(provider.claims)) delete provider.claims[name];
  Object.assign(provider.claims, claims);
  const browser = new Client(portal.url);
  const begun = await browser.send("/auth/sign-in?returnTo=/rules");
  const asked = await fetch(begun.headers.get("Location") ?? "", { redirect: "manual" });
  const back = new URL(asked.headers.get("Location") ?? "");
  const ended = await browser.send(back.pathname + back.search);
  return { browser, ended: ended.headers.get("Location") ?? "" };
}
const GOOD = () => ({ acr: "loa2", auth_time: provider.now(), sid: "s-1" });

describe("what devices and registers put into claims unseen", () => {
  const HOME = "한울시 솔밭길\n12";
  /** The name is that of fixtures/written, `{"name": …}` in parts of syllables. */
  const claims = (): JWTPayload => ({
    ...GOOD(),
    ...JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/written/F26-nfd-name.json"), "utf8")),
    sub: "account-26",
    unique_number: "CI-26",
    birthdate: " 1961-02-03\u200b",
    email: "\u202dminseo@example.com\u202c",
    district: "garam\ufeff",
    address: { formatted: HOME.normalize("NFD") },
    posts: ["officer:transport\u2060", 7, "\u3164"],
  });

  test("is no part of a name that is masked, a district, a post or an address", async () => {
    const { browser, ended } = await signInWith(claims());
    expect(ended).toBe("/rules");
    const { person } = await (await browser.send("/me/data.json")).json();
    expect(person).toMatchObject({
      name: "김민서",
      birthDate: "1961-02-03",
      email: "minseo@example.com",
      address: HOME.replace("\n", " "),
    });
    const row = await database.db
      .selectFrom("person")
      .select(["public_name", "district"])
      .where("identity_hash", "=", identityHash(real.IDENTITY_KEY ?? "", "CI-26"))
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ public_name: "김○○", district: "garam" });
    expect((await browser.send("/desk")).status).toBe(200);
  });

  test.each(["", " ", "\u3164\u200b"])(
    "a unique number of %j is none: nobody is somebody else",
    async (none) => {
      const { ended } = await signInWith({ ...claims(), unique_number: none });
      expect(ended).toContain("why=refused");
    },
  );
});

test("a sign-in asks for what the settings say", async () => {
  const { ended } = await signInWith(GOOD());
  expect(ended).toBe("/rules");
  expect(Object.fromEntries(provider.asked())).toMatchObject({
    prompt: "login",
    max_age: "600",
    acr_values: "loa2 loa3",
  });
});

test.each<[string, () => JWTPayload, string]>([
  ["all of it", GOOD, "/rules"],
  ["the other level", () => ({ ...GOOD(), acr: "loa3" }), "/rules"],
  ["a lower level", () => ({ ...GOOD(), acr: "loa1" }), "why=refused"],
  ["no level", () => ({ ...GOOD(), acr: undefined }), "why=refused"],
  ["a sign-in of long ago", () => ({ ...GOOD(), auth_time: provider.now() - 900 }), "why=refused"],
  ["no word of when", () => ({ ...GOOD(), auth_time: undefined }), "why=refused"],
])("what comes back with %s ends at %s", async (_, claims, where) => {
  expect((await signInWith(claims())).ended).toContain(where);
});

test("signing out leads on to the provider, with its own token and the way back", async () => {
  const { browser } = await signInWith(GOOD());
  const answer = await browser.send("/auth/sign-out", {
    method: "POST",
    body: new URLSearchParams(),
    headers: { Origin: CITY },
  });
  expect(answer.status).toBe(200);
  const [, address = ""] = /content="0;url=([^"]+)"/.exec(await answer.text()) ?? [];
  const onward = new URL(address.replaceAll("&amp;", "&"));
  expect(onward.origin + onward.pathname).toBe(`${provider.issuer}/end`);
  expect(onward.searchParams.get("post_logout_redirect_uri")).toBe(`${CITY}/`);
  expect(onward.searchParams.get("id_token_hint")?.split(".")).toHaveLength(3);
  expect((await browser.send("/me")).status).toBe(302);
});

test("the ID token is stored sealed alone", async () => {
  await signInWith(GOOD());
  const { rows } = await database.pool.query<{ id_token: Buffer }>("select id_token from session");
  expect(rows.length).toBeGreaterThan(0);
  for (const { id_token } of rows) expect(id_token.toString("latin1")).not.toMatch(/eyJ/);
});

const logout = (token: string, headers: Record<string, string> = {}) =>
  fetch(`${portal.url}/auth/back-channel-logout`, {
    method: "POST",
    body: new URLSearchParams({ logout_token: token }),
    headers,
  });
const said = (): JWTPayload => ({
  iss: provider.issuer,
  aud: CLIENT,
  iat: provider.now(),
  jti: randomUUID(),
  events: EVENTS,
  sub: "account-1",
});

describe("a logout token", () => {
  test.each<[string, () => Promise<string>]>([
    ["of another key", () => provider.sign(said(), "foreign")],
    ["of another issuer", () => provider.sign({ ...said(), iss: "https://elsewhere.example" })],
    ["for somebody else", () => provider.sign({ ...said(), aud: "other" })],
    ["that is old", () => provider.sign({ ...said(), iat: provider.now() - 600 })],
    ["that is an ID token", () => provider.sign({ ...said(), nonce: "n" })],
    ["without the event", () => provider.sign({ ...said(), events: {} })],
    ["without a number", () => provider.sign({ ...said(), jti: undefined })],
    ["about nobody", () => provider.sign({ ...said(), sub: undefined })],
    ["without a signature", async () => `${(await provider.sign(said())).split(".").slice(0, 2).join(".")}.`],
    ["that is none", async () => "nonsense"],
  ])("%s is refused, and ends nothing", async (_, make) => {
    const { browser } = await signInWith(GOOD());
    expect((await logout(await make())).status).toBe(400);
    expect((await browser.send("/me")).status).toBe(200);
  });

  test("of an account ends all its sessions, once heard", async () => {
    const [one, other] = [await signInWith(GOOD()), await signInWith({ ...GOOD(), sid: "s-2" })];
    const token = await provider.sign(said(), "own", "logout+jwt");
    const answer = await logout(token);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
    for (const { browser } of [one, other])
      await expect.poll(async () => (await browser.send("/me")).status).toBe(302);
    const again = await signInWith(GOOD());
    expect((await logout(token)).status).toBe(400);
    expect((await again.browser.send("/me")).status).toBe(200);
  });

  test("of a session ends that one alone", async () => {
    const [one, other] = [
      await signInWith({ ...GOOD(), sid: "s-3" }),
      await signInWith({ ...GOOD(), sid: "s-4" }),
    ];
    expect((await logout(await provider.sign({ ...said(), sid: "s-3" }))).status).toBe(200);
    await expect.poll(async () => (await one.browser.send("/me")).status).toBe(302);
    expect((await other.browser.send("/me")).status).toBe(200);
  });

  test("from a page of elsewhere is refused before it is read", async () => {
    const { browser } = await signInWith(GOOD());
    const answer = await logout(await provider.sign(said()), { Origin: "https://elsewhere.example" });
    expect(answer.status).toBe(403);
    expect((await browser.send("/me")).status).toBe(200);
  });
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1",
    "Safari, iPhone",
  ],
  ["Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36 KAKAOTALK 10", "KakaoTalk, Android"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Linux"],
  ["node", null],
  ["", null],
])("%s is %s", (said, device) => expect(deviceOf(said)).toBe(device));
