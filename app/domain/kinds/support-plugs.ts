import type { SupportPlugs } from "#app/domain/support/beside.ts";
import { SIGNATURES } from "./drive/signature-beside.ts";

/** What each kind plugs into the counting of supports. */
export const SUPPORT_PLUGS: SupportPlugs = {
  beside: { drive: SIGNATURES },
};
