import type { CouncilDecision } from "#db/tables/drive-draft.ts";
import type { Decision, DutyKind } from "#db/tables/duty.ts";
import type { Stance } from "#db/tables/forum.ts";
import type { PersonalReadScope } from "#db/tables/list.ts";
import type { HidingReason } from "#db/tables/opinion-map.ts";
import type { ShowReason } from "#db/tables/report.ts";
import type { Measure } from "#db/tables/threshold.ts";
import type { ObjectionVerdict, VoteOutcome } from "#db/tables/vote.ts";
import type { TextHash } from "./text-hash.ts";

/** What can stand in the public ledger, and nothing about a person ever does. */
export const EVENT_KINDS = [
  "rules-published",
  "published",
  "text-changed",
  "supplemented",
  "withdrawn",
  "closed",
  "reached",
  "duty-opened",
  "replied",
  "forum-opened",
  "question-set",
  "background",
  "background-removed",
  "opinion",
  "opinion-replied",
  "statement",
  "statement-hidden",
  "statement-shown",
  "imported",
  "statute-published",
  "certified",
  "milestone-reached",
  "counts-recorded",
  "earlier-recorded",
  "signatures-recorded",
  "signatures-withdrawn",
  "paper-recorded",
  "personal-data-read",
  "collecting-extended",
  "collecting-ended",
  "lapsed",
  "handed-in",
  "list-published",
  "objected",
  "objection-decided",
  "inspection-ended",
  "shortfall-granted",
  "accepted",
  "dismissed",
  "introduced",
  "decision-extended",
  "council-decided",
  "data-deleted",
  "poll-approved",
  "poll-corrected",
  "poll-closed",
  "draw-fixed",
  "drawn",
  "vote-announced",
  "vote-entered",
  "vote-counted",
  "vote-published",
  "vote-objection",
  "vote-objection-decided",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Leaves of a Merkle tree (RFC 6962) and its root, hex; the leaves stand beside the ledger. */
type Batch = {
  size: number;
  root: string;
};

/** Nothing but that it happened. */
type Nothing = Record<string, never>;

/**
 * What each kind of line says. Where it is about a text, `text` is that text's hash; the comment says of what. A line
 * written before texts were hashed is the same without it. Times are ISO 8601.
 */
interface LineData {
  /** Of `{note, openDays, roll, rules}`, the rules in the order of their codes. */
  "rules-published": { version: number; rules: string; roll: string | null; text: TextHash };
  /** Of the proposal's `{title, body}`; `pictures`: of `[{alt, caption?, file, picture}, …]` as they are shown, see `hashPictures`. */
  published: {
    category: string;
    district: string | null;
    rules: number;
    closesAt: string;
    text: TextHash;
    pictures: TextHash | null;
  };
  /** Of the proposal's new `{title, body}`. */
  "text-changed": { category: string; district: string | null; text: TextHash };
  /** Of the supplement's body. */
  supplemented: { supplement: number; text: TextHash };
  withdrawn: Nothing;
  closed: { closedAt: string };
  /** `serial`: the support that was exactly the Nth. */
  reached: { rule: string; measure: Measure; threshold: number; serial: number };
  "duty-opened": { duty: number; kind: DutyKind; office: string; dueAt: string };
  /**
   * Of the reply's body. `nextDate`: it meets nothing, and the next is promised for that day; `from`: what stood before, where
   * it decides otherwise.
   */
  replied: {
    duty: number;
    version: number;
    decision: Decision;
    from?: Decision;
    nextDate?: string;
    office: string;
    text: TextHash;
  };
  /** Of the forum's title. */
  "forum-opened": { forum: number; closesAt: string; text: TextHash };
  /** Of the forum's title from here on. */
  "question-set": { text: TextHash };
  /** Of `{title, body, url}`. */
  background: { number: number; text: TextHash };
  "background-removed": { number: number };
  /** Of the opinion's body. */
  opinion: { opinion: number; version: number; stance: Stance; text: TextHash };
  /** Of the reply's body. */
  "opinion-replied": { opinion: number; reply: number; text: TextHash };
  /** Of the statement's body. */
  statement: { statement: number; text: TextHash };
  "statement-hidden": { statement: number; reason: HidingReason };
  /** It was hidden, and stands again. */
  "statement-shown": { statement: number; reason: ShowReason };
  /** Of the proposal's `{title, body}` as it was taken over. */
  imported: { source: string; count: number; text: TextHash };
  /** Of the statute's definition. */
  "statute-published": { code: string; version: number; text: TextHash };
  /** Of the draft that people sign: what their receipts name too. */
  certified: {
    certificate: string;
    certification: string;
    statute: string;
    version: number;
    required: number;
    eligible: number | null;
    asOf: string | null;
    collectUntil: string;
    text: TextHash;
  };
  /** `serial`: the signature that was exactly the Nth. */
  "milestone-reached": { code: string; threshold: number; serial: number };
  /** `counts`: the hash of what stands beside of so many matters, `[[matter, serial, given, withdrawn], …]`. */
  "counts-recorded": { matters: number; counts: TextHash };
  /**
   * `rows`: how many came to stand up to `before` without a line, because there was no such line then, or objections up
   * to `objectedBefore`; null: there are none. Of `[[sort, rows, hash], …]`: each sort of them, with the hash of all of
   * it.
   */
  "earlier-recorded": {
    before: string | null;
    objectedBefore: string | null;
    rows: number;
    text: TextHash;
  };
  "signatures-recorded": Batch;
  /** The leaves of signatures that were recorded before and are taken back. */
  "signatures-withdrawn": Batch;
  /**
   * Lines on paper that came to stand otherwise: entered, decided on, corrected, superseded by a signature online, or
   * freed when that was taken back.
   * `counted`: by how much the count of paper moved; `struck`: lines that counted and were refused; `sheet`: null,
   * they are of several; `by`: a keyed mark of who did it, null: it followed from something else.
   */
  "paper-recorded": Batch & { counted: number; struck: number; sheet: number | null; by: string | null };
  /** Somebody of the office looked at `entries` signatures' personal data. */
  "personal-data-read": { read: number; scope: PersonalReadScope; entries: number };
  "collecting-extended": { until: string };
  "collecting-ended": { count: number };
  lapsed: { count: number; required: number };
  /** `list`: the hash of the list as it was handed in. */
  "handed-in": { round: number; count: number; online: number; paper: number; list: string };
  "list-published": { round: number; inspectUntil: string };
  /** Of the objection as it is sealed: it speaks of people. */
  objected: { objection: number; text: TextHash };
  /** Of the answer as it is sealed: it speaks of people. `struck`: signatures online that it showed to be invalid. */
  "objection-decided": {
    objection: number;
    verdict: "upheld" | "rejected";
    struck: number;
    text: TextHash;
  };
  "inspection-ended": { objections: number; upheld: number };
  /** Of the reasons. */
  "shortfall-granted": { until: string; valid: number; missing: number; text: TextHash };
  accepted: Nothing | { valid: number };
  /** Of the reasons. */
  dismissed: { valid: number; text: TextHash };
  introduced: Nothing;
  "decision-extended": { until: string };
  /** Of the decision: `{outcome, votes, articles, reasons}`. */
  "council-decided": CouncilDecision["votes"] & { outcome: CouncilDecision["outcome"]; text: TextHash };
  "data-deleted": { online: number; paper: number };
  /** Of the poll's definition: all that is asked and of whom; `pictures`: of `[{file, picture}, …]` by their ids. */
  "poll-approved": {
    opensAt: string;
    closesAt: string;
    rules: number;
    text: TextHash;
    pictures: TextHash | null;
  };
  /** Of the correction's texts, `{ko, en?, ja?}`. */
  "poll-corrected": { correction: number; text: TextHash };
  /** Of the result, as the API gives it, `{participants, questions, breakdowns}`. */
  "poll-closed": { participants: number; text: TextHash };
  /** Among how many numbers how many gifts are drawn. Of the numbers, `[number, …]` in the order of their bytes. */
  "draw-fixed": { numbers: number; winners: number; text: TextHash };
  /** By which signed head: the first that covers the line before. Of the winning numbers, the first first. */
  drawn: { size: number; root: string; winners: number; text: TextHash };
  /** Of the vote's definition: all that is asked, and where one votes. */
  "vote-announced": { votingDay: string; eligible: number; drive: number | null; text: TextHash };
  /** What was counted at a polling place was entered by one of two officers: `seat` says by the first or the second. */
  "vote-entered": { place: number; round: number; seat: number };
  /** Both entered the same. Of `{ballots, first, second, invalid}`. */
  "vote-counted": { place: number; round: number; ballots: number; text: TextHash };
  /** Of the result. */
  "vote-published": {
    version: number;
    outcome: VoteOutcome;
    ballots: number;
    eligible: number;
    text: TextHash;
  };
  "vote-objection": { objection: number; receivedOn: string; signatures: number };
  /** Of the reasons, `{ko, en?, ja?}`. */
  "vote-objection-decided": { objection: number; verdict: ObjectionVerdict; text: TextHash };
}

/** What a line says, without where and when. */
export type LedgerLine = { [Kind in EventKind]: { kind: Kind; data: LineData[Kind] } }[EventKind];

export type LedgerEntry = LedgerLine & {
  spaceId: number;
  matterId: number | null;
  at: Date;
};

/** Lines that say by `text` what a text was. */
export type TextKind = {
  [Kind in EventKind]: LineData[Kind] extends { text: TextHash } ? Kind : never;
}[EventKind];
