import type { Queryable } from "#db/client.ts";
import { type Probe, readGramFrequencies } from "#db/queries/search-matching.ts";

type Source = Probe["source"];

/** A gram and what it says: the rarer, the more. */
export interface Weighed {
  gram: number;
  weight: number;
  /** About how many documents have it. */
  documents: number;
}

const REMEMBERED_MS = 5 * 60_000;
/** Before the first ANALYZE every gram is rare, and all weigh the same. */
const NO_STATISTICS = 0.001;

/** How frequent grams are, from Postgres's own statistics; read again every few minutes. */
export class GramStatistics {
  #read: { grams: Promise<Grams>; until: number } | undefined;

  constructor(private readonly db: Queryable) {}

  read(): Promise<Grams> {
    const now = Date.now();
    if (!this.#read || this.#read.until < now) {
      const grams = readGrams(this.db);
      this.#read = { grams, until: now + REMEMBERED_MS };
      grams.catch(() => {
        this.#read = undefined;
      });
    }
    return this.#read.grams;
  }
}

/** What is known of a gram: in how much of all documents it is (0…1), and what it therefore says. */
interface Known {
  frequency: number;
  weight: number;
}

interface Column {
  frequent: ReadonlyMap<number, Known>;
  /** What is taken for a gram that is not among the frequent ones. */
  other: Known;
}

const known = (frequency: number): Known => ({ frequency, weight: Math.max(0.1, -Math.log(frequency)) });

async function readGrams(db: Queryable): Promise<Grams> {
  const { columns, documents } = await readGramFrequencies(db);
  const column = (source: Source): Column => {
    const found = columns.find((one) => one.column === source);
    if (!found || found.frequencies.length === 0) return { frequent: new Map(), other: known(NO_STATISTICS) };
    const frequent = new Map(found.grams.map((gram, i) => [gram, known(found.frequencies[i] ?? 0)]));
    return { frequent, other: known(found.frequencies.reduce((a, b) => Math.min(a, b)) / 2) };
  };
  const [title_grams, title_jamo] = [column("title_grams"), column("title_jamo")];
  const [title_initials, text_grams] = [column("title_initials"), column("text_grams")];
  return new Grams({ title_grams, title_jamo, title_initials, text_grams }, documents);
}

export class Grams {
  constructor(
    private readonly columns: Record<Source, Column>,
    private readonly documents: number,
  ) {}

  weight(source: Source, gram: number): number {
    return this.#known(source, gram).weight;
  }

  /** Grams with their weights, the rarest first. */
  weigh(source: Source, grams: Iterable<number>): Weighed[] {
    const weighed = Array.from(grams, (gram) => {
      const { weight, frequency } = this.#known(source, gram);
      return { gram, weight, documents: frequency * this.documents };
    });
    return weighed.sort((a, b) => a.documents - b.documents);
  }

  #known(source: Source, gram: number): Known {
    const { frequent, other } = this.columns[source];
    return frequent.get(gram) ?? other;
  }
}

/**
 * The few rare grams by which everything is found that shares at least `share` (0…1) of the weight: whatever lacks
 * all of them has less left than that. Of those, no more than `budget` documents are looked at, so what is very
 * frequent may be left out; one gram is always asked for.
 */
export function rarePrefix(weighed: readonly Weighed[], share: number, budget: number): Weighed[] {
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  let left = all;
  let visited = 0;
  const prefix: Weighed[] = [];
  for (const one of weighed) {
    visited += one.documents;
    if (left < all * share || (prefix.length > 0 && visited > budget)) break;
    prefix.push(one);
    left -= one.weight;
  }
  return prefix;
}
