import { join } from "node:path";
import { inject } from "vitest";

/**
 * A program of ours for `node`, from the bundle that the run began with.
 *
 * @param source relative to the root of the repository, such as app/server.ts
 */
export const programOf = (source: string): string =>
  join(inject("programs"), source.replace(/\.ts$/, ".mjs"));
