import { seoulDay } from "#app/domain/calendar/dates.ts";
import { statesOf } from "#app/domain/kinds/drive/stage.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { readCurrentRules } from "#app/domain/threshold/current-rules.ts";
import type { Queryable } from "#db/client.ts";
import { countAboutDistricts, countJourneys } from "#db/queries/journeys.ts";
import { sumParticipation } from "#db/queries/participation.ts";
import { countByOffice, countDecisions, countUnderWay } from "#db/queries/results.ts";
import { listElectorate } from "#db/queries/statutes.ts";
import { DECISIONS, type Decision } from "#db/tables/duty.ts";
import { flowOf } from "./flow.ts";
import type { Scope } from "./ranges.ts";
import { beginOf } from "./scope.ts";

/** A district and how much its people took part. */
export interface DistrictParticipation {
  district: string;
  /** On the last 31 December that numbers were published of; null: none were. */
  residents: number | null;
  /** Supports of its people; null: fewer than ten, which are not told. */
  given: number | null;
  /** For a thousand residents, to a tenth; null: one of the two is not known. */
  perThousand: number | null;
  /** The space's own proposals of the range that are about it, whoever's they are. */
  about: number;
}

/** What became of what was decided first. */
export interface DecisionChange {
  first: Decision;
  decision: Decision;
  replies: number;
}

/**
 * The parts of what `readResults` tells, each read when it is first asked for, and once: whoever takes one figure along has
 * no other counted.
 */
export function resultsReader(db: Queryable, directory: Directory, scope: Scope, now: Date) {
  const { space, categories, districts } = directory;
  const asked = { spaceId: space.id, since: beginOf(scope), district: scope.district, now };
  return {
    proposals: once(async () => {
      const journeys = await countJourneys(db, asked);
      return {
        total: sum(journeys),
        /** Of those, how many somebody who owed a word has answered. */
        answered: sum(journeys.filter(({ decision }) => decision !== null)),
        categories: categories
          .map(({ code }) => ({
            category: code,
            proposals: sum(journeys.filter(({ category }) => category === code)),
          }))
          .filter(({ proposals }) => proposals > 0)
          // Equal numbers keep the directory's order.
          .toSorted((a, b) => b.proposals - a.proposals),
        flow: flowOf(journeys),
      };
    }),
    offices: once(async () => {
      const offices = await countByOffice(db, asked);
      return {
        offices: offices.flatMap(({ office, ...counts }) => (office === null ? [] : [{ office, ...counts }])),
        allOffices: offices.find(({ office }) => office === null) ?? NONE_OWED,
      };
    }),
    decisions: once(async () => {
      const changes = await countDecisions(db, asked);
      return {
        decisions: DECISIONS.map((decision) => ({
          decision,
          replies: changes
            .filter((change) => change.decision === decision)
            .reduce((all, { replies }) => all + replies, 0),
        })),
        /** Decisions that are another by now, in the order of what was decided first. */
        changes: DECISIONS.flatMap((first) =>
          DECISIONS.flatMap((decision): DecisionChange[] => {
            const change = changes.find((one) => one.first === first && one.decision === decision);
            return change && first !== decision ? [change] : [];
          }),
        ),
      };
    }),
    districts: once(async () => {
      const [given, about, electorate] = await Promise.all([
        sumParticipation(db, space.id, scope.since),
        countAboutDistricts(db, asked),
        listElectorate(db, space.id, seoulDay(now)),
      ]);
      const residentsOf = new Map(electorate.map(({ district, population }) => [district, population]));
      const nowhere = [...given].filter(([code]) => !districts.some((one) => one.code === code));
      const residents = electorate.some(({ population }) => population !== null);
      return {
        districts: districts.map(({ code }): DistrictParticipation => {
          const of = { residents: residentsOf.get(code) ?? null, given: given.get(code) ?? null };
          return {
            district: code,
            ...of,
            perThousand: perThousand(of),
            about: about.get(code) ?? 0,
          };
        }),
        /** Supports of people of no district, or of one that is none any more. */
        nowhere: nowhere.reduce((all, [, count]) => all + count, 0),
        /** The day that the numbers of residents are of; null: there are none. */
        residentsAsOf: residents ? (electorate[0]?.as_of ?? null) : null,
      };
    }),
    underWay: once(() => countUnderWay(db, space.id, now, statesOf("collecting"))),
  };
}

export type ResultsReader = ReturnType<typeof resultsReader>;

/**
 * How participation goes, for everybody: proposals of the range and how far they came, whether offices kept their days,
 * what they decided, how much the districts' people took part (that of the whole space, whatever district is asked for),
 * and how many polls and drives are under way (of today, whatever range).
 */
export async function readResults(db: Queryable, directory: Directory, scope: Scope, now: Date) {
  const read = resultsReader(db, directory, scope, now);
  const [rules, proposals, offices, decisions, districts, underWay] = await Promise.all([
    readCurrentRules(db, directory.space.id),
    read.proposals(),
    read.offices(),
    read.decisions(),
    read.districts(),
    read.underWay(),
  ]);
  return {
    scope,
    ...proposals,
    /** From how many agreements on a reply is owed, for what is published today; null: none is. */
    replyAt:
      rules.rules.find(({ measure, consequence }) => measure === "agreements" && consequence !== "forum")
        ?.threshold ?? null,
    ...offices,
    ...decisions,
    ...districts,
    underWay,
  };
}

export type Results = Awaited<ReturnType<typeof readResults>>;

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= read();
    return made;
  };
}

const sum = (of: readonly { proposals: number }[]) => of.reduce((all, { proposals }) => all + proposals, 0);

const NONE_OWED = { office: null, inTime: 0, late: 0, overdue: 0, open: 0, medianDays: null };

const perThousand = ({ residents, given }: Pick<DistrictParticipation, "residents" | "given">) =>
  residents === null || residents === 0 || given === null
    ? null
    : Math.round((given / residents) * 10_000) / 10;
