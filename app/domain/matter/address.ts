import { MATTER_KINDS, type MatterKind } from "#db/tables/matter.ts";

const FOLDERS: Record<MatterKind, string> = {
  proposal: "proposals",
  forum: "forums",
  drive: "drives",
  poll: "polls",
  vote: "votes",
};

/** What a path would be the page of, if it is one of a matter that everybody may find by its number; else undefined. */
export function readMatterPath(path: string): { kind: MatterKind; id: number } | undefined {
  const [, folder, id] = /^\/([a-z]+)\/([1-9]\d{0,14})$/.exec(path) ?? [];
  const kind = MATTER_KINDS.find((code) => FOLDERS[code] === folder);
  return kind && { kind, id: Number(id) };
}

/** Whether a path is one of a matter, of its forms, or of the making of one; a list is none. */
export function isBelowMatters(path: string): boolean {
  const [, folder, rest] = path.split("/");
  return Boolean(rest) && Object.values(FOLDERS).some((one) => one === folder);
}

/** The path of a matter's page. @param address its number, or the token of what is not listed */
export const matterPath = (kind: MatterKind, address: number | string): string =>
  `/${FOLDERS[kind]}/${address}`;
