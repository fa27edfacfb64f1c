import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, visit } from "./support/browser.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

const LOADS = 6;

let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** A slow phone on a slow line, and a finger that does not wait: about half of the loads failed once. */
test("a page that is touched while React takes it over is taken over all the same", async () => {
  const complaints: string[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    const visitor = await visit(browser, portal.url, { width: 375 });
    const { page, context } = visitor;
    const devTools = await context.newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await devTools.send("Network.enable");
    await devTools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 60,
      downloadThroughput: 200_000,
      uploadThroughput: 100_000,
    });
    await page.goto("/proposals", { waitUntil: "commit" });
    const hydrated = () =>
      page.evaluate(() =>
        Object.keys(document.querySelector("#main") ?? {}).some((key) => key.startsWith("__reactProps")),
      );
    while (!(await hydrated())) await page.mouse.click(5, 400);
    complaints.push(...visitor.complaints);
    await context.close();
  }
  expect(complaints).toEqual([]);
});

test("a page that is gone to stands still from its first moment", async () => {
  const { page, context } = await visit(browser, portal.url, { width: 375 });
  await page.goto("/proposals");
  const link = page.getByRole("contentinfo").getByRole("link", { name: "답변 기준" });
  await link.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  await link.press("Enter");
  await page.getByRole("heading", { level: 1, name: "답변 기준" }).waitFor();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await context.close();
});
