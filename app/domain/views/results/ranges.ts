/** How far back the dashboard looks, in days with today; "all": to the first. The first is what is asked for by default. */
export const RANGES = ["30", "90", "365", "all"] as const;
type Range = (typeof RANGES)[number];

/** What the dashboard's numbers are of, as its address says it. */
export interface Scope {
  range: Range;
  /** Its code; null: the whole space. */
  district: string | null;
  /** The first day of the range, YYYY-MM-DD in Seoul; null: there is none. */
  since: string | null;
}
