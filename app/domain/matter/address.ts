import type { MatterKind } from "#db/tables/matter.ts";

const FOLDERS: Record<MatterKind, string> = {
  proposal: "proposals",
  forum: "forums",
  drive: "drives",
  poll: "polls",
};

/** The path of a matter's page. @param address its number, or the token of what is not listed */
export const matterPath = (kind: MatterKind, address: number | string): string =>
  `/${FOLDERS[kind]}/${address}`;
