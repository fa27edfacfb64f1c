import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { Router } from "express";
import { withoutSettings } from "./environment.ts";

/** The built pages: made at the first start and whenever a source has changed, so that `npm start` is enough. */
const ROOT = resolve(import.meta.dirname, "..");
const BUILD = resolve(ROOT, process.env.BUILD_DIR ?? "build");
const SOURCES = [
  ...["app", "db", "search", "public"],
  ...["remix.config.js", "package.json", "package-lock.json", "tsconfig.json"],
];
/** In the build's folder: the hash of the sources it was made from. */
const MADE_FROM = "sources.sha256";

interface LoadedBuild {
  build: ServerBuild | (() => Promise<ServerBuild>);
  clientFolder: string | undefined;
  development?: Router;
}

export async function buildIfNeeded(): Promise<void> {
  // Contents and not times: a checkout makes every file new, and a copied one may be older than the build.
  const sources = await hashOfSources(SOURCES);
  if ((await madeFrom(BUILD)) === sources) return;
  process.stdout.write("Building the pages (once, about half a minute) …\n");
  const unfinished = `${BUILD}.unfinished-${process.pid}`;
  const remix = createRequire(import.meta.url).resolve("@remix-run/dev/dist/cli.js");
  const child = spawn(
    process.execPath,
    [remix, "vite:build", "-c", "remix.config.js", "--logLevel", "error"],
    {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
      // Vitest marks its children, and remix.config.js takes the mark for a test run.
      env: {
        ...withoutSettings(process.env),
        NODE_ENV: "production",
        VITEST: undefined,
        BUILD_DIR: relative(ROOT, unfinished),
      },
    },
  );
  const code = await new Promise((done) => child.once("exit", done));
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw new Error("The pages could not be built; the reason stands above.");
  }
  await writeFile(join(unfinished, MADE_FROM), sources);
  await putInPlace(unfinished, sources);
}

/** Whole or not at all: of several that start at once, none serves what another has half written. */
async function putInPlace(finished: string, sources: string): Promise<void> {
  for (;;) {
    await rm(BUILD, { recursive: true, force: true });
    try {
      return await rename(finished, BUILD);
    } catch (error) {
      // Another start put its own there meanwhile: the same one will do, an older one goes.
      const taken =
        error instanceof Error && "code" in error && ["ENOTEMPTY", "EEXIST"].includes(`${error.code}`);
      if (!taken) throw error;
      if ((await madeFrom(BUILD)) === sources) return rm(finished, { recursive: true });
    }
  }
}

/** @returns null for a folder without a finished build */
function madeFrom(folder: string): Promise<string | null> {
  return readFile(join(folder, MADE_FROM), "utf8").catch(() => null);
}

/**
 * SHA-256 over names and contents of all files in and below `sources`, which are relative to the root of the
 * repository; one that does not exist counts as such.
 */
export async function hashOfSources(sources: string[]): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesBelow(join(ROOT, source))))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256");
  for (const [index, file] of files.entries()) {
    const content = contents[index] ?? "";
    hash.update(`${relative(ROOT, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

async function filesBelow(path: string): Promise<string[]> {
  const here = await stat(path).catch(() => undefined);
  if (!here) return [];
  if (!here.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

export async function loadBuild(): Promise<LoadedBuild> {
  const build: ServerBuild = await import(pathToFileURL(join(BUILD, "server", "index.js")).href);
  return { build, clientFolder: join(BUILD, "client") };
}

/** Vite builds each page as it is asked for, and again when its file changes (`npm run dev`). */
export async function startDevelopmentBuild(): Promise<LoadedBuild> {
  const vite = await import("vite");
  const { default: express } = await import("express");
  const server = await vite.createServer({
    configFile: join(ROOT, "remix.config.js"),
    server: { middlewareMode: true },
  });
  const development = express.Router();
  development.use(server.middlewares);
  const isBuild = (module: Record<string, unknown>): module is Record<string, unknown> & ServerBuild =>
    "routes" in module;
  return {
    clientFolder: undefined,
    development,
    async build() {
      const module = await server.ssrLoadModule("virtual:remix/server-build");
      if (!isBuild(module)) throw new Error("Vite gave no Remix build.");
      return module;
    },
  };
}
