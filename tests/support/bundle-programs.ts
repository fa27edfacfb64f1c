import { mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../..");
/** Below the packages: a bundle leaves them outside, and finds them from there. */
const CACHE = join(ROOT, "node_modules/.cache/gonggam-tests");

/**
 * Every program that tests start, as JavaScript, once for the whole run. Read as TypeScript, a portal takes two and a half
 * times the CPU until it is ready, and a run starts two hundred processes.
 *
 * @returns a new folder, in which `app/server.ts` is `app/server.mjs`; whoever asked removes it
 */
export async function bundlePrograms(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, "programs-"));
  await build({
    absWorkingDir: ROOT,
    entryPoints: await listPrograms(),
    outdir: folder,
    outbase: ROOT,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    keepNames: true, // errors are recognised by their names
    ignoreAnnotations: true, // "sideEffects" of package.json is said of the pages
    sourcemap: true,
    sourcesContent: false,
    logLevel: "warning",
    plugins: [placesOfSources],
  });
  return folder;
}

/** Those that package.json starts, and the tests' own. */
async function listPrograms(): Promise<string[]> {
  const scripts = await readFile(join(ROOT, "package.json"), "utf8");
  const ours = [...scripts.matchAll(/--import tsx (app\/\S+\.ts)/g)].flatMap(([, program]) => program ?? []);
  const support = await readdir(import.meta.dirname);
  const tests = support.filter((name) => name.endsWith("-process.ts") || name === "clocked-portal.ts");
  return [...new Set(ours), ...tests.map((name) => `tests/support/${name}`)];
}

/** What a module finds beside itself (migrations, seeds, threads) is still beside its source. */
const placesOfSources: Plugin = {
  name: "places-of-sources",
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)));
      return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};
