import { once } from "node:events";
import type { Server } from "node:http";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDemonstrationAgency } from "#app/demonstration/agency.ts";
import { createAgencyMemory } from "#app/demonstration/agency-memory.ts";
import { readCityFile } from "#app/demonstration/texts.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { Client } from "./support/client.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { freePort, startPortal, type TestPortal } from "./support/portal.ts";
import { realSettings } from "./support/real-city.ts";

/** A real city and its provider, which comes and goes; what the demonstration's agency is made of stands for it. */
const real = realSettings();
const CITY = real.PUBLIC_URL ?? "";
const PERSON = { login: "kim-7", name: "김진짜", unique_number: "CI-4711", email: "kim@example.kr" };

let database: TestDatabase;
let portal: TestPortal;
let port: number;
let said = "";
beforeAll(async () => {
  database = await createTestDatabase("empty");
  const city = spaceFileSchema.parse(await readCityFile());
  await setUpSpace(database.db, city, DEFAULT_RULE_SET, new Date());
  port = await freePort();
  const OIDC_ISSUER = `http://127.0.0.1:${port}/agency`;
  portal = await startPortal({
    database,
    environment: { ...real, OIDC_ISSUER, OIDC_CLIENT_SECRET: "secret", LOG_LEVEL: "info" },
  });
  portal.process.stdout?.on("data", (text) => {
    said += text;
  });
});
afterAll(async () => {
  await portal.stop();
  await database.close();
});

async function startProvider(): Promise<Server> {
  const app = express();
  const { login, ...claims } = PERSON;
  const memory = createAgencyMemory();
  app.use(
    "/agency",
    createDemonstrationAgency({
      issuer: `http://127.0.0.1:${port}/agency`,
      clientId: real.OIDC_CLIENT_ID ?? "",
      clientSecret: "secret",
      redirectUris: [`${CITY}/auth/callback`],
      remember: async (act) => memory(act),
      cookieKey: real.COOKIE_KEY ?? "",
      find: (asked) =>
        asked === login ? { login, claims: { ...claims, posts: ["clerk", "officer:transport"] } } : undefined,
      offered: [],
    }),
  );
  const server = app.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function stopProvider(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

const locationOf = (answer: Response) => answer.headers.get("Location") ?? "";

/** From the portal through the provider, to the address that it sends the browser back to. */
async function passProvider(browser: Client, returnTo: string): Promise<string> {
  const begun = await browser.send(`/auth/sign-in?${new URLSearchParams({ returnTo })}`);
  const address = new URL(locationOf(begun));
  address.searchParams.set("login_hint", PERSON.login);
  let next = address.href;
  while (!next.startsWith(`${CITY}/auth/callback`)) {
    const answer = await browser.send(next);
    next = new URL(locationOf(answer), next).href;
  }
  return next.slice(CITY.length);
}

describe("a provider that is away", () => {
  test.each([
    ["ko", "본인 확인 기관에 연결되지 않습니다"],
    ["en", "The identity agency cannot be reached"],
    ["ja", "本人確認機関につながりません"],
  ])("is said on a page (%s), with the way to try again", async (language, title) => {
    const browser = new Client(portal.url);
    const begun = await browser.send(`/auth/sign-in?lang=${language}&returnTo=/rules`);
    expect(begun.status).toBe(302);
    const failed = await browser.send(locationOf(begun));
    expect(failed.status).toBe(503);
    expect(Number(failed.headers.get("Retry-After"))).toBeGreaterThan(0);
    const page = await failed.text();
    expect(page).toContain(title);
    expect(page).toContain('href="/auth/sign-in?returnTo=%2Frules"');
    expect(page).toContain('href="/proposals"');
  });

  test("is logged", async () => {
    await expect.poll(() => said).toContain('"event":"sign-in-away"');
    expect(said).not.toContain("a request failed");
  });

  test("is found when it is there again, and signs in with __Host- cookies alone", async () => {
    const provider = await startProvider();
    const browser = new Client(portal.url);
    const begun = await browser.send("/auth/sign-in?returnTo=/rules");
    for (const cookie of begun.headers.getSetCookie()) {
      expect(cookie).toMatch(/^__Host-sign-in-/);
      expect(cookie).toMatch(/Path=\/;.*HttpOnly;.*Secure/);
    }
    const ended = await browser.send(await passProvider(browser, "/rules?lang=en"));
    expect(locationOf(ended)).toBe("/rules?lang=en");
    const names = ended.headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
    expect(names).toContain("__Host-gonggam");
    expect(names.filter((name) => !name?.startsWith("__Host-"))).toEqual([]);
    const page = await browser.send("/rules?lang=en");
    expect(page.headers.getSetCookie().map((cookie) => cookie.split("=")[0])).toEqual(["__Host-lang"]);
    expect((await browser.send("/me")).status).toBe(200);
    // Who signed in is not in the log, and what posts they took is.
    await expect.poll(() => said).toContain('"event":"signed-in","posts":["clerk","officer"]');
    for (const secret of Object.values(PERSON)) expect(said).not.toContain(secret);
    await stopProvider(provider);
  });

  test("between leaving and coming back is said on the same page", async () => {
    const provider = await startProvider();
    const browser = new Client(portal.url);
    const back = await passProvider(browser, "/ledger");
    await stopProvider(provider);
    const answer = await browser.send(back);
    expect(locationOf(answer)).toContain("why=away");
    expect(locationOf(answer)).toContain("returnTo=%2Fledger");
    expect(browser.cookieHeader).not.toContain("__Host-gonggam");
  });
});
