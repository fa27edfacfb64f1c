import { CalmReads } from "#app/platform/calm-reads.ts";
import type { Database } from "#db/client.ts";
import { type CountedProposals, countProposalsByFilter } from "#db/queries/proposal-counts.ts";

const MOST_SPACES = 1_000;

/** What the page of proposals calls a status: a state or a stage, and all that was not taken back. */
export const STATUSES = [
  "open",
  "gathering",
  "awaiting",
  "answered",
  "forum",
  "closed",
  "all",
  "withdrawn",
] as const;
export type Status = (typeof STATUSES)[number];

/** As the list of each status has them; what was taken back stands in its own alone. */
const IS: Record<Status, (counted: CountedProposals) => boolean> = {
  open: ({ state }) => state === "open",
  gathering: ({ state, owed, met }) => state === "open" && !owed && !met,
  awaiting: ({ state, owed }) => state !== "withdrawn" && owed,
  answered: ({ state, met }) => state !== "withdrawn" && met,
  forum: ({ state, forum }) => state !== "withdrawn" && forum,
  closed: ({ state }) => state === "closed",
  all: ({ state }) => state !== "withdrawn",
  withdrawn: ({ state }) => state === "withdrawn",
};

interface Narrowing {
  status: Status;
  category?: string | undefined;
  district?: string | undefined;
}

export interface ListCounts {
  total: number;
  statuses: Record<Status, number>;
  /** By code; what has none is left out. */
  categories: ReadonlyMap<string, number>;
  /** How many it would be without each of the choices. */
  without: { category: number; district: number };
}

/** How long the lists of a space's proposals are, kept for a moment: see CalmReads. */
export class ProposalCounts {
  readonly #reads = new CalmReads<CountedProposals[]>(MOST_SPACES);

  constructor(private readonly db: Database) {}

  async of(spaceId: number, narrowing: Narrowing, now: Date): Promise<ListCounts> {
    const counted = await this.#reads.of(String(spaceId), () =>
      countProposalsByFilter(this.db, spaceId, now),
    );
    return countsOf(counted, narrowing);
  }
}

/** Each number with all other choices as they are, so that its list is as long as it says. */
function countsOf(
  counted: readonly CountedProposals[],
  { status, category, district }: Narrowing,
): ListCounts {
  const here = counted.filter((one) => district === undefined || one.district === district);
  const ofCategory = here.filter((one) => category === undefined || one.category === category);
  const sum = (of: readonly CountedProposals[], is: Status) =>
    of.reduce((all, one) => (IS[is](one) ? all + one.proposals : all), 0);
  const categories = new Map<string, number>();
  for (const one of here)
    if (IS[status](one)) categories.set(one.category, (categories.get(one.category) ?? 0) + one.proposals);
  return {
    total: sum(ofCategory, status),
    statuses: {
      open: sum(ofCategory, "open"),
      gathering: sum(ofCategory, "gathering"),
      awaiting: sum(ofCategory, "awaiting"),
      answered: sum(ofCategory, "answered"),
      forum: sum(ofCategory, "forum"),
      closed: sum(ofCategory, "closed"),
      all: sum(ofCategory, "all"),
      withdrawn: sum(ofCategory, "withdrawn"),
    },
    categories,
    without: {
      category: sum(here, status),
      district: sum(
        counted.filter((one) => category === undefined || one.category === category),
        status,
      ),
    },
  };
}
