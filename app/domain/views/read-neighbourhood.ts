import { PortalError } from "#app/domain/errors.ts";
import { summarise } from "#app/domain/kinds/proposal/summaries.ts";
import { KINDS } from "#app/domain/kinds.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { listPlaced } from "#db/queries/places.ts";
import { listProposals } from "#db/queries/proposal-lists.ts";
import type { Language } from "#db/tables/language.ts";
import { drawnWith, MOST_PINS } from "./read-map.ts";
import { resultsReader } from "./results/read-results.ts";

const EACH = 4;

/**
 * A district: what people want there, what is asked of the whole city meanwhile, what was answered, and how many take part.
 * Each list is short and leads to the whole one.
 *
 * @throws PortalError "not-found"
 */
export async function readNeighbourhood(
  db: Queryable,
  directory: Directory,
  code: string,
  language: Language,
  now: Date,
) {
  if (!directory.districts.some((district) => district.code === code)) throw new PortalError("not-found");
  const spaceId = directory.space.id;
  const reading = { spaceId, language, now };
  const asked = { spaceId, district: code, now };
  const read = resultsReader(db, directory, { range: "all", since: null, district: code }, now);
  const [open, answered, placed, polls, drives, numbers, participation] = await Promise.all([
    listProposals(db, { ...asked, state: "open", order: "agreed" }, language, 3 * EACH),
    listProposals(db, { ...asked, stage: "answered", order: "newest" }, language, EACH),
    directory.map ? listPlaced(db, { spaceId, district: code }, language, MOST_PINS) : [],
    KINDS.poll.readFront(db, directory, reading),
    KINDS.drive.readFront(db, directory, reading),
    read.proposals(),
    read.districts(),
  ]);
  const [openItems, answeredItems, placedItems] = await Promise.all(
    [open, answered, placed].map((rows) => summarise(db, rows, now)),
  );
  const own = participation.districts.find(({ district }) => district === code);
  return {
    // What was answered stands below.
    open: (openItems ?? []).filter(({ stage }) => stage !== "answered").slice(0, EACH),
    answered: answeredItems ?? [],
    placed: placedItems ?? [],
    polls: polls.filter(({ district }) => district === null || district === code),
    drives,
    numbers: {
      proposals: numbers.total,
      answered: numbers.answered,
      perThousand: own?.perThousand ?? null,
      residents: own?.residents ?? null,
    },
    ...drawnWith(directory, placedItems ?? [], code),
  };
}
