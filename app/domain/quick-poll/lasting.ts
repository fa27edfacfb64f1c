const HOUR_MS = 60 * 60 * 1000;

/** How long a poll may be open: one of these is chosen, and none is longer than thirty days. */
export const LASTINGS = ["hour", "day", "week", "month"] as const;
type Lasting = (typeof LASTINGS)[number];

export const LASTING_MS: Record<Lasting, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};
