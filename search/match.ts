import type { Queryable } from "#db/client.ts";
import {
  type CandidateRow,
  listSharing,
  type Matching,
  type Probe,
  type SearchScope,
} from "#db/queries/search-matching.ts";
import type { AnalysedQuery } from "./analyse.ts";
import { type DocumentKey, keyOf } from "./engine.ts";
import { rarePrefix, type SpaceFrequencies, type Weighed } from "./gram-frequencies.ts";
import { initialsOf, lettersOf } from "./letters.ts";
import { ACCEPTED, prior, scorerOf } from "./rank.ts";
import { initialGrams, letterGrams, pairGrams, textGrams, withoutSpaces } from "./text.ts";
import { type Title, titleOf, titlesOf } from "./title.ts";

/** This many rows are looked at for the grams of a query, and for its rarest one, however frequent it is. */
const BUDGET = 3000;
/** Titles that are compared letter by letter. */
const CANDIDATES = 150;
/** What titles are looked up by, and how much of the query's a title must have. */
interface Likeness {
  source: Probe["source"];
  gramsOf: (text: string) => Iterable<number>;
  share: number;
}
const PAIRS: Likeness = { source: "title_grams", gramsOf: pairsOf, share: 0.5 };
const LETTERS: Likeness = {
  source: "title_jamo",
  gramsOf: (text) => letterGrams(lettersOf(withoutSpaces(text))),
  share: 0.6,
};
const INITIALS: Likeness = { source: "title_initials", gramsOf: longestInitialGrams, share: 0.6 };
/**
 * With a better one nobody needs the search for typos. All words in their order in a title of many others are worth
 * more. At 0.9 two of three questions looked for typos though a title had all of their words, and found the same ones:
 * of 300 petitions asked for in each of the bench's ways all places were equal.
 */
const GOOD = 0.81;

export interface TitleMatch {
  row: CandidateRow;
  score: number;
}

/** The titles that answer a query, best first; typos, missing spaces and other endings allowed. */
export async function matchTitles(
  db: Queryable,
  frequencies: SpaceFrequencies,
  query: AnalysedQuery,
  scope: SearchScope,
): Promise<TitleMatch[]> {
  const judge = new TitleJudge(frequencies, query);
  const accepted = async (likeness: Likeness) =>
    (await judge.judge(await titlesLike(db, frequencies, query, scope, likeness))).filter(
      ({ score }) => score >= ACCEPTED,
    );
  if (query.initials) return accepted(INITIALS);
  const byPairs = await accepted(PAIRS);
  if ((byPairs[0]?.score ?? 0) >= GOOD) return byPairs;
  const known = new Set(byPairs.map(({ row }) => keyOf(row)));
  const byLetters = await accepted(LETTERS);
  return [...byPairs, ...byLetters.filter(({ row }) => !known.has(keyOf(row)))].sort(better);
}

/** The words of near titles, for a correction: of them only few letters may be as asked. */
export async function titlesNear(
  db: Queryable,
  frequencies: SpaceFrequencies,
  query: AnalysedQuery,
  scope: SearchScope,
): Promise<TitleMatch[]> {
  const rows = await titlesLike(db, frequencies, query, scope, { ...LETTERS, share: 0.3 });
  return new TitleJudge(frequencies, query).judge(rows);
}

/** Documents whose titles share most with a query, to be judged. */
async function titlesLike(
  db: Queryable,
  frequencies: SpaceFrequencies,
  query: AnalysedQuery,
  scope: SearchScope,
  { source, gramsOf, share }: Likeness,
): Promise<CandidateRow[]> {
  const readings = query.variants.map(({ text }) => new Set(gramsOf(text)));
  const weights = await frequencies.weigh(
    source,
    readings.flatMap((grams) => [...grams]),
  );
  const asked = new Map<number, Weighed>();
  for (const grams of readings) {
    for (const one of rarePrefix(weights.sorted(grams), share, BUDGET)) asked.set(one.gram, one);
  }
  return listSharing(db, [probeOf(source, [...asked.values()])], scope, BUDGET, CANDIDATES);
}

/** Scores titles for one question; what was found by pairs and by letters too is compared once. */
class TitleJudge {
  readonly #scores = new Map<DocumentKey, number>();
  #scoreOf: ((titles: readonly Title[]) => number) | undefined;

  constructor(
    private readonly frequencies: SpaceFrequencies,
    private readonly query: AnalysedQuery,
  ) {}

  /** @returns the best first */
  async judge(rows: readonly CandidateRow[]): Promise<TitleMatch[]> {
    const unread = rows
      .filter((row) => !this.#scores.has(keyOf(row)))
      .map((row) => ({ row, titles: titlesOf(row.title, row.other_titles) }));
    const asked = this.query.variants.map(({ text }) => titleOf(text));
    const weights = await this.frequencies.weighTitles([...asked, ...unread.flatMap(({ titles }) => titles)]);
    this.#scoreOf ??= scorerOf(this.query, weights.of);
    for (const { row, titles } of unread) {
      this.#scores.set(keyOf(row), 0.98 * this.#scoreOf(titles) + prior(row.support_count));
    }
    return rows.map((row) => ({ row, score: this.#scores.get(keyOf(row)) ?? 0 })).sort(better);
  }
}

/** Titles by score; equal ones in an order that does not hang on where they lie in the table. */
export const better = (a: TitleMatch, b: TitleMatch) =>
  b.score - a.score || a.row.id - b.row.id || (a.row.kind < b.row.kind ? -1 : 1);

/** That a text has all words of the query; null when it has no words to look for in texts. */
export function textMatching(query: AnalysedQuery, known: readonly TitleMatch[]): Matching | null {
  if (query.initials) return null;
  const sets = query.variants.map(({ cores }) => [...new Set(cores.flatMap(wordGrams))]);
  return { source: "text_grams", sets, except: known.map(({ row }) => row) };
}

/** What a text must have to have a word: of one syllable, a word that begins with it. */
export function wordGrams(core: string): number[] {
  const grams = textGrams(core);
  if (grams.size > 1) grams.delete(core.charCodeAt(0));
  return [...grams];
}

/** Pairs; the first syllables of words only where there are no pairs: spaces are typed at will. */
export function pairsOf(text: string): Set<number> {
  const pairs = pairGrams(withoutSpaces(text));
  if (pairs.size > 1) pairs.delete(text.charCodeAt(0));
  return pairs;
}

/** Initial consonants, four at a time, or all of fewer. */
export function longestInitialGrams(text: string): Set<number> {
  const initials = initialsOf(withoutSpaces(text));
  return initialGrams(initials, [Math.min(4, initials.length)]);
}

/** Grams to look up. Those that no document has are left out. */
export function probeOf(source: Probe["source"], weighed: readonly Weighed[]): Probe {
  const there = weighed.filter(({ documents }) => documents > 0);
  return {
    source,
    grams: there.map(({ gram }) => gram),
    // whole numbers: sums of fractions hang on the order in which they are added
    weights: there.map(({ weight }) => Math.round(weight * 1000)),
  };
}
