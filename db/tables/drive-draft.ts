/** One article of the text: what stands there now and what is asked for; null where there is none. */
export interface DraftArticle {
  number: string;
  title: string;
  current: string | null;
  proposed: string | null;
}

/** What an application holds while it is written; any of it may still be empty. */
export interface DriveContent {
  /** The ordinance's name, the question put to the vote, who is to be recalled, or what the petition is about. */
  target: string;
  /** One of the statute's `targets`, when it has any. */
  targetCode: string | null;
  summary: string;
  reasons: string;
  costs: string;
  articles: DraftArticle[];
  /** The exclusions as they were answered: true means that it applies, and the drive is not allowed. */
  exclusions: Record<string, boolean>;
}

/** Exactly what people sign. Never changed once the drive is out. */
export interface DriveDraft {
  statute: string;
  version: number;
  request: string;
  title: string;
  target: string;
  targetCode: string | null;
  summary: string;
  reasons: string;
  costs: string;
  articles: DraftArticle[];
}

/** What the council decided; `articles`: the text as adopted, empty when it was rejected. */
export interface CouncilDecision {
  outcome: "adopted" | "amended" | "rejected";
  votes: { for: number; against: number; abstained: number };
  articles: DraftArticle[];
  reasons: string;
}
