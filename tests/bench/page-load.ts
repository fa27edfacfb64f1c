import type { BrowserContext, CDPSession, Page } from "playwright-core";

/** What a browser asked for, as its own tools name it; every other sort counts as "other". */
export const SORTS = ["document", "stylesheet", "script", "font", "image", "other"] as const;
type Sort = (typeof SORTS)[number];

export interface PageLoad {
  /** Bytes as they were sent, with their headers; what the browser still had is nothing. */
  bytes: Record<Sort, number>;
  /** Scripts as they were sent by a server that knows gzip at its best (level 9), whatever this one sent them as. */
  gzippedScript: number;
  requests: number;
  /** Largest contentful paint, in milliseconds. */
  lcp: number;
  /** Cumulative layout shift (web.dev/articles/cls), without the windows of it: all shifts of the load together. */
  cls: number;
}

/** Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms for each request; and a quarter of this machine's CPU. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const SLOWER_CPU = 4;
/** How long nothing must have been asked for until a page counts as loaded. */
const QUIET_MS = 500;
const LOOK_MS = 100;

interface Asked {
  sort: Sort;
  url: string;
}

const sortOf = (type: string | undefined): Sort =>
  SORTS.find((sort) => sort === type?.toLowerCase()) ?? "other";

/** A page of the context as a phone on a slow line loads it. */
export async function loadPage(
  page: Page,
  context: BrowserContext,
  path: string,
  gzipped: (url: string) => Promise<number>,
): Promise<PageLoad> {
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", SLOW_4G);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_CPU });
  const traffic = listen(client);
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await traffic.quiet();
  const paints = await page.evaluate(keptValues, {
    type: "largest-contentful-paint",
    value: "startTime",
  });
  const shifts = await page.evaluate(keptValues, { type: "layout-shift", value: "value" });
  await client.detach();
  const scripts = traffic.loaded.filter(({ sort }) => sort === "script");
  const sizes = await Promise.all(scripts.map(({ url }) => gzipped(url)));
  return {
    bytes: traffic.bytes,
    gzippedScript: sizes.reduce((sum, size) => sum + size, 0),
    requests: traffic.loaded.length,
    lcp: Math.max(...paints),
    cls: shifts.reduce((sum, shift) => sum + shift, 0),
  };
}

/** Streams never end, and are no part of what a page loads. */
function listen(client: CDPSession) {
  const asked = new Map<string, Asked>();
  const fromCache = new Set<string>();
  const loaded: Asked[] = [];
  const bytes = { document: 0, stylesheet: 0, script: 0, font: 0, image: 0, other: 0 };
  let last = Date.now();
  client.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
    if (type === "EventSource" || !request.url.startsWith("http")) return;
    asked.set(requestId, { sort: sortOf(type), url: request.url });
    last = Date.now();
  });
  client.on("Network.requestServedFromCache", ({ requestId }) => fromCache.add(requestId));
  client.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.fromDiskCache) fromCache.add(requestId);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = asked.get(requestId);
    if (!request) return;
    asked.delete(requestId);
    last = Date.now();
    if (fromCache.has(requestId)) return;
    bytes[request.sort] += encodedDataLength;
    loaded.push(request);
  });
  client.on("Network.loadingFailed", ({ requestId }) => asked.delete(requestId));
  return {
    loaded,
    bytes,
    async quiet() {
      while (asked.size > 0 || Date.now() - last < QUIET_MS)
        await new Promise((wait) => setTimeout(wait, LOOK_MS));
    },
  };
}

/** Runs in the page: the values that its observers keep for whoever asks later. */
const keptValues = ({ type, value }: { type: string; value: string }): Promise<number[]> =>
  new Promise((done) => {
    new PerformanceObserver((list) =>
      done(list.getEntries().map((entry) => Number(Reflect.get(entry, value)))),
    ).observe({ type, buffered: true });
    // Of a page on which nothing moved there is nothing to observe.
    setTimeout(() => done([]), 500);
  });
