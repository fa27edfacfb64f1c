import type { Queryable } from "#db/client.ts";
import { listTexts } from "#db/queries/search-documents.ts";
import { listSharing } from "#db/queries/search-matching.ts";
import type { Hit, SimilarQuery } from "./engine.ts";
import { type GramWeights, rarePrefix, type SpaceFrequencies, type Weighed } from "./gram-frequencies.ts";
import { pairsOf, probeOf } from "./match.ts";
import { TitleMatcher } from "./rank.ts";
import { normalise, textGrams } from "./text.ts";
import { titleOf } from "./title.ts";

/** Rare grams of the text that are looked up. */
const TEXT_PROBES = 24;
/** This many documents are looked at for those of the title, and as many for those of the text. */
const BUDGET = 1500;
/** What so few documents have is as often a slip of the pen as a word. */
const FEW = 5;
/** How much of a title the likeness of titles must have to make a candidate. */
const TITLE_SHARE = 0.3;
/** Candidates whose texts are compared. */
const CANDIDATES = 12;

/**
 * What speaks of the same: candidates by rare grams of title and text, then compared. Two texts are as alike as the
 * shorter one is contained in the longer, by weight: a draft of two sentences can be like a page.
 */
export async function findSimilar(
  db: Queryable,
  frequencies: SpaceFrequencies,
  query: SimilarQuery,
): Promise<Hit[]> {
  const title = normalise(query.title);
  const text = normalise(query.text);
  const asked = textGrams(text, textGrams(title));
  if (asked.size === 0 || query.kinds.length === 0) return [];
  const inTitle = pairsOf(title);
  const [titleWeights, textWeights] = await Promise.all([
    frequencies.weigh("title_grams", inTitle),
    frequencies.weigh("text_grams", asked),
  ]);
  const probes = [
    probeOf("title_grams", rarePrefix(titleWeights.sorted(inTitle), TITLE_SHARE, BUDGET)),
    probeOf("text_grams", rarestOfText(textWeights, asked)),
  ];
  const scope = { spaceId: query.spaceId, filters: { kind: query.kinds }, exceptMatter: query.exceptMatter };
  const candidates = await listSharing(db, probes, scope, BUDGET, CANDIDATES);
  const rows = await listTexts(db, candidates);

  const compared = rows.map((row) => ({
    row,
    there: textGrams(normalise(row.text), textGrams(normalise(row.title))),
    title: titleOf(row.title),
  }));
  const [{ of: weightOf }, pairs] = await Promise.all([
    frequencies.weigh("text_grams", [...asked, ...compared.flatMap(({ there }) => [...there])]),
    frequencies.weighTitles([titleOf(title), ...compared.map((one) => one.title)]),
  ]);
  const all = sum(asked, weightOf);
  const titles = new TitleMatcher(title, pairs.of);
  const hits = compared.map(({ row, there, title }): Hit => {
    const smaller = Math.min(all, sum(there, weightOf));
    let shared = 0;
    for (const gram of asked) if (there.has(gram)) shared += weightOf(gram);
    const contained = smaller === 0 ? 0 : shared / smaller;
    const alike = row.title === "" ? 0 : titles.score([title]);
    return {
      kind: row.kind,
      id: row.id,
      score: Math.min(1, Math.max(contained, 0.7 * contained + 0.3 * alike)),
    };
  });
  return hits
    .sort((a, b) => b.score - a.score || a.id - b.id || (a.kind < b.kind ? -1 : 1))
    .slice(0, query.limit);
}

/** The rarest that are words; of equally rare ones some from all over the text. */
function rarestOfText(weights: GramWeights, asked: Iterable<number>): Weighed[] {
  const scattered = (gram: number) => Math.imul(gram, 0x9e3779b1);
  const commonness = ({ documents }: Weighed) => Math.max(FEW, documents);
  const rarest = weights.sorted(asked).filter(({ documents }) => documents > 0);
  rarest.sort((a, b) => commonness(a) - commonness(b) || scattered(a.gram) - scattered(b.gram));
  return rarePrefix(rarest.slice(0, TEXT_PROBES), 0, BUDGET);
}

function sum(grams: ReadonlySet<number>, weightOf: (gram: number) => number): number {
  let total = 0;
  for (const gram of grams) total += weightOf(gram);
  return total;
}
