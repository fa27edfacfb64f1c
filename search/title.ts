import { LRUCache } from "lru-cache";
import { lettersOf } from "./letters.ts";
import { letterGrams, normalise, pairGrams, withoutSpaces } from "./text.ts";

/** A title as it is compared. */
export interface Title {
  /** Normalised. */
  text: string;
  /** The same without spaces. */
  compact: string;
  pairs: GramList;
  /** The keys that type it, without spaces. */
  letters: string;
  letterGrams: GramList;
}

/** Grams in ascending order, each once: a tenth of what a Set takes, and 20,000 titles are remembered. */
export type GramList = Int32Array;

/** A question is compared with hundreds of titles, the next one with most of the same: about 25 MB a process. */
const REMEMBERED_CHARACTERS = 500_000;
const read = new LRUCache<string, Title>({
  maxSize: REMEMBERED_CHARACTERS,
  sizeCalculation: (_title, typed) => typed.length + 1,
});

export function titleOf(typed: string): Title {
  const known = read.get(typed);
  if (known) return known;
  const text = normalise(typed);
  const compact = withoutSpaces(text);
  const letters = lettersOf(compact);
  const title = {
    text,
    compact,
    pairs: pairGrams(compact, gathering).take(),
    letters,
    letterGrams: letterGrams(letters, gathering).take(),
  };
  read.set(typed, title);
  return title;
}

/** A document's titles, in any language, and what else it goes by. */
export const titlesOf = (title: string, otherTitles: string): Title[] =>
  otherTitles === "" ? [titleOf(title)] : [title, ...otherTitles.split("\n")].filter(Boolean).map(titleOf);

/** Gathers grams for a {@link GramList}; one for all titles, since it is empty again when a list was taken. */
class GramGathering {
  #grams = new Int32Array(256);
  #length = 0;

  add(gram: number): void {
    if (this.#length === this.#grams.length) {
      const longer = new Int32Array(this.#length * 2);
      longer.set(this.#grams);
      this.#grams = longer;
    }
    this.#grams[this.#length] = gram;
    this.#length += 1;
  }

  take(): GramList {
    const sorted = this.#grams.subarray(0, this.#length).sort();
    this.#length = 0;
    return sorted.filter((gram, place) => place === 0 || gram !== sorted[place - 1]);
  }
}
const gathering = new GramGathering();

export function hasGram(grams: GramList, wanted: number): boolean {
  let from = 0;
  let to = grams.length - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    const gram = grams[middle] ?? wanted;
    if (gram === wanted) return true;
    if (gram < wanted) from = middle + 1;
    else to = middle - 1;
  }
  return false;
}
