/**
 * What is kept of people, and for how long: what the privacy policy says (`privacy:kept`, by these codes) and what
 * the nightly job does (apply-retention.ts) are one table. Whose it is, how it is kept and why stands in the texts.
 */
interface Kept {
  code: string;
  /** After so many days it goes; null: not by the calendar alone, the text says when. */
  days: number | null;
}

/** The day from which the privacy policy applies as it is: a change of the table or of its texts is a new one. */
export const POLICY_SINCE = "2026-11-28";

export const RETENTION = [
  /** Until they left and nothing that they stand behind is open: `forgetIdentities`. */
  { code: "number", days: null },
  { code: "account", days: null },
  { code: "name", days: null },
  { code: "sealed", days: null },
  { code: "district", days: null },
  /** Public record. */
  { code: "acts", days: null },
  /** After the closing; the map that was made of them stays. */
  { code: "votes", days: 180 },
  /** Of the public count, which changes with it: until they leave. */
  { code: "verdicts", days: null },
  /** Their text goes when it is taken back, and with who leaves. */
  { code: "comments", days: null },
  { code: "drafts", days: 180 },
  { code: "unfinished", days: 180 },
  { code: "refused", days: 365 },
  /** By the law of each drive: `deletePersonalData`. */
  { code: "signature", days: null },
  /** Append-only, for as long as the drive is on record. */
  { code: "looks", days: null },
  { code: "searches", days: null },
  { code: "follows", days: null },
  { code: "notices", days: 180 },
  /** A service that says of one that it is gone ends it too. */
  { code: "push", days: null },
  /** With the ballot, or with the poll's key when it closes: `endPoll`. */
  { code: "ballot-drafts", days: null },
  /** When the poll closes, of everybody: `endPoll`. */
  { code: "declines", days: null },
  /** Since anything was counted by the roll; while the rules in force name it, it stays. Their entries have no names. */
  { code: "rolls", days: 1_096 },
  /** After the closing; the office has thirty days to say what follows, which who asked is told of. */
  { code: "reminders", days: 60 },
  /** After they ended. */
  { code: "keys", days: 365 },
  { code: "letters", days: 180 },
  /** A session says itself when it ends. */
  { code: "session", days: 0 },
  { code: "abuse", days: 365 },
  /** A device and its address only as long as a second vote has to be told from a first: `countForGood`. */
  { code: "quick-votes", days: 1 },
  { code: "quick-polls", days: 365 },
  /** After they were answered. */
  { code: "reports", days: 365 },
  /** Who was given access to personal data: three years at least (Standards of Safety Measures, article 5). */
  { code: "posts", days: 1_096 },
  { code: "logs", days: null },
] as const satisfies readonly Kept[];

type Entry = (typeof RETENTION)[number];
/** What goes after some days. */
export type RemovedCode = Extract<Entry, { days: number }>["code"];
