import { coreOf } from "./analyse.ts";
import { distance } from "./distance.ts";
import { lettersOf } from "./letters.ts";
import { normalise } from "./text.ts";

/** Words of a query that are mended at once. */
const MAX_CORRECTED = 4;
/** A word may differ by this many letters from the one that was meant, in so many. */
const allowedErrors = (letters: number) => (letters < 4 ? 0 : letters < 9 ? 1 : 2);

/** What an engine knows of words. */
export interface KnownWords {
  /** The places (from 0) of those that stand in no document. */
  unknown(words: readonly string[]): Promise<readonly number[]>;
  /** Titles with words that are near one. */
  titlesNear(word: string): Promise<readonly string[]>;
}

/**
 * The query with the words that nobody wrote replaced by the nearest of titles; null when there is nothing to mend.
 *
 * @param typed normalised
 */
export async function correct(typed: string, known: KnownWords): Promise<string | null> {
  const words = typed.split(" ");
  const unknown = await known.unknown(words);
  if (unknown.length === 0 || unknown.length > MAX_CORRECTED) return null;
  const mended = await Promise.all(
    words.map(async (word, place) =>
      unknown.includes(place) ? nearestWord(word, await known.titlesNear(word)) : word,
    ),
  );
  const correction = mended.join(" ");
  return correction === typed ? null : correction;
}

/** The word of the titles that is nearest, as a whole or as the beginning of a longer one; itself when none is near. */
export function nearestWord(word: string, titles: readonly string[]): string {
  const letters = lettersOf(word);
  let best = { word, errors: allowedErrors(letters.length) + 1 };
  // titles that are like one another have the same words
  for (const other of new Set(titles.flatMap((title) => normalise(title).split(" ")))) {
    for (const form of new Set([other, coreOf(other), other.slice(0, word.length)])) {
      const errors = distance(letters, lettersOf(form), best.errors);
      if (errors < best.errors) best = { word: form, errors };
    }
  }
  return best.word;
}
