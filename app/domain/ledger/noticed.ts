import type { NoticeSort } from "#db/tables/notice.ts";
import type { EventKind } from "./lines.ts";

/**
 * The lines of which who follows a matter, or all of its category, district or office, is told, each with its sort. What
 * is not here is for proof, or comes so often that nobody wants to be told.
 */
export const NOTICED = {
  published: "published",
  "poll-approved": "published",
  certified: "published",
  "vote-announced": "published",
  reached: "threshold",
  "milestone-reached": "threshold",
  "duty-opened": "threshold",
  "forum-opened": "forum",
  replied: "reply",
  supplemented: "progress",
  background: "progress",
  "handed-in": "progress",
  "list-published": "progress",
  "shortfall-granted": "progress",
  "collecting-extended": "progress",
  "decision-extended": "progress",
  accepted: "progress",
  introduced: "progress",
  "poll-corrected": "progress",
  closed: "result",
  "poll-closed": "result",
  dismissed: "result",
  lapsed: "result",
  "council-decided": "result",
  "vote-published": "result",
  withdrawn: "withdrawn",
} as const satisfies Partial<Record<EventKind, NoticeSort>>;
export type NoticedKind = keyof typeof NOTICED;

export const NOTICED_KINDS: readonly string[] = Object.keys(NOTICED);

export const isNoticed = (kind: string): kind is NoticedKind => NOTICED_KINDS.includes(kind);
