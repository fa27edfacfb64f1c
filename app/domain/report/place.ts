import { matterPath } from "#app/domain/matter/address.ts";
import type { Thing } from "#db/queries/reports.ts";
import type { MatterKind } from "#db/tables/matter.ts";

interface Placed {
  subject: Thing["subject"];
  id: number;
  kind: MatterKind | null;
  address: string | null;
  quick_name: string | null;
}

/** The path of the page on which a reported thing stands. */
export function placeOf({ subject, id, kind, address, quick_name }: Placed): string {
  if (quick_name !== null)
    return `/q/${encodeURIComponent(quick_name)}${subject === "message" ? "#chat" : ""}`;
  if (kind === null || address === null) return "/";
  const page = matterPath(kind, address);
  if (subject === "reply" || subject === "comment" || subject === "background")
    return `${page}#${subject}-${id}`;
  return subject === "statement" ? `${page}/map?list=1#statement-${id}` : page;
}
