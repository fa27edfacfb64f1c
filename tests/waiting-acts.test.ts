import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitingActs } from "#app/doors/waiting-act.ts";
import { readEnvironment } from "#app/environment.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What was touched before signing in is done after it, by who touched it and by no link. */
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function published(author: string, title: string): Promise<number> {
  const person = await signIn(portal.url, author);
  const body = "버스를 기다리는 동안 앉을 곳이 없습니다.";
  const asked = { title, body, category: "transport" };
  return (await (await person.json("/api/v1/proposals", "POST", asked)).json()).id;
}

async function countOf(id: number): Promise<number> {
  return (await (await fetch(`${portal.url}/api/v1/proposals/${id}`)).json()).support.count;
}

describe("a commuter with a shared link", () => {
  test.each([
    ["with a script", true, 2],
    ["without one", false, 3],
  ])("agrees on a phone %s, sign-in included", async (_, javaScript, touches) => {
    const id = await published(`citizen-${6500 + touches}`, "정류장에 의자를 놓아 주세요");
    const { page, context } = await visit(browser, portal.url, { javaScript, width: 375 });
    let touched = 0;
    const touch = async (name: RegExp, on: Page = page) => {
      touched += 1;
      await on.getByRole("button", { name }).first().click();
    };
    await page.goto(`/proposals/${id}`);
    await touch(/^공감하기/);
    await page.waitForURL(/\/agency\/pick\//);
    await touch(/citizen-1$/);
    if (!javaScript) {
      await page.getByRole("heading", { level: 1, name: "공감을 보냅니다" }).waitFor();
      expect(await countOf(id)).toBe(0);
      await touch(/^공감하기/);
    }
    await page.getByText("참여해 주셔서 고맙습니다").waitFor();
    await page.getByText("49명 더 모이면 부서가 답합니다").waitFor();
    expect(new URL(page.url()).pathname).toBe(`/proposals/${id}`);
    expect(touched).toBe(touches);
    expect(await countOf(id)).toBe(1);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain("waiting-act");
    if (javaScript) expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});

describe("an act that waits", () => {
  test("is done by no link: who has not touched the button is led back, and reading it does nothing", async () => {
    const id = await published("citizen-6510", "밤길에 등을 달아 주세요");
    const toucher = new Client(portal.url);
    const touched = await toucher.form(`/proposals/${id}`, { intent: "agree" });
    expect(touched.status).toBe(302);
    const onward = new URL(touched.headers.get("Location") ?? "", portal.url);
    const act = `${onward.pathname.replace(/\/sign-in$/, "")}${onward.search}`;
    const other = await signIn(portal.url, "citizen-6511");
    for (const address of [act, `${onward.pathname}${onward.search}`]) {
      const answer = await other.send(address);
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/proposals/${id}`]);
    }
    await toucher.follow("/auth/sign-in?as=citizen-6512&returnTo=/api/v1/rules");
    expect((await toucher.send(act)).status).toBe(200);
    expect(await countOf(id)).toBe(0);
    // Another address than the one that this sign-in leads back to.
    expect((await toucher.send(`/acts/another?to=/proposals/${id}`)).status).toBe(302);
  });

  test("is only what needs nothing typed", async () => {
    const visitor = new Client(portal.url);
    const id = await published("citizen-6520", "화단에 물을 주세요");
    const answer = await visitor.form(`/proposals/${id}`, { intent: "withdraw-agreement" });
    expect(answer.headers.get("Location")).toMatch(/^\/auth\/sign-in\?/);
  });

  test.each([
    ["in time", { after: 10 * 60_000 }, true],
    ["too late", { after: 10 * 60_000 + 1 }, false],
    ["of another sign-in", { after: 0, token: "another" }, false],
    ["changed by the browser", { after: 0, changed: true }, false],
  ])("%s", async (_, asked: { after: number; token?: string; changed?: boolean }, found) => {
    const acts = waitingActs(readEnvironment({}));
    const now = new Date("2026-03-02T01:00:00Z");
    const act = {
      path: "/proposals/1",
      fields: [["intent", "agree"] as [string, string]],
      label: "agree" as const,
    };
    const { token, setCookie } = await acts.begin(act, now);
    const [cookie = ""] = setCookie.split(";");
    const sent = asked.changed ? cookie.replace("=", "=ey") : cookie;
    const later = new Date(now.getTime() + asked.after);
    expect((await acts.find(asked.token ?? token, sent, later)) !== undefined).toBe(found);
  });
});
