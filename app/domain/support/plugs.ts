import type { Consequences } from "#app/domain/threshold/consequences.ts";
import type { Beside, BesideContent, KindWithBeside } from "./beside.ts";

/** What the kinds plug into the counting of supports; handed to it at the start. */
export interface SupportPlugs {
  /** What each kind makes of its thresholds. */
  consequences: Consequences;
  /** What the kinds store beside their supports. */
  beside: { [Kind in KindWithBeside]: Beside<BesideContent[Kind]> };
}
