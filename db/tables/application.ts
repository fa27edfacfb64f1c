import type { ColumnType } from "kysely";
import type { DriveContent } from "./drive-draft.ts";
import type { Id, Json } from "./json.ts";

export type ApplicationState = "draft" | "submitted" | "correction" | "certified" | "refused" | "withdrawn";

export type HelperRole = "co-representative" | "deputy";

export interface DriveApplicationTable {
  id: Id;
  space_id: number;
  statute_id: number;
  person_id: number;
  state: ApplicationState;
  request: string;
  title: string;
  category: string;
  content: Json<DriveContent>;
  /** Which version each step is, and the window that saved it; a step that was never saved is missing. */
  part_versions: ColumnType<
    Record<string, { version: number; tab: string | null }>,
    string | undefined,
    string
  >;
  invite_hash: Buffer | null;
  /** Until when, and how often more, the invitation can be used; null beside a hash: made by a version before, it does not hold. */
  invite_until: Date | null;
  invite_uses_left: number | null;
  clerk_note: string | null;
  updated_at: Date;
  submitted_at: Date | null;
  decided_at: Date | null;
  decided_by: number | null;
  matter_id: number | null;
}

export interface DriveHelperTable {
  application_id: number;
  person_id: number;
  role: HelperRole;
  joined_at: Date;
}
