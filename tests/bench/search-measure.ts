import { type Hit, MAX_QUERY_LENGTH, type SearchEngine } from "#search/engine.ts";
import { normalise } from "#search/text.ts";
import { Random } from "./random.ts";
import { rewrite } from "./search-made.ts";
import type { Petition } from "./search-petitions.ts";
import { SPOILERS, type SpoilerName } from "./search-spoil.ts";

/** What is searched: the real petitions have the ids 1 … petitions.length. */
export interface Haystack {
  engine: SearchEngine;
  spaceId: number;
  petitions: readonly Petition[];
  /** The title of a document, real or made. */
  titleOf: (id: number) => string;
}

export interface KnownItemFigures {
  queries: number;
  mrr: number;
  success: number;
  times: number[];
}

const SEED = 20261122;

export const SPOILER_NAMES = Object.keys(SPOILERS).filter((name): name is SpoilerName => name in SPOILERS);

/**
 * Known-item search: the query is made from a petition's title, the petition is the answer. Several petitions have
 * the very same title; nobody can tell which of them was meant, so a hit with that title counts.
 *
 * @param haystacks each query is asked of all of them in turn
 * @param count how many petitions are asked for, spread over all
 */
export async function measureKnownItems(
  haystacks: readonly Haystack[],
  kind: SpoilerName,
  count: number,
): Promise<KnownItemFigures[]> {
  const random = new Random(SEED);
  const figures = haystacks.map((): KnownItemFigures => ({ queries: 0, mrr: 0, success: 0, times: [] }));
  for (const petition of random.shuffle(haystacks[0]?.petitions ?? []).slice(0, count)) {
    const text = SPOILERS[kind](petition.title, random)?.slice(0, MAX_QUERY_LENGTH);
    if (text === undefined || normalise(text) === "") continue;
    for (const [i, { engine, spaceId, titleOf }] of haystacks.entries()) {
      const figure = figures[i];
      if (!figure) continue;
      const { value, ms } = await timed(() =>
        engine.query({ spaceId, text, filters: {}, order: "relevance", offset: 0, limit: 10 }),
      );
      const wanted = normalise(petition.title);
      const place = value.hits.findIndex((hit) => normalise(titleOf(hit.id)) === wanted);
      figure.times.push(ms);
      figure.queries += 1;
      if (place >= 0) {
        figure.mrr += 1 / (place + 1);
        figure.success += 1;
      }
    }
  }
  for (const figure of figures) {
    figure.mrr /= figure.queries;
    figure.success /= figure.queries;
  }
  return figures;
}

/** Times at both sizes, and for similar: how often the petition that was rewritten is among the first five. */
export interface OtherFigures {
  name: string;
  small: number[];
  large: number[];
  found?: number;
  foundAmongMany?: number;
}

export async function measureOthers(
  small: Haystack,
  large: Haystack,
  count: number,
): Promise<OtherFigures[]> {
  const random = new Random(SEED);
  const numbered = small.petitions.map((petition, i) => ({ petition, id: i + 1 }));
  const chosen = random.shuffle(numbered).slice(0, count);
  const each = async (name: string, ask: (haystack: Haystack, asked: Asked) => Promise<unknown>) => {
    const times: OtherFigures = { name, small: [], large: [] };
    for (const { petition } of chosen) {
      const asked = { petition, typed: petition.title.slice(0, 1 + random.below(8)) };
      times.small.push((await timed(() => ask(small, asked))).ms);
      times.large.push((await timed(() => ask(large, asked))).ms);
    }
    return times;
  };
  return [
    await each("facets", ({ engine, spaceId }, { petition }) => {
      const text = petition.title.split(/\s+/).slice(0, 2).join(" ").slice(0, MAX_QUERY_LENGTH);
      return engine.search({
        spaceId,
        text,
        filters: { category: ["transport"] },
        order: "relevance",
        offset: 0,
        limit: 10,
      });
    }),
    await each("suggestions", ({ engine, spaceId }, { typed }) =>
      engine.suggest({ spaceId, text: typed, language: "ko", limit: 8 }),
    ),
    await measureSimilar(small, large, chosen, random),
  ];
}

interface Asked {
  petition: Petition;
  /** The beginning of its title. */
  typed: string;
}

async function measureSimilar(
  small: Haystack,
  large: Haystack,
  chosen: readonly { petition: Petition; id: number }[],
  random: Random,
): Promise<OtherFigures> {
  const figures: OtherFigures = { name: "similar", small: [], large: [], found: 0, foundAmongMany: 0 };
  let [few, many] = [0, 0];
  for (const { petition, id } of chosen) {
    const rewritten = rewrite(petition, random);
    const isIt = (hit: Hit) =>
      hit.id === id || normalise(small.titleOf(hit.id)) === normalise(petition.title);
    const ask = ({ engine, spaceId }: Haystack) =>
      timed(() => engine.similar({ spaceId, ...rewritten, kinds: ["proposal"], limit: 5 }));
    const [atSmall, atLarge] = [await ask(small), await ask(large)];
    figures.small.push(atSmall.ms);
    figures.large.push(atLarge.ms);
    if (atSmall.value.some(isIt)) few += 1;
    if (atLarge.value.some(isIt)) many += 1;
  }
  return { ...figures, found: few / chosen.length, foundAmongMany: many / chosen.length };
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}

/** The time below which a part (0…1) of all is. */
export function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
