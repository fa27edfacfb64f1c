import type { Language } from "./language.ts";

/** A text in Korean, and in the other languages where somebody translated it. */
export type Said = { ko: string } & Partial<Record<Exclude<Language, "ko">, string>>;

/** `mock`: for trying out, counts nothing. `pick`: some of many, such as three of twenty proposals. */
export const POLL_PURPOSES = ["policy", "survey", "mock", "pick"] as const;
export type PollPurpose = (typeof POLL_PURPOSES)[number];

export const POLL_RESULTS = ["live", "after-closing"] as const;

export const QUESTION_TYPES = ["single", "multiple", "ranking", "rating", "number", "text"] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** One of the poll's pictures, where it is used. */
export interface PollPicture {
  id: string;
  /** What it shows, in words, for whoever cannot see it. */
  alt: Said;
}

export interface PollChoice {
  /** Short, and of one question of the poll alone. */
  id: string;
  title: Said;
  picture?: PollPicture;
  /** The number of the proposal that it stands for. */
  proposal?: number;
}

interface QuestionBase {
  id: string;
  title: Said;
  help?: Said;
  required: boolean;
  /** Asked only of who chose one of these at an earlier question. */
  when?: { question: string; is: string[] };
}

/** What is asked, each type with its own bounds. All bounds are part of what may be answered. */
export type PollQuestion =
  | (QuestionBase & { type: "single"; choices: PollChoice[]; drawnOrder: boolean })
  /** `min` to `max` choices. */
  | (QuestionBase & {
      type: "multiple";
      choices: PollChoice[];
      drawnOrder: boolean;
      min: number;
      max: number;
    })
  /** The best first, `min` to `max` of them. */
  | (QuestionBase & { type: "ranking"; choices: PollChoice[]; drawnOrder: boolean; min: number; max: number })
  /** A whole number of a scale, with words at its ends. */
  | (QuestionBase & { type: "rating"; min: number; max: number; words?: { low: Said; high: Said } })
  /** A whole number. */
  | (QuestionBase & { type: "number"; min: number; max: number; unit?: Said })
  /** At most `max` characters. */
  | (QuestionBase & { type: "text"; max: number });

export interface PollPage {
  title?: Said;
  questions: PollQuestion[];
}

/** Who may take part: every verified person, or those of them that all of this is true of. */
export interface PollElectors {
  /** Registered in this space; a list of districts asks for one of these. */
  residents: boolean;
  districts?: string[];
  /** In years, on the day of the ballot; both included. */
  minAge?: number;
  maxAge?: number;
  /** The code of the roll whose entries are counted instead of persons. */
  roll?: string;
}

interface PollBrief {
  title: Said;
  /** Markdown, as a proposal's. */
  body: Said;
  picture?: PollPicture;
}

/** A film at YouTube or Vimeo, played on the page once the reader agreed to be seen there. */
interface PollVideo {
  url: string;
  title: Said;
  transcript: Said;
}

/** A gift of thanks, and how many of it. */
interface PollGift {
  name: Said;
  count: number;
}

/** All that an office writes of a poll. From the approval on nothing of it changes. */
export interface PollDefinition {
  title: Said;
  summary?: Said;
  purpose: PollPurpose;
  category: string;
  /** Which district it is about; null: all of the space. */
  district: string | null;
  /** ISO 8601. */
  opensAt: string;
  closesAt: string;
  results: (typeof POLL_RESULTS)[number];
  mayChange: boolean;
  /** Districts are ranked by how many of a thousand residents took part; left out: they are not. */
  leaderboard?: true;
  /** People may give statements beside the questions, and agree or disagree; left out: there is no such map. */
  opinionMap?: true;
  who: PollElectors;
  pages: PollPage[];
  briefs: PollBrief[];
  documents: { title: Said; url: string }[];
  video?: PollVideo;
  /** Drawn by lot among those who took part, in this order; left out: none. */
  gifts?: PollGift[];
  /** Proposals, forums and drives that it comes from or that stand beside it. */
  related: number[];
}

/** How often each answer was given: a choice, a value, or for a ranking the first choices. */
export type AnswerCounts = Record<string, number>;

export interface QuestionShown {
  id: string;
  /** How many answered it. */
  answered: number;
  counts: AnswerCounts;
  /** Of a ranking: how many put the one before the other, `A>B`. */
  pairs?: Record<string, number>;
  /** Of a number or a rating; null: nobody answered. */
  mean?: number | null;
  median?: number | null;
  /** Of a text: how many different ones there are once those that say nearly the same stand together. */
  groups?: number;
}

export const BREAKDOWNS = ["district", "unit", "age", "day"] as const;
export type BreakdownBy = (typeof BREAKDOWNS)[number];

/** A group large enough to be shown; `of` null: the small ones together. */
export interface GroupShown {
  of: string | null;
  participants: number;
  answered: number;
  counts: AnswerCounts;
}

export interface BreakdownShown {
  by: BreakdownBy;
  questions: { id: string; groups: GroupShown[] }[];
}

/** What may be shown of a poll's ballots. */
export interface PollShown {
  /** Whose ballots are in it: while it is open, fewer than took part. */
  participants: number;
  questions: QuestionShown[];
  /** Empty until the close. */
  breakdowns: BreakdownShown[];
}
