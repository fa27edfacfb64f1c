import type { DocumentGrams } from "#db/search-document.ts";
import { initialsOf, lettersOf } from "./letters.ts";

/**
 * How a text is taken apart so that it can be found: pure, and the same for what is stored and what is asked.
 *
 * A gram is a few characters that follow one another, packed in an int4. Syllable pairs ignore spaces, because
 * people leave them out or put them in as they like (신호등 설치 · 신호등설치).
 */

/** A document has this many grams of its text at most; a text that long has said what it is about. */
const MAX_TEXT_GRAMS = 6000;

/**
 * Words of letters and digits in one form, separated by one space: compatible forms unified (NFKC), lower case, no
 * punctuation, emoji or control characters. Single Hangul letters (ㅎ) stay what they are; NFKC would make them
 * parts of a syllable.
 */
export function normalise(text: string): string {
  // Arae-a is typed as a middle dot (시ㆍ군ㆍ구); to Unicode it is a letter.
  const dotted = text.replace(ARAE_A, "·");
  const folded = PLAIN.test(dotted)
    ? dotted
    : dotted.replace(/[^\u3131-\u318e]+/g, (part) => part.normalize("NFKC"));
  return folded
    .toLowerCase()
    .replace(/[^a-z0-9가-힣]+/g, (part) =>
      part === " " ? part : part.replace(NEITHER_LETTER_NOR_DIGIT, " "),
    )
    .replace(/ {2,}/g, " ")
    .trim();
}

const ARAE_A = /[\u318d\u119e\u11a2]/g;

/** What nearly all texts are made of; nothing in it has another form. */
const PLAIN = /^[ -~\n가-힣ㄱ-ㅣ]*$/;
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}\p{M}]+/gu;

export const withoutSpaces = (normalised: string): string => normalised.replaceAll(" ", "");

/** What grams are gathered in: a Set, or where hundreds of titles are read for one question something smaller. */
export interface Gathering {
  add(gram: number): unknown;
}

/** Pairs of neighbouring characters, across spaces, and of each word its first character by itself. */
export function pairGrams(normalised: string): Set<number>;
export function pairGrams<Into extends Gathering>(normalised: string, into: Into): Into;
export function pairGrams(normalised: string, into: Gathering = new Set<number>()): Gathering {
  let before = 0;
  let beginsWord = true;
  for (let i = 0; i < normalised.length; i += 1) {
    const unit = normalised.charCodeAt(i);
    if (unit === 32) {
      beginsWord = true;
      continue;
    }
    if (beginsWord) into.add(unit);
    if (before !== 0) into.add((before << 16) | unit);
    before = unit;
    beginsWord = false;
  }
  return into;
}

const ASCII_WORD = /[a-z0-9]+/g;

/**
 * Latin words and numbers get grams of four characters with their beginning marked (^bus, busa, usan): two of 26
 * letters are in every text. In the private use area, which {@link normalise} leaves nothing in.
 */
function latinGrams(word: string, into: Set<number>): void {
  const marked = `^${word}`;
  const end = Math.max(1, marked.length - 3);
  if (marked.length >= 3) into.add(packLatin(marked.slice(0, 3)));
  for (let i = 0; i < end; i += 1) into.add(packLatin(marked.slice(i, i + 4)));
}

function packLatin(gram: string): number {
  let packed = 0;
  for (const letter of gram) packed = (packed << 6) | (letter === "^" ? 37 : parseInt(letter, 36) + 1);
  return (0xe0 << 24) | packed;
}

/** What a text is found by: pairs for every script but Latin, which has {@link latinGrams}. */
export function textGrams(normalised: string, into = new Set<number>()): Set<number> {
  for (const [word] of normalised.matchAll(ASCII_WORD)) latinGrams(word, into);
  const other = normalised.replace(ASCII_WORD, "\n");
  for (const part of other.split("\n")) pairGrams(part, into);
  return into;
}

/** A letter in ten bits. Hangul, Latin and digits have numbers of their own, the rest shares some: a rare mix-up costs nothing. */
function letterCode(unit: number): number {
  if (unit >= 0x3131 && unit <= 0x3163) return unit - 0x3130;
  if (unit >= 97 && unit <= 122) return unit - 97 + 60;
  if (unit >= 48 && unit <= 57) return unit - 48 + 90;
  return 100 + (unit % 900);
}

/** Three letters in a row, across spaces; and the first one, two and three letters of each word, marked. */
export function jamoGrams(normalised: string, into = new Set<number>()): Set<number> {
  for (const word of normalised.split(" ")) {
    const letters = lettersOf(word);
    let packed = 0;
    for (let i = 0; i < Math.min(3, letters.length); i += 1) {
      packed = (packed << 10) | letterCode(letters.charCodeAt(i));
      into.add(packed | (1 << 30)); // bit 30: stands at the beginning of a word
    }
  }
  return letterGrams(lettersOf(withoutSpaces(normalised)), into);
}

/** Three letters in a row. */
export function letterGrams(letters: string): Set<number>;
export function letterGrams<Into extends Gathering>(letters: string, into: Into): Into;
export function letterGrams(letters: string, into: Gathering = new Set<number>()): Gathering {
  let packed = 0;
  for (let i = 0; i < letters.length; i += 1) {
    packed = ((packed << 10) | letterCode(letters.charCodeAt(i))) & 0x3fffffff;
    if (i > 1) into.add(packed);
  }
  return into;
}

/** How a word begins, as {@link jamoGrams} marks it: its first one to three letters. */
export function beginningGram(letters: string): number {
  let packed = 0;
  for (let i = 0; i < Math.min(3, letters.length); i += 1)
    packed = (packed << 10) | letterCode(letters.charCodeAt(i));
  return packed | (1 << 30);
}

/** Initial consonants in a row, `sizes` at a time (four at most), across spaces. */
export function initialGrams(
  initials: string,
  sizes: readonly number[],
  into = new Set<number>(),
): Set<number> {
  for (const size of sizes) {
    for (let i = 0; i + size <= initials.length; i += 1) {
      let packed = size;
      for (let j = 0; j < size; j += 1) {
        const unit = initials.charCodeAt(i + j);
        packed = (packed << 7) | (letterCode(unit) % 128);
      }
      into.add(packed);
    }
  }
  return into;
}

/** All grams of a document. A title in several languages is several titles: no gram goes across. */
export function documentGrams(document: { title: string; otherTitles: string; text: string }): DocumentGrams {
  const titles = [document.title, ...document.otherTitles.split("\n")].map(normalise).filter(Boolean);
  const [title, jamo, initials, text] = [
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
  ];
  for (const one of titles) {
    pairGrams(one, title);
    jamoGrams(one, jamo);
    initialGrams(initialsOf(withoutSpaces(one)), [2, 3, 4], initials);
    textGrams(one, text);
  }
  textGrams(normalise(document.text), text);
  return {
    title: [...title],
    jamo: [...jamo],
    initials: [...initials],
    text: [...text].slice(0, MAX_TEXT_GRAMS),
  };
}
