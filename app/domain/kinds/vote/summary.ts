import { inLanguage } from "#app/domain/said.ts";
import type { ListedVote } from "#db/queries/votes.ts";
import type { Language, Localized } from "#db/tables/language.ts";
import type { VoteDefinition, VoteOutcome } from "#db/tables/vote.ts";
import { type VoteState, voteStateAt } from "./vote-state.ts";

/** What a list shows of a vote. */
export interface VoteSummary {
  id: number;
  title: string;
  question: string;
  /** What its two sides are called; null: for and against. */
  choices: { first: string; second: string } | null;
  state: VoteState;
  category: string;
  officeName: Localized;
  /** YYYY-MM-DD. */
  votingDay: string;
  eligible: number;
  /** Null: its result was not published yet. */
  result: { outcome: VoteOutcome; ballots: number } | null;
}

export function summaryOf(vote: ListedVote, language: Language, now: Date): VoteSummary {
  const { definition, result } = vote;
  return {
    id: vote.id,
    title: inLanguage(definition.title, language),
    question: inLanguage(definition.question, language),
    choices: choicesIn(definition, language),
    state: voteStateAt(vote, now),
    category: vote.category,
    officeName: vote.office_name,
    votingDay: vote.voting_day,
    eligible: vote.eligible,
    result: result && { outcome: result.outcome, ballots: result.ballots },
  };
}

const choicesIn = ({ choices }: Pick<VoteDefinition, "choices">, language: Language) =>
  choices && { first: inLanguage(choices.first, language), second: inLanguage(choices.second, language) };
