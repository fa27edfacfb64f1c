import type { Queryable } from "#db/client.ts";
import { listTexts } from "#db/queries/search-documents.ts";
import { listSharing } from "#db/queries/search-matching.ts";
import type { Hit, SimilarQuery } from "./engine.ts";
import type { Grams, Weighed } from "./gram-statistics.ts";
import { pairsOf, probeOf, rareProbe } from "./match.ts";
import { TitleMatcher } from "./rank.ts";
import { normalise, textGrams } from "./text.ts";

/** Rare grams of the text that are looked up; each may bring this many documents. */
const TEXT_PROBES = 24;
const PER_GRAM = 60;
/** How much of a title the likeness of titles must have to make a candidate. */
const TITLE_SHARE = 0.3;
/** Candidates whose texts are compared. */
const CANDIDATES = 12;

/**
 * What speaks of the same: candidates by rare grams of title and text, then compared. Two texts are as alike as the
 * shorter one is contained in the longer, by weight: a draft of two sentences can be like a page.
 */
export async function findSimilar(db: Queryable, grams: Grams, query: SimilarQuery): Promise<Hit[]> {
  const title = normalise(query.title);
  const text = normalise(query.text);
  const asked = textGrams(text, textGrams(title));
  if (asked.size === 0 || query.kinds.length === 0) return [];
  const probes = [
    rareProbe(grams, "title_grams", pairsOf(title), TITLE_SHARE),
    probeOf("text_grams", rarestOfText(grams, asked)),
  ];
  const scope = { spaceId: query.spaceId, filters: { kind: query.kinds }, exceptMatter: query.exceptMatter };
  const candidates = await listSharing(db, probes, scope, PER_GRAM, CANDIDATES);
  const rows = await listTexts(db, candidates);

  const weightOf = (gram: number) => grams.weight("text_grams", gram);
  const all = sum(asked, weightOf);
  const titles = new TitleMatcher(title, (gram) => grams.weight("title_grams", gram));
  const hits = rows.map((row): Hit => {
    const there = textGrams(normalise(row.text), textGrams(normalise(row.title)));
    const smaller = Math.min(all, sum(there, weightOf));
    let shared = 0;
    for (const gram of asked) if (there.has(gram)) shared += weightOf(gram);
    const contained = smaller === 0 ? 0 : shared / smaller;
    const alike = row.title === "" ? 0 : titles.score(row.title);
    return {
      kind: row.kind,
      id: row.id,
      score: Math.min(1, Math.max(contained, 0.7 * contained + 0.3 * alike)),
    };
  });
  return hits.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, query.limit);
}

/**
 * Most grams of a text are too rare for the statistics, which then cannot tell 1 in 20 from 1 in 20,000. What titles
 * often have is left out first; of the rest some from all over the text.
 */
function rarestOfText(grams: Grams, asked: Iterable<number>): Weighed[] {
  const inTitles = (gram: number) => grams.weight("title_grams", gram);
  const scattered = (gram: number) => Math.imul(gram, 0x9e3779b1);
  const rarest = grams.weigh("text_grams", asked);
  rarest.sort(
    (a, b) =>
      b.weight - a.weight || inTitles(b.gram) - inTitles(a.gram) || scattered(a.gram) - scattered(b.gram),
  );
  return rarest.slice(0, TEXT_PROBES);
}

function sum(grams: ReadonlySet<number>, weightOf: (gram: number) => number): number {
  let total = 0;
  for (const gram of grams) total += weightOf(gram);
  return total;
}
