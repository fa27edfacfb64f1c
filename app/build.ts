import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { Router } from "express";

/** The built pages: made at the first start and whenever a source is newer, so that `npm start` is enough. */
const ROOT = resolve(import.meta.dirname, "..");
const BUILD = resolve(ROOT, process.env.BUILD_DIR ?? "build");
const SOURCES = ["app", "db", "public", "remix.config.js", "package.json", "tsconfig.json"];

interface LoadedBuild {
  build: ServerBuild | (() => Promise<ServerBuild>);
  clientFolder: string | undefined;
  development?: Router;
}

export async function buildIfNeeded(): Promise<void> {
  const entry = join(BUILD, "server", "index.js");
  if (existsSync(entry)) {
    const built = (await stat(entry)).mtimeMs;
    const changed = await Promise.all(SOURCES.map((source) => newestIn(join(ROOT, source))));
    if (Math.max(...changed) < built) return;
  }
  process.stdout.write("Building the pages (once, about half a minute) …\n");
  const remix = createRequire(import.meta.url).resolve("@remix-run/dev/dist/cli.js");
  const child = spawn(
    process.execPath,
    [remix, "vite:build", "-c", "remix.config.js", "--logLevel", "error"],
    {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
      // Vitest marks its children, and remix.config.js takes the mark for a test run.
      env: { ...process.env, NODE_ENV: "production", VITEST: undefined },
    },
  );
  const code = await new Promise((done) => child.once("exit", done));
  if (code !== 0) throw new Error("The pages could not be built; the reason stands above.");
}

async function newestIn(path: string): Promise<number> {
  const here = await stat(path);
  if (!here.isDirectory()) return here.mtimeMs;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => stat(join(entry.parentPath, entry.name)));
  return Math.max(0, ...(await Promise.all(files)).map((file) => file.mtimeMs));
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
