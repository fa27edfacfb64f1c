import type { MultiSearchQueryWithFederation } from "meilisearch";
import { type AnalysedQuery, coreOf, type QueryVariant } from "./analyse.ts";
import { longestInitialGrams, pairsOf, wordGrams } from "./match.ts";
import type { StoredDocument } from "./meilisearch-document.ts";
import { keysOf, tokensOf } from "./meilisearch-tokens.ts";
import { jamoGrams, normalise, textGrams, withoutSpaces } from "./text.ts";

/** One search of a federated one: without what all of them share. */
export type Question = Pick<
  MultiSearchQueryWithFederation,
  "q" | "attributesToSearchOn" | "matchingStrategy" | "rankingScoreThreshold"
> & {
  weight: number;
  /** Whether what it finds is an answer, and need not be compared. */
  sure?: boolean;
};

/** No text: whatever is in the scope. */
export const EVERYTHING: Question = { q: "", weight: 1, sure: true };

/** Meilisearch looks at this many words of a query and leaves out the others. */
const MAX_TOKENS = 10;
/** More would only find what the first ones did. */
const MAX_VARIANTS = 4;
/** How much of the tokens a title must have. */
const KEYS_SHARE = 0.6;
const PAIRS_SHARE = 0.6;
const LETTERS_SHARE = 0.6;
const INITIALS_SHARE = 0.6;
const LOOSE_SHARE = 0.3;
const SIMILAR_SHARE = 0.4;
/** Runs of words of a text that are asked for. */
const MAX_RUNS = 8;

type Field = Extract<keyof StoredDocument, `title${string}` | "textGrams">;

/** What is asked so that everything that may answer a query is among the candidates. */
export function questionsFor(analysed: AnalysedQuery): Question[] {
  if (analysed.initials) {
    const grams = longestInitialGrams(analysed.variants[0]?.text ?? "");
    return [atLeast("titleInitials", tokensOf(grams), INITIALS_SHARE, 1)];
  }
  return analysed.variants
    .slice(0, MAX_VARIANTS)
    .flatMap((variant) => [
      keysQuestion(variant),
      atLeast("titlePairs", tokensOf(pairsOf(variant.text)), PAIRS_SHARE, 1),
      atLeast("titleLetters", tokensOf(jamoGrams(variant.text)), LETTERS_SHARE, 0.9),
      textQuestion(variant),
    ])
    .filter((question) => question.q !== "");
}

/** Titles with any of the words, whatever is added to it, or with some of the letters: most are no answer. */
export function looseQuestions(analysed: AnalysedQuery): Question[] {
  const [typed] = analysed.variants;
  if (!typed) return [];
  if (analysed.initials)
    return [atLeast("titleInitials", tokensOf(longestInitialGrams(typed.text)), LOOSE_SHARE, 1)];
  return [
    ...evenly(typed.cores).map((core) => having("titlePairs", [core], 1)),
    nearTitlesQuestion(typed.text),
  ].filter((question) => question.q !== "");
}

/** What is asked while somebody types: titles with words that go on from it, and titles like it. */
export function suggestQuestions(analysed: AnalysedQuery): Question[] {
  const typed = analysed.variants[0];
  if (!typed) return [];
  if (analysed.initials && withoutSpaces(typed.text).length > 1) return questionsFor(analysed);
  return [
    keysQuestion(typed),
    atLeast("titlePairs", tokensOf(pairsOf(typed.text)), PAIRS_SHARE, 1),
    atLeast("titleLetters", tokensOf(jamoGrams(typed.text)), LETTERS_SHARE, 1),
  ];
}

/** Titles with words that are near a word that nobody wrote. */
export const nearTitlesQuestion = (word: string): Question =>
  atLeast("titleLetters", tokensOf(jamoGrams(word)), LOOSE_SHARE, 1);

/** Texts that have a word, whatever is added to it. */
export const wordQuestion = (word: string): Question => textQuestion({ text: word, cores: [coreOf(word)] });

/** What is asked for texts that speak of the same: titles that share much, texts that share a run of words. */
export function similarQuestions(title: string, text: string): Question[] {
  const words = `${normalise(title)} ${normalise(text)}`.split(" ").filter(Boolean);
  const runs = Array.from({ length: Math.ceil(words.length / MAX_TOKENS) }, (_, i) =>
    words.slice(i * MAX_TOKENS, (i + 1) * MAX_TOKENS),
  );
  return [
    atLeast("titlePairs", tokensOf(pairsOf(normalise(title))), SIMILAR_SHARE, 1),
    // of each word how it begins: that is the word without its particles
    ...evenly(runs, MAX_RUNS).map((run) => atLeast("textGrams", run.flatMap(firstToken), SIMILAR_SHARE, 1)),
  ].filter((question) => question.q !== "");
}

function firstToken(word: string): string[] {
  const grams = [...textGrams(word)];
  return tokensOf(grams.slice(1, 2).length > 0 ? grams.slice(1, 2) : grams);
}

/** The words as they are typed; the last one may be half a word, and each may have a wrong key or two. */
function keysQuestion(variant: QueryVariant): Question {
  const words = keysOf(variant.text).split(" ");
  return { ...atLeast("titleKeys", words, KEYS_SHARE, 1), q: evenly(words).join(" ") };
}

/** Texts that have all words, inside other words or not. */
const textQuestion = ({ cores }: QueryVariant): Question => ({
  ...having("textGrams", cores, 0.7),
  sure: true,
});

/** What has all of these words. */
function having(field: Field, cores: readonly string[], weight: number): Question {
  // in quotes all grams of a word are one word of the query's ten, and all are needed
  const phrases = cores.map((core) => `"${tokensOf(wordGrams(core)).join(" ")}"`);
  return { q: evenly(phrases).join(" "), attributesToSearchOn: [field], matchingStrategy: "all", weight };
}

/** What has the rarest of the tokens and at least a share (0…1) of them. */
function atLeast(field: Field, tokens: readonly string[], share: number, weight: number): Question {
  const chosen = evenly(tokens);
  const needed = Math.ceil(chosen.length * share);
  return {
    // the space at the end: the last token is whole, not the beginning of one
    q: chosen.length === 0 ? "" : `${chosen.join(" ")} `,
    attributesToSearchOn: [field],
    matchingStrategy: "frequency",
    // the score of a document with k of n words lies between (k - 1)/n and k/n
    rankingScoreThreshold: chosen.length === 0 ? 0 : (needed - 1) / chosen.length + 0.0001,
    weight,
  };
}

/** As many as Meilisearch looks at, taken from the whole length. */
function evenly<T>(all: readonly T[], count = MAX_TOKENS): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]).filter(
    (one) => one !== undefined,
  );
}
