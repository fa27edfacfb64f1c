import type { Queryable } from "#db/client.ts";
import {
  type CandidateRow,
  listMatching,
  listUnknown,
  type Matching,
  type SearchScope,
} from "#db/queries/search-matching.ts";
import { type AnalysedQuery, coreOf } from "./analyse.ts";
import { keyOf, type Suggestions } from "./engine.ts";
import type { Grams } from "./gram-statistics.ts";
import { initialsOf, lettersOf } from "./letters.ts";
import { longestInitialGrams, matchTitles, type TitleMatch, titlesNear, wordGrams } from "./match.ts";
import { prior } from "./rank.ts";
import { beginningGram, letterGrams, normalise, withoutSpaces } from "./text.ts";

/** Titles that are put in order. */
const CANDIDATES = 100;

/** Titles that go on from what was typed, the last syllable half typed or not, then titles that are like it. */
export async function findSuggestions(
  db: Queryable,
  grams: Grams,
  query: AnalysedQuery,
  scope: SearchScope,
  limit: number,
): Promise<Suggestions> {
  const typed = query.variants[0]?.text;
  if (typed === undefined) return { hits: [], correction: null };
  const compact = withoutSpaces(typed);
  const form = query.initials ? initialsOf : lettersOf;
  const wanted = form(compact);
  const rows = await listMatching(db, containing(wanted, query.initials), scope, "support", CANDIDATES);
  const begun = rows
    .map((row) => ({ row, score: begins(wanted, row, form) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.row.id - b.row.id);
  if (begun.length >= limit || compact.length < 2) return { hits: hitsOf(begun, limit), correction: null };

  const known = new Set(begun.map(({ row }) => keyOf(row)));
  const like = (await matchTitles(db, grams, query, scope)).filter(({ row }) => !known.has(keyOf(row)));
  const correction = begun.length > 0 || query.initials ? null : await correct(db, grams, typed, scope);
  return { hits: hitsOf([...begun, ...like], limit), correction };
}

const hitsOf = (matches: readonly TitleMatch[], limit: number) =>
  matches.slice(0, limit).map(({ row, score }) => ({ kind: row.kind, id: row.id, score }));

/** That a title has all the letters in a row, or of one or two letters: that a word begins with them. */
function containing(wanted: string, initials: boolean): Matching {
  if (initials && wanted.length > 1) {
    return { source: "title_initials", sets: [[...longestInitialGrams(wanted)]], except: [] };
  }
  const sets = [wanted.length < 3 ? [beginningGram(wanted)] : [...letterGrams(wanted)]];
  return { source: "title_jamo", sets, except: [] };
}

/** 0 when the title does not have it; most when it begins with it and is not much longer. */
export function begins(
  wanted: string,
  row: Pick<CandidateRow, "title" | "other_titles" | "support_count">,
  form: (text: string) => string,
): number {
  const scores = [row.title, ...row.other_titles.split("\n")].map((title) => {
    const words = normalise(title).split(" ").map(form);
    const whole = words.join("");
    const at = whole.indexOf(wanted);
    if (at === -1) return 0;
    let from = 0;
    const starts = words.map((word) => {
      from += word.length;
      return from - word.length;
    });
    const place = at === 0 ? 0.3 : starts.some((start) => whole.startsWith(wanted, start)) ? 0.2 : 0;
    return 0.5 + place + 0.15 * (wanted.length / whole.length);
  });
  return Math.max(...scores) + prior(row.support_count);
}

/** A word may differ by this many letters from the one that was meant, in so many. */
const allowedErrors = (letters: number) => (letters < 4 ? 0 : letters < 9 ? 1 : 2);
const MAX_CORRECTED = 4;

/** The query with the words that nobody wrote replaced by the nearest of titles; null when there is nothing to mend. */
async function correct(
  db: Queryable,
  grams: Grams,
  typed: string,
  scope: SearchScope,
): Promise<string | null> {
  const words = typed.split(" ");
  const unknown = await listUnknown(
    db,
    scope.spaceId,
    words.map((word) => wordGrams(coreOf(word))),
  );
  if (unknown.length === 0 || unknown.length > MAX_CORRECTED) return null;
  const mended = await Promise.all(
    words.map(async (word, place) => {
      if (!unknown.includes(place)) return word;
      const near = await titlesNear(db, grams, asQuery(word), scope);
      return nearestWord(
        word,
        near.map(({ row }) => row.title),
      );
    }),
  );
  const correction = mended.join(" ");
  return correction === typed ? null : correction;
}

const asQuery = (word: string): AnalysedQuery => ({
  variants: [{ text: word, cores: [word] }],
  initials: false,
});

/** The word of the titles that is nearest, as a whole or as the beginning of a longer one; itself when none is near. */
export function nearestWord(word: string, titles: readonly string[]): string {
  const letters = lettersOf(word);
  let best = { word, errors: allowedErrors(letters.length) + 1 };
  for (const title of titles) {
    for (const other of normalise(title).split(" ")) {
      for (const form of new Set([other, coreOf(other), other.slice(0, word.length)])) {
        const errors = distance(letters, lettersOf(form), best.errors);
        if (errors < best.errors) best = { word: form, errors };
      }
    }
  }
  return best.word;
}

/** How many letters must be changed, put in, left out or swapped with their neighbour; `limit` when not fewer. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return Math.min(limit, row[b.length] ?? limit);
}
