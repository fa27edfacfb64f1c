import type { AnalysedQuery } from "./analyse.ts";
import { distanceInside } from "./distance.ts";
import { initialsOf } from "./letters.ts";
import { initialGrams, withoutSpaces } from "./text.ts";
import { type GramList, hasGram, type Title, titleOf, titlesOf } from "./title.ts";

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

/** Compares titles with one reading of a query: with what it made of the query once, and of each title (title.ts). */
export class TitleMatcher {
  readonly #asked: Title;
  readonly #words: string[];
  readonly #allPairs: number;
  /** Of a long single word, else empty. */
  readonly #word: string;

  constructor(
    text: string,
    private readonly weightOf: WeightOf,
  ) {
    this.#asked = titleOf(text);
    const { letters, pairs } = this.#asked;
    this.#words = this.#asked.text.split(" ");
    const isWord = letters.length >= LETTERS_PER_ERROR && letters.length <= LONGEST_WORD;
    this.#word = this.#words.length === 1 && isWord ? letters : "";
    this.#allPairs = sumOf(pairs, weightOf);
  }

  /**
   * 0…1: how well a document's titles (in any language, and what else it goes by) answer. Typos, spaces and other
   * endings cost a little, missing words much. Words may stand in different titles: the name of a law and a few of
   * the drive; that is worth a little less than one title with all of them.
   */
  score(titles: readonly Title[]): number {
    const compared = titles.map((title) => this.#compare(title));
    const best = compared.reduce((most, { score }) => Math.max(most, score), 0);
    if (compared.length < 2 || best > SAME) return best;
    const inAny = this.#asked.pairs.filter((gram) => titles.some(({ pairs }) => hasGram(pairs, gram)));
    const covered = part(sumOf(inAny, this.weightOf), this.#allPairs);
    const filled = compared.reduce((most, one) => Math.max(most, one.filled), 0);
    const order = compared.reduce((most, one) => Math.max(most, one.order), 0);
    return Math.max(best, 0.95 * sumOfParts(covered, filled, order));
  }

  #compare({ text, compact, pairs, letters, letterGrams }: Title): Compared {
    const asked = this.#asked;
    if (text === asked.text) return { score: 1, filled: 1, order: 1 };
    if (compact === asked.compact) return { score: 0.995, filled: 1, order: 1 };
    const sharedPairs = sumShared(asked.pairs, pairs, this.weightOf);
    const sharedLetters = sumShared(asked.letterGrams, letterGrams, one);
    const covered = Math.max(
      part(sharedPairs, this.#allPairs),
      0.95 * part(sharedLetters, asked.letterGrams.length),
      // costly, and only few share half of the letters without having the word
      sharedLetters * 2 >= asked.letterGrams.length ? 0.95 * this.#nearness(letters) : 0,
    );
    const filled = Math.max(
      part(sharedPairs, sumOf(pairs, this.weightOf)),
      0.95 * part(sharedLetters, letterGrams.length),
    );
    const order = compact.includes(asked.compact) ? 1 : inOrder(this.#words, compact);
    return { filled, order, score: sumOfParts(covered, filled, order) };
  }

  /** How much of the word is right where the title is nearest to it; 0 when that is too little. */
  #nearness(letters: string): number {
    if (this.#word === "") return 0;
    const errors = distanceInside(this.#word, letters);
    return errors * LETTERS_PER_ERROR > this.#word.length ? 0 : 1 - errors / this.#word.length;
  }
}

/** What one title makes of a query. */
interface Compared {
  score: number;
  /** How much of the title the query is: 0…1. */
  filled: number;
  /** How many of the words stand in their order: 0…1. */
  order: number;
}

/** A title with a higher score is the query itself but for spaces. */
const SAME = 0.99;

const sumOfParts = (covered: number, filled: number, order: number) =>
  0.75 * covered + 0.15 * filled + 0.08 * order;

const one = () => 1;
const part = (some: number, all: number) => (all === 0 ? 0 : some / all);

function sumOf(grams: GramList, weightOf: WeightOf): number {
  let sum = 0;
  for (const gram of grams) sum += weightOf(gram);
  return sum;
}

/** Of the grams asked for, of which there are fewer, those that a title has. */
function sumShared(asked: GramList, there: GramList, weightOf: WeightOf): number {
  let sum = 0;
  for (const gram of asked) if (hasGram(there, gram)) sum += weightOf(gram);
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

/** 0…1 for a document's titles: how well they answer the best reading of the query; all pairs say the same. */
export function titleScorer(query: AnalysedQuery): (title: string, otherTitles: string) => number {
  const scoreOf = scorerOf(query, one);
  return (title, otherTitles) => scoreOf(titlesOf(title, otherTitles));
}

/** The same with what each pair of syllables says. */
export function scorerOf(query: AnalysedQuery, weightOf: WeightOf): (titles: readonly Title[]) => number {
  const initials = withoutSpaces(query.variants[0]?.text ?? "");
  const matchers = query.initials ? [] : query.variants.map(({ text }) => new TitleMatcher(text, weightOf));
  return (titles) =>
    query.initials
      ? titles.reduce((best, title) => Math.max(best, initialsScore(initials, title)), 0)
      : matchers.reduce((best, matcher) => Math.max(best, matcher.score(titles)), 0);
}

/** 0…1: how well a title's initial consonants answer initial consonants, both without spaces. */
function initialsScore(wanted: string, { compact }: Title): number {
  const initials = initialsOf(compact);
  if (initials === wanted) return 1;
  const at = initials.indexOf(wanted);
  if (at !== -1) return 0.7 + 0.2 * (wanted.length / initials.length) + (at === 0 ? 0.05 : 0);
  const size = Math.min(4, wanted.length);
  const asked = initialGrams(wanted, [size]);
  const there = initialGrams(initials, [size]);
  const shared = [...asked].filter((gram) => there.has(gram));
  return 0.7 * part(shared.length, asked.size);
}

/** A little for what many stand behind: decides between what answers equally well. 0…0.02 */
export function prior(supportCount: number): number {
  return Math.min(0.02, Math.log10(1 + Math.max(0, supportCount)) / 300);
}
