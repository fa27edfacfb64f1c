/** A person's keys in one space that hold at a time. */
export const MOST_KEYS = 5;
export const KEY_NAME_LIMITS = { min: 1, max: 60 };
/** How many days a key may hold; as texts, as forms send them. */
export const KEY_DAYS = ["30", "90", "365"] as const;
