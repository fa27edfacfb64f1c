import type { Queryable } from "#db/client.ts";
import { countSpaceDocuments, type GramField, listGramFrequencies } from "#db/queries/search-frequencies.ts";

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
 * How frequent grams are among the documents of a space, as the index counts them itself. Of one question: what it
 * has read once stays what it is, and the next question reads it anew, so the same documents always give the same
 * answer.
 */
export class GramFrequencies {
  readonly #fields = new Map<GramField, Map<number, number>>();
  #all: Promise<number> | undefined;

  constructor(
    private readonly db: Queryable,
    private readonly spaceId: number,
  ) {}

  /** What grams of a field say; grams that are not among these have no weight. */
  async weigh(field: GramField, grams: Iterable<number>): Promise<GramWeights> {
    const known = this.#fields.get(field) ?? new Map<number, number>();
    this.#fields.set(field, known);
    const unread = [...new Set(grams)].filter((gram) => !known.has(gram));
    this.#all ??= countSpaceDocuments(this.db, this.spaceId);
    const [all, rows] = await Promise.all([
      this.#all,
      unread.length === 0 ? [] : listGramFrequencies(this.db, this.spaceId, field, unread),
    ]);
    for (const gram of unread) known.set(gram, 0);
    for (const { gram, documents } of rows) known.set(gram, documents);
    return new GramWeights(known, all);
  }
}

export class GramWeights {
  constructor(
    private readonly documents: ReadonlyMap<number, number>,
    private readonly all: number,
  ) {}

  readonly of = (gram: number): number => {
    // a gram that nobody has is taken for the rarest: a typo says no more than the rarest word
    const documents = Math.max(1, this.documents.get(gram) ?? 0);
    const frequency = (documents + BELIEVED * BELIEVED_OF) / (this.all + BELIEVED_OF);
    return Math.max(LEAST_WEIGHT, -Math.log(frequency));
  };

  /** Grams with their weights, the rarest first. */
  sorted(grams: Iterable<number>): Weighed[] {
    return Array.from(grams, (gram) => ({
      gram,
      weight: this.of(gram),
      documents: this.documents.get(gram) ?? 0,
    })).sort((a, b) => a.documents - b.documents);
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
