import { readMatterPath } from "#app/domain/matter/address.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import type { MatterKind } from "#db/tables/matter.ts";

/** What other people's pages may show of ours in a frame. */
type Embed =
  | { of: "matter"; kind: MatterKind; id: number }
  /** What was answered to a question of a poll; null: to the first that has numbers. */
  | { of: "chart"; id: number; question: string | null }
  | { of: "quick-poll"; name: string };

/**
 * What a page can be shown as elsewhere; undefined: as nothing. Whether there is such a thing is not asked.
 *
 * @param path within its space, and as it stands in an address
 * @param hash of the address: each question of a poll's results has one
 */
export function readEmbed(path: string, hash = ""): Embed | undefined {
  const matter = readMatterPath(path);
  if (matter) return { of: "matter", ...matter };
  const [, poll] = /^\/polls\/([1-9]\d{0,14})\/results$/.exec(path) ?? [];
  const [, question = null] = /^#result-([\w-]{1,40})$/.exec(hash) ?? [];
  if (poll) return { of: "chart", id: Number(poll), question };
  const [, name] = /^\/q\/([^/]{1,300})$/.exec(path) ?? [];
  return name === undefined || name === "new" ? undefined : { of: "quick-poll", name: decoded(name) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** The paths of their frames, within their space. */
export const matterFrame = (id: number | string): string => `/embed/matters/${id}`;
export const chartFrame = (poll: number, question: string): string => `/embed/polls/${poll}/${question}`;
export const quickPollFrame = (name: string): string => `/embed${quickPollPath(name)}`;
