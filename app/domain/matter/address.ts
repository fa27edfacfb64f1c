import type { MatterKind } from "#db/tables/matter.ts";

const FOLDERS: Record<MatterKind, string> = { proposal: "proposals", forum: "forums", drive: "drives" };

/** The path of a matter's page. */
export const matterPath = (kind: MatterKind, id: number): string => `/${FOLDERS[kind]}/${id}`;
