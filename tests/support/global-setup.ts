import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildIfNeeded } from "#app/build.ts";
import { chromiumPath } from "./browser.ts";
import { bundlePrograms } from "./bundle-programs.ts";
import { layTemplates, portalServerOf, serverOf, startTestPostgres } from "./templates.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Connection string of the test server, without a database, as the role that owns what is in it. */
    server: string;
    /** The same as the role that the portal works as. */
    portalServer: string;
    /** The same as its superuser, for what the portal's role may not. */
    superuser: string;
    /** Folder of the programs that tests start; see programOf. */
    programs: string;
  }
}

/**
 * One real Postgres for the whole run, with a template a kind of city; each test file clones its own from one.
 * The pages are built meanwhile, in a process of their own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "gonggam-tests-"));
  const [programs] = await Promise.all([
    bundlePrograms(),
    layTemplates(folder),
    buildIfNeeded(),
    chromiumPath(), // unpacked once, before test files look for it at the same time
  ]);
  const postgres = await startTestPostgres(folder);
  project.provide("server", serverOf(postgres));
  project.provide("portalServer", portalServerOf(postgres));
  project.provide("superuser", postgres.superuser);
  project.provide("programs", programs);
  return async () => {
    await postgres.stop();
    await Promise.all([folder, programs].map((made) => rm(made, { recursive: true, force: true })));
  };
}
