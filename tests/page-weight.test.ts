import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const ASSETS = resolve(import.meta.dirname, "../build/client/assets");

const modules = z.object({ module: z.string(), imports: z.array(z.string()).default([]) });
const manifest = z.object({ entry: modules, routes: z.record(z.string(), modules) });

/** What the browser is told of the built pages: which scripts each page has. */
function readManifest() {
  const [name = ""] = readdirSync(ASSETS).filter((file) => /^manifest-.*\.js$/.test(file));
  const [, json = ""] =
    /^window\.__remixManifest=(.*);$/s.exec(readFileSync(join(ASSETS, name), "utf8")) ?? [];
  return manifest.parse(JSON.parse(json));
}

/** Scripts of a page, its texts apart; bytes as gzip at its best makes them. */
function scriptsOf(route: string): { files: number; bytes: number } {
  const { entry, routes } = readManifest();
  const parts = [entry, routes.root, routes[route]];
  const files = new Set(
    parts.flatMap((part) => {
      if (!part) throw new Error(`There is no route ${route}.`);
      return [part.module, ...part.imports];
    }),
  );
  const sizes = [...files].map(
    (file) => gzipSync(readFileSync(join(ASSETS, file.replace(/^\/assets\//, ""))), { level: 9 }).length,
  );
  return { files: files.size, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** React, Remix and its router alone are 85 kB; a page is allowed a twenty-fifth more than it had when this was written. */
describe("a page's script stays as small as it is", () => {
  test.each([
    ["routes/_index", 120, 14],
    ["routes/proposals.$id", 126, 14],
    ["routes/drives.$id", 127, 15],
    ["routes/polls.$id", 133, 27],
    ["routes/polls.$id_.results", 126, 18],
    ["routes/results", 127, 16],
    ["routes/about", 119, 9],
  ])("%s: at most %i kB in %i files", (route, kilobytes, most) => {
    const { files, bytes } = scriptsOf(route);
    expect(bytes / 1000).toBeLessThan(kilobytes);
    expect(bytes / 1000).toBeGreaterThan(90);
    expect(files).toBeLessThanOrEqual(most);
  });
});
