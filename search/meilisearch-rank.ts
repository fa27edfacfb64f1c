import type { AnalysedQuery } from "./analyse.ts";
import type { Hit, SimilarQuery } from "./engine.ts";
import { initialsOf, lettersOf } from "./letters.ts";
import type { StoredDocument } from "./meilisearch-document.ts";
import { keysOf } from "./meilisearch-tokens.ts";
import { comparatorsOf } from "./order.ts";
import { ACCEPTED, prior, TEXT_SCORE, TitleMatcher, titleScorer } from "./rank.ts";
import { begins } from "./suggest.ts";
import { normalise, textGrams, withoutSpaces } from "./text.ts";
import { titleOf } from "./title.ts";

/** What is read of a candidate to put it in its place. */
export const TITLE_COLUMNS = ["kind", "id", "title", "otherTitles", "supportCount", "publishedAt"] as const;
export type TitleCandidate = Pick<StoredDocument, (typeof TITLE_COLUMNS)[number]>;
export const TEXT_COLUMNS = ["kind", "id", "title", "text"] as const;
export type TextCandidate = Pick<StoredDocument, (typeof TEXT_COLUMNS)[number]>;

export interface Judged {
  candidate: TitleCandidate;
  score: number;
}

/** Scores titles against a query as the embedded engine does, but with the same worth for every pair of syllables. */
function scorerOf(analysed: AnalysedQuery): (candidate: TitleCandidate) => number {
  const scoreOf = titleScorer(analysed);
  // typed with the keyboard switched to Latin: compared with the keys that type the title
  const keysOnly = /^[a-z ]+$/.test(analysed.variants[0]?.text ?? "");
  return ({ title, otherTitles, supportCount }) => {
    const asKeys = keysOnly ? 0.9 * scoreOf(keysOf(normalise(title)), "") : 0;
    return Math.min(1, 0.98 * Math.max(asKeys, scoreOf(title, otherTitles)) + prior(supportCount));
  };
}

/** What a candidate is worth, or nothing when it is no answer. `sure`: its text has all the words. */
export type Judge = (candidate: TitleCandidate, sure?: boolean) => Judged[];

export function judgeOf(analysed: AnalysedQuery): Judge {
  const scoreOf = scorerOf(analysed);
  return (candidate, sure = false) => {
    const score = scoreOf(candidate);
    if (!sure) return score >= ACCEPTED ? [{ candidate, score }] : [];
    return [{ candidate, score: Math.max(score, TEXT_SCORE + prior(candidate.supportCount)) }];
  };
}

export const comparators = comparatorsOf(({ candidate, score }: Judged) => ({ ...candidate, score }));

/** Titles that go on from what was typed, then those that are like it. */
export function rankSuggestions(
  analysed: AnalysedQuery,
  candidates: readonly TitleCandidate[],
): { begun: Hit[]; like: Hit[] } {
  const form = analysed.initials ? initialsOf : lettersOf;
  const wanted = form(withoutSpaces(analysed.variants[0]?.text ?? ""));
  const likeness = scorerOf(analysed);
  const begun: Hit[] = [];
  const like: Hit[] = [];
  for (const candidate of candidates) {
    const { kind, id, title, otherTitles, supportCount } = candidate;
    const row = { title, other_titles: otherTitles, support_count: supportCount };
    const begin = begins(wanted, row, form);
    if (begin > ACCEPTED) begun.push({ kind, id, score: begin });
    else {
      const score = likeness(candidate);
      if (score >= ACCEPTED) like.push({ kind, id, score });
    }
  }
  return { begun: begun.sort(better), like: like.sort(better) };
}

/**
 * Candidates by how much of the shorter of the two texts they share, 0…1. What a gram says is judged by how many of
 * the candidates have it: the server tells nothing of how frequent a word is.
 */
export function rankSimilar(
  query: Pick<SimilarQuery, "title" | "text">,
  candidates: readonly TextCandidate[],
): Hit[] {
  const gramsOf = ({ title, text }: { title: string; text: string }) =>
    textGrams(normalise(text), textGrams(normalise(title)));
  const asked = gramsOf(query);
  const compared = candidates.map((candidate) => ({ candidate, grams: gramsOf(candidate) }));
  const having = new Map<number, number>();
  for (const { grams } of compared) for (const gram of grams) having.set(gram, (having.get(gram) ?? 0) + 1);
  const weightOf = (gram: number) => Math.log((candidates.length + 2) / ((having.get(gram) ?? 0) + 1));
  const weigh = (grams: Iterable<number>) => {
    let sum = 0;
    for (const gram of grams) sum += weightOf(gram);
    return sum;
  };
  const whole = weigh(asked);
  const titles = new TitleMatcher(normalise(query.title), () => 1);
  return compared
    .map(({ candidate: { kind, id, title }, grams }): Hit => {
      const shared = weigh([...grams].filter((gram) => asked.has(gram)));
      const shorter = Math.min(whole, weigh(grams));
      const contained = shorter === 0 ? 0 : shared / shorter;
      const alike = title === "" ? 0 : titles.score([titleOf(title)]);
      return { kind, id, score: Math.min(1, Math.max(contained, 0.7 * contained + 0.3 * alike)) };
    })
    .sort(better);
}

const better = (a: Hit, b: Hit) => b.score - a.score || a.id - b.id;
