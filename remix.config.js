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
