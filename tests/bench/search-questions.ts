import { MAX_QUERY_LENGTH } from "#search/engine.ts";
import { normalise } from "#search/text.ts";
import { Random } from "./random.ts";
import type { Petition } from "./search-petitions.ts";
import { SPOILERS } from "./search-spoil.ts";

/** As people ask: mostly a few words, of a title that there is, some of them typed wrongly. */
const WAYS: ((title: string, random: Random) => string | undefined)[] = [
  (title, random) => someWords(title, 1, random),
  (title, random) => someWords(title, 2, random),
  (title, random) => someWords(title, 2, random),
  (title, random) => someWords(title, 3, random),
  (title) => title,
  (title, random) => SPOILERS["one jamo changed"](someWords(title, 2, random), random),
  (title, random) => SPOILERS["spaces removed"](someWords(title, 3, random)),
  (title, random) => SPOILERS["initial consonants"](someWords(title, 2, random)),
];

function someWords(title: string, count: number, random: Random): string {
  const words = title.split(/\s+/).filter(Boolean);
  const from = random.below(Math.max(1, words.length - count + 1));
  return words.slice(from, from + count).join(" ");
}

/** Parameters of searches, each only once; every tenth within a category, every twentieth by date. */
export function* questions(petitions: readonly Petition[], seed: number): Generator<URLSearchParams> {
  const random = new Random(seed);
  const asked = new Set<string>();
  for (;;) {
    const title = random.pick(petitions)?.title ?? "";
    const text = random.pick(WAYS)?.(title, random)?.slice(0, MAX_QUERY_LENGTH).toWellFormed().trim();
    if (text === undefined || normalise(text) === "" || asked.has(text)) continue;
    asked.add(text);
    const parameters = new URLSearchParams({ q: text });
    if (asked.size % 10 === 0) parameters.set("category", "transport");
    if (asked.size % 20 === 5) parameters.set("sort", "date");
    yield parameters;
  }
}
