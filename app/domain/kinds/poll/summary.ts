import { inLanguage, maybeIn } from "#app/domain/said.ts";
import type { ListedPoll } from "#db/queries/polls.ts";
import type { Language, Localized } from "#db/tables/language.ts";
import type { PollPurpose } from "#db/tables/poll-definition.ts";
import { questionsOf } from "./definition.ts";
import { type PollState, pollStateAt } from "./poll-state.ts";

/** What a list shows of a poll. */
export interface PollSummary {
  id: number;
  title: string;
  summary: string | null;
  purpose: PollPurpose;
  state: PollState;
  category: string;
  district: string | null;
  office: string;
  officeName: Localized;
  opensAt: string;
  closesAt: string;
  results: "live" | "after-closing";
  mayChange: boolean;
  participants: number;
  questionCount: number;
  /** Whether there is something to look at. */
  hasResults: boolean;
}

export function summaryOf(poll: ListedPoll, language: Language, now: Date): PollSummary {
  const { definition } = poll;
  return {
    id: poll.id,
    title: inLanguage(definition.title, language),
    summary: maybeIn(definition.summary, language),
    purpose: poll.purpose,
    state: pollStateAt(poll, now),
    category: poll.category,
    district: poll.district,
    office: poll.office_code,
    officeName: poll.office_name,
    opensAt: poll.opens_at.toISOString(),
    closesAt: poll.closes_at.toISOString(),
    results: poll.results,
    mayChange: poll.may_change,
    participants: poll.support_count,
    questionCount: questionsOf(definition).length,
    hasResults: mayShowResults(poll),
  };
}

/** Live results from the first day, others once they are counted; a mock poll counts nothing. */
export const mayShowResults = ({ results, counted_at, purpose, state }: ListedPoll): boolean =>
  purpose !== "mock" && state !== "withdrawn" && (results === "live" || counted_at !== null);
