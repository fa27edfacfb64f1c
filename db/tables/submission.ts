export type SubmissionAct =
  | "proposal"
  | "draft"
  | "opinion-reply"
  | "supplement"
  | "objection"
  | "background"
  | "quick-poll"
  | "quick-message"
  | "poll-correction"
  | "vote-draft"
  | "vote-objection";

/** What somebody sent in lately; the same once more is answered as the first was. */
export interface SubmissionTable {
  act: SubmissionAct;
  /** The id of what it is about: a row's, or a draft's. */
  about: string;
  person_id: number;
  /** SHA-256 of the text. */
  fingerprint: Buffer;
  /** What came of it; null only inside the transaction that makes it. */
  result_id: number | null;
  until: Date;
}
