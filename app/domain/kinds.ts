import type { Consequences } from "#app/domain/threshold/consequences.ts";
import { DRIVE_CONSEQUENCES } from "./kinds/drive/consequences.ts";
import { FORUM_CONSEQUENCES } from "./kinds/forum/consequences.ts";
import { PROPOSAL_CONSEQUENCES } from "./kinds/proposal/consequences.ts";

/** What each kind of matter makes of its thresholds. */
export const CONSEQUENCES: Consequences = {
  proposal: PROPOSAL_CONSEQUENCES,
  forum: FORUM_CONSEQUENCES,
  drive: DRIVE_CONSEQUENCES,
};
