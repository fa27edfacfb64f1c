import type { Queryable } from "#db/client.ts";
import {
  type CandidateRow,
  listMatching,
  listUnknown,
  type Matching,
  type SearchScope,
} from "#db/queries/search-matching.ts";
import { type AnalysedQuery, coreOf } from "./analyse.ts";
import { correct } from "./correct.ts";
import { keyOf, type Suggestions } from "./engine.ts";
import type { SpaceFrequencies } from "./gram-frequencies.ts";
import { initialsOf, lettersOf } from "./letters.ts";
import { better, longestInitialGrams, matchTitles, type TitleMatch, titlesNear, wordGrams } from "./match.ts";
import { ACCEPTED, prior } from "./rank.ts";
import { beginningGram, letterGrams, normalise, withoutSpaces } from "./text.ts";

/** Titles that are put in order. */
const CANDIDATES = 100;

/** Titles that go on from what was typed, the last syllable half typed or not, then titles that are like it. */
export async function findSuggestions(
  db: Queryable,
  frequencies: SpaceFrequencies,
  query: AnalysedQuery,
  scope: SearchScope,
  limit: number,
): Promise<Suggestions> {
  const typed = query.variants[0]?.text;
  if (typed === undefined) return { hits: [], correction: null };
  const begun = await titlesGoingOn(db, typed, query.initials, scope);
  if (begun.length >= limit || withoutSpaces(typed).length < 2)
    return { hits: hitsOf(begun, limit), correction: null };

  const known = new Set(begun.map(({ row }) => keyOf(row)));
  const like = (await matchTitles(db, frequencies, query, scope)).filter(({ row }) => !known.has(keyOf(row)));
  const hits = hitsOf([...begun, ...like], limit);
  if (begun.length > 0 || query.initials) return { hits, correction: null };
  return { hits, correction: await correctWords(db, frequencies, typed, scope) };
}

/**
 * A query that hardly anything answers, as it was probably meant.
 *
 * @param titles that answer it: where one has it in itself, it was meant as it stands, and nothing more is read
 */
export async function findCorrection(
  db: Queryable,
  frequencies: SpaceFrequencies,
  query: AnalysedQuery,
  scope: SearchScope,
  titles: readonly TitleMatch[],
): Promise<string | null> {
  const typed = query.variants[0]?.text;
  if (typed === undefined || query.initials) return null;
  const compact = withoutSpaces(typed);
  if (compact.length < 2) return null;
  const wanted = lettersOf(compact);
  if (wanted.length > 2 && titles.some(({ row }) => begins(wanted, row, lettersOf) > ACCEPTED)) return null;
  if ((await titlesGoingOn(db, typed, false, scope)).length > 0) return null;
  return correctWords(db, frequencies, typed, scope);
}

/** @param typed normalised */
async function titlesGoingOn(
  db: Queryable,
  typed: string,
  initials: boolean,
  scope: SearchScope,
): Promise<TitleMatch[]> {
  const form = initials ? initialsOf : lettersOf;
  const wanted = form(withoutSpaces(typed));
  const rows = await listMatching(db, containing(wanted, initials), scope, "support", CANDIDATES);
  return rows
    .map((row) => ({ row, score: begins(wanted, row, form) }))
    .filter(({ score }) => score > 0)
    .sort(better);
}

function correctWords(
  db: Queryable,
  frequencies: SpaceFrequencies,
  typed: string,
  scope: SearchScope,
): Promise<string | null> {
  return correct(typed, {
    unknown: (words) =>
      listUnknown(
        db,
        scope.spaceId,
        words.map((word) => wordGrams(coreOf(word))),
      ),
    titlesNear: async (word) =>
      (await titlesNear(db, frequencies, asQuery(word), scope)).map(({ row }) => row.title),
  });
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

const asQuery = (word: string): AnalysedQuery => ({
  variants: [{ text: word, cores: [word] }],
  initials: false,
});
