import type { AnalysedQuery } from "./analyse.ts";
import { distanceInside } from "./distance.ts";
import { initialsOf, lettersOf } from "./letters.ts";
import { initialGrams, letterGrams, normalise, pairGrams, withoutSpaces } from "./text.ts";

/** A title with a lower score is no answer. */
export const ACCEPTED = 0.5;
/** What a text with all words of the query is worth, before its supporters; a title that has them is worth more. */
export const TEXT_SCORE = 0.45;
/** One wrong letter for so many is forgiven in a query of one word: nothing but that word can make up for it. */
const LETTERS_PER_ERROR = 8;
/** What is longer is a sentence without spaces: it shares enough as it is, and comparing takes its square. */
const LONGEST_WORD = 40;

/** What a pair of characters says, by its rarity. */
export type WeightOf = (gram: number) => number;

/**
 * Compares titles with one reading of a query. What it makes of the query is made once; of the titles, hundreds for
 * each query, nothing is kept.
 */
export class TitleMatcher {
  readonly #text: string;
  readonly #compact: string;
  readonly #words: string[];
  readonly #pairs: ReadonlySet<number>;
  readonly #letters: ReadonlySet<number>;
  readonly #allPairs: number;
  /** Of a long single word, else empty. */
  readonly #word: string;

  /** @param text normalised */
  constructor(
    text: string,
    private readonly weightOf: WeightOf,
  ) {
    this.#text = text;
    this.#compact = withoutSpaces(text);
    this.#words = text.split(" ");
    this.#pairs = pairGrams(this.#compact);
    const letters = lettersOf(this.#compact);
    this.#letters = letterGrams(letters);
    const isWord = letters.length >= LETTERS_PER_ERROR && letters.length <= LONGEST_WORD;
    this.#word = this.#words.length === 1 && isWord ? letters : "";
    this.#allPairs = sumOf(this.#pairs, weightOf);
  }

  /** 0…1: how well a title answers. Typos, spaces and other endings cost a little, missing words much. */
  score(title: string): number {
    const text = normalise(title);
    if (text === this.#text) return 1;
    const compact = withoutSpaces(text);
    if (compact === this.#compact) return 0.995;
    const titlePairs = pairGrams(compact);
    const sharedPairs = sumOf(titlePairs, this.weightOf, this.#pairs);
    const letters = lettersOf(compact);
    const titleLetters = letterGrams(letters);
    const sharedLetters = sumOf(titleLetters, one, this.#letters);
    const covered = Math.max(
      part(sharedPairs, this.#allPairs),
      0.95 * part(sharedLetters, this.#letters.size),
      // costly, and only few share half of the letters without having the word
      sharedLetters * 2 >= this.#letters.size ? 0.95 * this.#nearness(letters) : 0,
    );
    const filled = Math.max(
      part(sharedPairs, sumOf(titlePairs, this.weightOf)),
      0.95 * part(sharedLetters, titleLetters.size),
    );
    const order = compact.includes(this.#compact) ? 1 : inOrder(this.#words, compact);
    return 0.75 * covered + 0.15 * filled + 0.08 * order;
  }

  /** How much of the word is right where the title is nearest to it; 0 when that is too little. */
  #nearness(letters: string): number {
    if (this.#word === "") return 0;
    const errors = distanceInside(this.#word, letters);
    return errors * LETTERS_PER_ERROR > this.#word.length ? 0 : 1 - errors / this.#word.length;
  }
}

const one = () => 1;
const part = (some: number, all: number) => (all === 0 ? 0 : some / all);

function sumOf(grams: ReadonlySet<number>, weightOf: WeightOf, among?: ReadonlySet<number>): number {
  let sum = 0;
  for (const gram of grams) if (!among || among.has(gram)) sum += weightOf(gram);
  return sum;
}

/** How many of the words begin in the title after the one before. */
function inOrder(words: readonly string[], compact: string): number {
  let from = 0;
  let found = 0;
  for (const word of words) {
    const at = compact.indexOf(word.slice(0, 2), from);
    if (at === -1) continue;
    found += 1;
    from = at + 1;
  }
  return part(found, words.length);
}

/**
 * 0…1 for a document's titles (in any language): how well the best of them answers the best reading of the query.
 *
 * @param weightOf what a pair of syllables says; without it all say the same
 */
export function titleScorer(
  query: AnalysedQuery,
  weightOf: WeightOf = one,
): (title: string, otherTitles: string) => number {
  const initials = withoutSpaces(query.variants[0]?.text ?? "");
  const matchers = query.initials ? [] : query.variants.map(({ text }) => new TitleMatcher(text, weightOf));
  const scoreOf = (title: string) =>
    query.initials
      ? initialsScore(initials, title)
      : matchers.reduce((best, matcher) => Math.max(best, matcher.score(title)), 0);
  return (title, otherTitles) =>
    [title, ...otherTitles.split("\n")]
      .filter(Boolean)
      .reduce((best, one) => Math.max(best, scoreOf(one)), 0);
}

/** 0…1: how well a title's initial consonants answer initial consonants, both without spaces. */
function initialsScore(wanted: string, title: string): number {
  const initials = initialsOf(withoutSpaces(normalise(title)));
  if (initials === wanted) return 1;
  const at = initials.indexOf(wanted);
  if (at !== -1) return 0.7 + 0.2 * (wanted.length / initials.length) + (at === 0 ? 0.05 : 0);
  const size = Math.min(4, wanted.length);
  const asked = initialGrams(wanted, [size]);
  return 0.7 * part(sumOf(initialGrams(initials, [size]), one, asked), asked.size);
}

/** A little for what many stand behind: decides between what answers equally well. 0…0.02 */
export function prior(supportCount: number): number {
  return Math.min(0.02, Math.log10(1 + Math.max(0, supportCount)) / 300);
}
