import type { SupportPlugs } from "#app/domain/support/plugs.ts";
import { DRIVE_CONSEQUENCES } from "./kinds/drive/consequences.ts";
import { SIGNATURES } from "./kinds/drive/signature-beside.ts";
import { FORUM_CONSEQUENCES } from "./kinds/forum/consequences.ts";
import { PROPOSAL_CONSEQUENCES } from "./kinds/proposal/consequences.ts";

/** What the kinds plug into the counting of supports. */
export const SUPPORT_PLUGS: SupportPlugs = {
  consequences: {
    proposal: PROPOSAL_CONSEQUENCES,
    forum: FORUM_CONSEQUENCES,
    drive: DRIVE_CONSEQUENCES,
  },
  beside: { drive: SIGNATURES },
};
