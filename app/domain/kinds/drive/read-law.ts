import { seoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import type { Queryable } from "#db/client.ts";
import {
  findCurrentStatute,
  listDaysOff,
  listElections,
  listElectorate,
  listStatutes,
} from "#db/queries/statutes.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import { type ElectorateFacts, requiredSignatures } from "./statute.ts";

/** The law in force: every kind of drive, and what this city's numbers are today. */
export async function readLaw(db: Queryable, spaceId: number, now: Date) {
  const [statutes, electorate, elections, daysOff] = await Promise.all([
    listStatutes(db, spaceId),
    listElectorate(db, spaceId, seoulDay(now)),
    listElections(db, spaceId),
    listDaysOff(db, spaceId),
  ]);
  const whole = electorate.find(({ district }) => district === null);
  const facts = whole ? { eligible: whole.eligible, population: whole.population } : null;
  return {
    statutes: statutes.map((statute) => ({
      definition: statute.definition,
      version: statute.version,
      publishedAt: statute.published_at.toISOString(),
      required: numbersOf(statute.definition, facts),
    })),
    electorate: whole
      ? {
          asOf: whole.as_of,
          publishedOn: whole.published_on,
          eligible: whole.eligible,
          population: whole.population,
          districts: electorate.flatMap(({ district, eligible, population }) =>
            district === null ? [] : [{ district, eligible, population }],
          ),
        }
      : null,
    elections: elections.filter(({ pause_until }) => pause_until >= seoulDay(now)),
    daysOff: daysOff.filter(({ day }) => day >= seoulDay(now)),
  };
}

/**
 * The version of a kind of drive that is in force.
 *
 * @throws PortalError "not-found"
 */
export async function readStatute(db: Queryable, spaceId: number, code: string) {
  const found = await findCurrentStatute(db, spaceId, code);
  if (!found) throw new PortalError("not-found");
  return { definition: found.definition, publishedAt: found.published_at.toISOString() };
}

export type Law = Awaited<ReturnType<typeof readLaw>>;

/** What is asked for today, for each target; nothing while the number of residents is not known. */
export function numbersOf(definition: StatuteDefinition, facts: ElectorateFacts | null) {
  if (definition.threshold.kind === "fraction" && !facts) return [];
  const targets = definition.targets.length > 0 ? definition.targets : [undefined];
  return targets.map((target) => ({
    target: target?.name ?? null,
    ...requiredSignatures(definition, facts && { ...facts, target: target?.code }),
  }));
}
