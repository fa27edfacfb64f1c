import { SharedReads } from "#app/platform/shared-reads.ts";
import type { Queryable } from "#db/client.ts";
import {
  type GramField,
  type GramTotal,
  listGramFrequencies,
  readGramTotal,
} from "#db/queries/search-frequencies.ts";
import type { Title } from "./title.ts";

/** A gram and what it says: the rarer, the more. */
export interface Weighed {
  gram: number;
  weight: number;
  /** How many documents of the space have it. */
  documents: number;
}

/**
 * What is taken for known of every gram before there are documents: that it is in one of 1,000, as sure as 100
 * documents would make it. Of three documents two may well have the word that is asked for; it says something all
 * the same.
 */
const BELIEVED = 0.001;
const BELIEVED_OF = 100;
const LEAST_WEIGHT = 0.1;

/**
 * What is remembered of a space is forgotten when it is more. The titles of 100,000 documents have half as many grams,
 * which must stay: each question compares hundreds of titles. Texts have more.
 */
const MOST_REMEMBERED = 200_000;

/**
 * How frequent grams are, as the index counts them itself: the same documents always give the same answer. What was
 * read is remembered until a count of the space changes, which each question asks for first.
 */
export class GramFrequencies {
  readonly #spaces = new Map<number, SpaceFrequencies>();
  readonly #totals = new SharedReads<GramTotal>();

  constructor(private readonly db: Queryable) {}

  /** As they are now; for one question. */
  async of(spaceId: number): Promise<SpaceFrequencies> {
    const total = await this.#totals.of(String(spaceId), () => readGramTotal(this.db, spaceId));
    const remembered = this.#spaces.get(spaceId);
    if (remembered?.isOf(total)) return remembered;
    const now = new SpaceFrequencies(this.db, spaceId, total);
    this.#spaces.set(spaceId, now);
    return now;
  }
}

export class SpaceFrequencies {
  readonly #fields = new Map<GramField, Map<number, Weighed>>();
  /** Whose pairs are all remembered: hundreds are asked for with each question. */
  readonly #titles = new WeakSet<Title>();

  constructor(
    private readonly db: Queryable,
    private readonly spaceId: number,
    private readonly total: GramTotal,
  ) {}

  isOf({ changes }: GramTotal): boolean {
    const remembered = [...this.#fields.values()].reduce((sum, { size }) => sum + size, 0);
    return changes === this.total.changes && remembered <= MOST_REMEMBERED;
  }

  /** What grams of a field say. Of others the answer is that nobody has them. */
  async weigh(field: GramField, grams: Iterable<number>): Promise<GramWeights> {
    const known = this.#fields.get(field) ?? new Map<number, Weighed>();
    this.#fields.set(field, known);
    const unread = new Set<number>();
    for (const gram of grams) if (!known.has(gram)) unread.add(gram);
    if (unread.size > 0) {
      const rows = await listGramFrequencies(this.db, this.spaceId, field, [...unread]);
      const found = new Map(rows.map(({ gram, documents }) => [gram, documents]));
      for (const gram of unread) {
        const documents = found.get(gram) ?? 0;
        known.set(gram, { gram, documents, weight: this.#weightOf(documents) });
      }
    }
    return new GramWeights(known, this.#weightOf(0));
  }

  /** What the pairs of titles say. */
  async weighTitles(titles: readonly Title[]): Promise<GramWeights> {
    const unread = titles.filter((title) => !this.#titles.has(title));
    const weights = await this.weigh(
      "title_grams",
      unread.flatMap(({ pairs }) => [...pairs]),
    );
    for (const title of unread) this.#titles.add(title);
    return weights;
  }

  #weightOf(documents: number): number {
    // a gram that nobody has is taken for the rarest: a typo says no more than the rarest word
    const frequency =
      (Math.max(1, documents) + BELIEVED * BELIEVED_OF) / (this.total.documents + BELIEVED_OF);
    return Math.max(LEAST_WEIGHT, -Math.log(frequency));
  }
}

export class GramWeights {
  constructor(
    private readonly known: ReadonlyMap<number, Weighed>,
    private readonly rarest: number,
  ) {}

  readonly of = (gram: number): number => this.known.get(gram)?.weight ?? this.rarest;

  /** Grams with their weights, the rarest first. */
  sorted(grams: Iterable<number>): Weighed[] {
    return Array.from(
      grams,
      (gram) => this.known.get(gram) ?? { gram, documents: 0, weight: this.rarest },
    ).sort((a, b) => a.documents - b.documents);
  }
}

/**
 * The few rare grams by which everything is found that shares at least `share` (0…1) of the weight: whatever lacks
 * all of them has less left than that. Of those, no more than `budget` documents are looked at, so what is very
 * frequent may be left out; one gram that there is is always asked for.
 */
export function rarePrefix(weighed: readonly Weighed[], share: number, budget: number): Weighed[] {
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  let left = all;
  let visited = 0;
  const prefix: Weighed[] = [];
  for (const one of weighed) {
    if (left < all * share || (visited > 0 && visited + one.documents > budget)) break;
    prefix.push(one);
    visited += one.documents;
    left -= one.weight;
  }
  return prefix;
}
