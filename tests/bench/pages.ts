import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { launchBrowser, visit } from "../support/browser.ts";
import { freePort } from "../support/portal.ts";
import { START_ARGUMENTS } from "../support/start-arguments.ts";
import { ready } from "./http-load.ts";
import { loadPage, type PageLoad, SORTS } from "./page-load.ts";
import { print } from "./support.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PHONE_WIDTH = 375;

/** In thousands of bytes, milliseconds and CLS' own unit. */
const AIMS = { firstVisit: 250, laterPage: 60, script: 90, lcp: 1_000, cls: 0.02 };

/** Pages that citizens read; of a kind the newest in its list. */
const PAGES: readonly [name: string, path: string, link?: RegExp][] = [
  ["home", "/"],
  ["list of proposals", "/proposals"],
  ["a proposal", "/proposals", /\/proposals\/\d+/],
  ["a drive", "/drives", /\/drives\/\d+/],
  ["a poll", "/polls", /\/polls\/\d+/],
  ["a poll's results", "/polls", /\/polls\/\d+\/results/],
  ["results", "/results"],
  ["about", "/about"],
];

/**
 * What a phone loads that was never here, and then, with what it keeps, of each page: home first, or the list of
 * proposals before home. Of the demonstration as `npm start` makes it.
 */
export async function benchPages(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gonggam-bench-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const portal = spawn(process.execPath, START_ARGUMENTS, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      DATA_DIR: folder,
      PORT: String(port),
      LOG_LEVEL: "warn",
      RATE_LIMITS: "off",
      WEB_PROCESSES: "1",
    },
  });
  const ended = new Promise((done) => portal.once("exit", done));
  try {
    await ready(`${origin}/healthz`, portal);
    await measurePages(origin);
  } finally {
    portal.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

async function measurePages(origin: string): Promise<void> {
  const browser = await launchBrowser();
  const gzipped = gzippedSizes();
  try {
    const addresses = await Promise.all(
      PAGES.map(async ([name, path, link]) => ({
        name,
        path: link ? await firstLink(origin + path, link) : path,
      })),
    );
    // Made once by the server, so that no page is the one that waits for it.
    for (const { path } of addresses) await fetch(origin + path, { headers: { "Accept-Language": "ko" } });
    print("Slow 4G (1.6 Mbit/s, 150 ms), CPU 4 times slower, 375 px, Korean; kB as sent");
    const firsts: PageLoad[] = [];
    const laters: PageLoad[] = [];
    for (const { path } of addresses) {
      firsts.push(await measure(path));
      laters.push(await measure(path, path === "/" ? "/proposals" : "/"));
    }
    const named = (loads: readonly PageLoad[]) =>
      addresses.map(({ name }, at) => ({ name, load: loads[at] }));
    table("First visit", AIMS.firstVisit, named(firsts));
    table("After another page", AIMS.laterPage, named(laters));

    async function measure(path: string, before?: string): Promise<PageLoad> {
      const { page, context } = await visit(browser, origin, { width: PHONE_WIDTH });
      if (before) await loadPage(page, context, before, gzipped);
      const load = await loadPage(page, context, path, gzipped);
      await context.close();
      return load;
    }
  } finally {
    await browser.close();
  }
}

async function firstLink(address: string, link: RegExp): Promise<string> {
  const response = await fetch(address, { headers: { "Accept-Language": "ko" } });
  const found = new RegExp(`href="(${link.source})"`).exec(await response.text())?.[1];
  if (!found) throw new Error(`${address} leads to no ${link.source}.`);
  return found;
}

function gzippedSizes(): (url: string) => Promise<number> {
  const known = new Map<string, number>();
  return async (url) => {
    const size = known.get(url) ?? gzipSync(await (await fetch(url)).arrayBuffer(), { level: 9 }).length;
    known.set(url, size);
    return size;
  };
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0);

/** @param aim of all that is sent, in kB */
function table(
  title: string,
  aim: number,
  rows: readonly { name: string; load: PageLoad | undefined }[],
): void {
  const cells = ["all", ...SORTS, "gz script", "requests", "LCP ms", "CLS"];
  print(`\n${title.padEnd(20)}${cells.map((cell) => cell.padStart(11)).join("")}`);
  const aims = [`≤ ${aim}`, ...SORTS.map(() => ""), `≤ ${AIMS.script}`, "", `≤ ${AIMS.lcp}`, `< ${AIMS.cls}`];
  print(`${"aim".padEnd(20)}${aims.map((cell) => cell.padStart(11)).join("")}`);
  for (const { name, load } of rows) {
    if (!load) continue;
    const sizes = SORTS.map((sort) => load.bytes[sort]);
    const values = [
      ...[sizes.reduce((sum, size) => sum + size, 0), ...sizes, load.gzippedScript].map(kilobytes),
      String(load.requests),
      load.lcp.toFixed(0),
      load.cls.toFixed(3),
    ];
    print(`${name.padEnd(20)}${values.map((value) => value.padStart(11)).join("")}`);
  }
}
