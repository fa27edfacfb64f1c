import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContext, type Page, chromium as playwright } from "playwright-core";

/**
 * A real browser: `CHROMIUM_PATH`, or the Chromium that comes inside @sparticuz/chromium. Its libraries are meant
 * for AWS Lambda; saying that we are there makes it unpack them too, for machines that lack libnss3.
 */
export async function chromiumPath(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}

/** For what never comes; on a machine that others load, what does come may take a while. */
const PATIENCE_MS = 120_000;

export async function launchBrowser(): Promise<Browser> {
  const libraries = [join(tmpdir(), "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const launch = async () =>
    playwright.launch({
      timeout: PATIENCE_MS,
      executablePath: await chromiumPath(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-sync",
      ],
      env: { ...Object.fromEntries(inherited), LD_LIBRARY_PATH: libraries },
    });
  // On a machine that others load, Chromium once ended with SIGSEGV before it had begun: that says nothing of a page.
  return launch().catch(launch);
}

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** What the browser complained about: console errors, failed scripts, refused styles and fonts. */
  complaints: string[];
}

export interface VisitorOptions {
  login?: string;
  javaScript?: boolean;
  width?: number;
  language?: "ko" | "en" | "ja";
}

/**
 * Every `goto` ends when React has the page: a touch in the middle of its hydration may be lost, and a person is not that
 * fast. What came without a script of ours is ready as it is; who asks for the commit alone wants to be there before.
 */
function waitUntilAlive(page: Page, complaints: readonly string[]): void {
  const go = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await go(url, options);
    if (options?.waitUntil === "commit") return response;
    const alive = page.waitForFunction(() => {
      const main = document.querySelector("#main");
      const scripted = document.querySelector("script[type=module]");
      return !main || !scripted || Object.keys(main).some((key) => key.startsWith("__reactProps"));
    });
    await alive.catch((error) => {
      throw new Error(`React did not take over ${url}: ${complaints.join("; ") || error}`);
    });
    return response;
  };
}

/** A warning to a browser; to who reads the page its text in no font that has its letters. */
const REFUSED_FONT = /^(Failed to decode downloaded font|OTS parsing error)/;
/** Remix asks where a page's links lead to; who leaves the page before it is told makes it say so. */
const LEFT_EARLY = /^Failed to fetch manifest patches TypeError: Failed to fetch/;

/** Somebody with a browser of their own, signed in if `login` says so. */
export async function visit(
  browser: Browser,
  origin: string,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const { login, javaScript = true, width = 1280, language = "ko" } = options;
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: javaScript,
    viewport: { width, height: 900 },
    locale: language,
    timezoneId: "America/New_York", // a reader far away: every date must still be Seoul's
    bypassCSP: false,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  if (javaScript) waitUntilAlive(page, complaints);
  page.on("console", (message) => {
    const isFault = message.type() === "error" || REFUSED_FONT.test(message.text());
    if (isFault && !LEFT_EARLY.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  if (login) {
    // As the browser's own request, but without drawing the pages on the way.
    const answer = await context.request.get(`/auth/sign-in?as=${login}&returnTo=/api/v1/rules`, {
      headers: { "Accept-Language": language },
    });
    if (!answer.ok()) throw new Error(`${login} could not sign in: ${answer.status()}`);
  }
  return { page, context, complaints };
}

/**
 * Chooses a radio card by its label, which is what a finger meets: the click waits until the card has stopped moving. A
 * summary of errors that has just taken focus scrolls the page, and a click by coordinates would meet another line.
 */
export async function choose(page: Page, name: RegExp): Promise<void> {
  await page.locator("label.radio-card", { hasText: name }).click();
  await page.getByRole("radio", { name, checked: true }).waitFor({ state: "attached" });
}

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare global {
  interface Window {
    axe: { run(options: object): Promise<AxeResults> };
  }
}

/**
 * What axe finds wrong on the page that is open, once colours have stopped changing: rule and place, a line each. A button
 * on its way from being pressed to being there again has a colour that nobody reads it in.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect, timeline }) => {
      // What moves with the place that something is scrolled to never ends, and stands still.
      if (!(timeline instanceof DocumentTimeline)) return true;
      const isEndless = effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
      return isEndless || playState !== "running";
    }),
  );
  await page.evaluate(await axeSource);
  const results = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}`),
  );
}

/**
 * Breadcrumbs and text links that stand alone and are met by a finger on less than 44 px of height; those in running
 * text are as tall as their line (WCAG 2.5.8 excepts them). Measured by what lies under the finger, not by what is
 * drawn.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    for (const link of document.querySelectorAll(".breadcrumb a, a.text-link")) {
      let block = link.parentElement;
      while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
      const others = [...(block?.childNodes ?? [])].filter((node) => !node.contains(link));
      const inText =
        block &&
        getComputedStyle(block).display === "block" &&
        others.some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (inText || !link.checkVisibility()) continue;
      link.scrollIntoView({ block: "center", behavior: "instant" });
      const box = link.getBoundingClientRect();
      const [x, middle] = [box.left + box.width / 2, box.top + box.height / 2];
      let height = 0;
      for (const step of [-1, 1])
        for (let y = middle; document.elementFromPoint(x, y)?.closest("a") === link; y += step) height += 1;
      if (height < 44) small.push(`${height} px: "${link.textContent?.trim()}"`);
    }
    return small;
  });
}
