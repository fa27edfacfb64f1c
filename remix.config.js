import { resolve } from "node:path";
import { constants } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import { compression, defineAlgorithm } from "vite-plugin-compression2";

/**
 * The one build configuration. It is a Vite config: Remix 2 builds through Vite, and a root
 * `vite.config.js` would be a second place to look, so every script passes this one by name
 * (`remix vite:build -c remix.config.js`, `vitest --config remix.config.js`).
 */
export default defineConfig({
  plugins: [
    // Vitest runs server code as it is; the Remix plugin would only get in its way.
    !process.env.VITEST &&
      remix({
        // The benchmark builds the same portal with one empty action more, into a folder of its own.
        buildDirectory: process.env.BUILD_DIR ?? "build",
        future: {
          v3_fetcherPersist: true,
          v3_lazyRouteDiscovery: true,
          v3_relativeSplatPath: true,
          v3_routeConfig: true,
          v3_singleFetch: true,
          v3_throwAbortReason: true,
        },
      }),
    !process.env.VITEST && lightTranslations(),
    fewFiles(),
    compressOnce(),
  ],
  css: {
    preprocessorOptions: {
      scss: { loadPaths: ["node_modules"], quietDeps: true, silenceDeprecations: ["import"] },
    },
  },
  // es2022: a route waits for its texts at the top of its module (app/i18n/load-texts.ts).
  build: { target: "es2022", chunkSizeWarningLimit: 700, assetsInlineLimit: 0 },
  server: { middlewareMode: true },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    // Only for what hangs: on a machine that others load, everything takes many times as long.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than the two cores that we count on: now and then a file only waits, for a letter or a time-out.
    maxWorkers: 3,
    // A process for each of them, and our modules in it once for all of its files: loading them takes longer than most
    // files do. What a file changes of its process it puts back.
    isolate: false,
    sequence: process.env.VITEST && {
      sequencer: (await import("./tests/support/browsers-first.ts")).BrowsersFirst,
    },
  },
});

/** The browser's `react-i18next` is a function of ours that says the same. */
function lightTranslations() {
  return {
    name: "light-translations",
    enforce: "pre",
    resolveId: (source, _importer, { ssr }) =>
      source === "react-i18next" && !ssr ? resolve(import.meta.dirname, "app/i18n/react-browser.ts") : null,
  };
}

/** React and Remix. */
const FRAMEWORK =
  /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream)\//;
/** What every page has around it. */
const FRAME = /\/app\/(root|entry\.client)\.tsx$/;
/** What three of these have in common stands in one file: they are read one after the other. */
const MATTER_PAGES = /\/app\/routes\/(_index|(proposals|drives|polls|forums)\.\$id)\/route\.tsx$/;
const SHARED_BY = 3;
const OURS = /\/(app\/(components|domain|i18n|platform|styles)|db|search)\//;

/**
 * Few files of script. Rollup makes one for each set of routes that share something: sixty for a page, most of them
 * smaller than the headers they come with, each compressed by itself, and what a phone's six connections take turns with.
 */
function fewFiles() {
  let inCommon;
  return {
    name: "few-files",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    config: () => ({ build: { rollupOptions: { output: { manualChunks } } } }),
    buildStart: () => {
      inCommon = undefined;
    },
  };

  function manualChunks(id, { getModuleIds, getModuleInfo }) {
    if (FRAMEWORK.test(id)) return "framework";
    if (!OURS.test(id)) return null;
    inCommon ??= findInCommon([...getModuleIds()], getModuleInfo);
    return inCommon.get(id) ?? null;
  }
}

/** @returns the name of its file for each module that several pages share */
function findInCommon(ids, getModuleInfo) {
  const closures = (pattern) => ids.filter((id) => pattern.test(id)).map(closureOf);
  const frame = new Set(closures(FRAME).flatMap((closure) => [...closure]));
  const uses = new Map();
  for (const id of closures(MATTER_PAGES).flatMap((closure) => [...closure]))
    if (!frame.has(id)) uses.set(id, (uses.get(id) ?? 0) + 1);
  const shared = [...uses].filter(([, pages]) => pages >= SHARED_BY).map(([id]) => id);
  return new Map([...[...frame].map((id) => [id, "frame"]), ...shared.map((id) => [id, "matters"])]);

  /** A module and all that it needs before it runs. */
  function closureOf(start) {
    const reached = new Set([start]);
    for (const id of reached) for (const each of getModuleInfo(id)?.importedIds ?? []) reached.add(each);
    return reached;
  }
}

/**
 * Files of the browser beside their compressed forms, an eighth less than what can be done for each request, and nothing
 * to do then. Brotli at 11 saves two of a hundred bytes more, and lets a first start wait three seconds longer.
 */
function compressOnce() {
  return {
    ...compression({
      include: /\.(css|js)$/,
      algorithms: [
        defineAlgorithm("gzip", { level: 9 }),
        defineAlgorithm("brotliCompress", { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
      ],
      logLevel: "silent",
    }),
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
  };
}
