import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { chance } from "#app/platform/chance.ts";
import type { PollDefinition, PollShown } from "#db/tables/poll-definition.ts";
import { ageBand } from "./age-band.ts";
import { checkBallot } from "./check-ballot.ts";
import { definitionSchema, questionsOf } from "./definition.ts";
import { draftFor } from "./draft-access.ts";
import { madeAnswers } from "./made-answers.ts";
import type { PollServices } from "./poll-services.ts";
import { resultOf } from "./results.ts";
import { Counter, type Facts } from "./tally.ts";

/** As many as a poll of a city may well bring. */
const MADE_BALLOTS = 1_204;
const MOST_DAYS = 14;
const [YOUNGEST, OLDEST] = [14, 89];
/** Of an optional question. */
const ANSWERED = 0.7;
/** More than a question draws (`madeAnswers`): what is drawn for two of them has nothing in common. */
const DRAWS = 100;

/** What made-up people are broken down by is drawn apart from what they answer. */
const FACTS = { district: 1, age: 2, day: 3 } as const;

/**
 * The result that made answers would bring: each ballot is read and tallied as one that somebody gave, and nothing of
 * it is kept. The same for the same draft and version. No I/O.
 *
 * @param definition finished: as it would be approved
 * @param districts the codes of those that there are in the space
 */
export function testRun(
  definition: PollDefinition,
  districts: readonly string[],
  { id, version }: { id: number; version: number },
): PollShown {
  const draw = (what: number, whose: number) => chance(id * 1_000 + version * 7 + what, whose);
  const questions = questionsOf(definition);
  const likely = {
    weights: Object.fromEntries(
      questions.map((question, place) => [
        question.id,
        Array.from({ length: DRAWS }, (_, item) => 0.2 + draw(-(place * DRAWS + item) - 1, 0)),
      ]),
    ),
    answered: Object.fromEntries(questions.map((question) => [question.id, ANSWERED])),
    texts: ["1", "2", "3"],
  };
  const { who, opensAt, closesAt } = definition;
  const asked = who.districts ?? districts;
  const youngest = who.minAge ?? Math.min(YOUNGEST, who.maxAge ?? YOUNGEST);
  const oldest = who.maxAge ?? Math.max(OLDEST, youngest);
  const opens = Date.parse(opensAt);
  const open = Math.min(Date.parse(closesAt) - opens, MOST_DAYS * DAY_MS);
  const factsOf = (person: number): Facts => ({
    district: asked[Math.floor(draw(FACTS.district, person) * asked.length)] ?? "",
    age: ageBand(youngest + Math.floor(draw(FACTS.age, person) * (oldest - youngest + 1))),
    // Most come soon.
    day: seoulDay(new Date(opens + Math.floor(draw(FACTS.day, person) ** 1.5 * open))),
  });

  const counter = new Counter(definition);
  for (let person = 1; person <= MADE_BALLOTS; person += 1) {
    const answers = madeAnswers(definition, likely, (place, item) =>
      draw((place + 1) * DRAWS + item, person),
    );
    counter.add(checkBallot(definition, answers), { facts: factsOf(person) });
  }
  return resultOf(definition, counter.tally);
}

/**
 * A draft with the result that made answers would bring, for who may see it.
 *
 * @throws PortalError "not-found", also for one that is approved, and for a mock poll, which has no results;
 *   "invalid-input" for what a draft lacks to be submitted
 */
export async function readTestRun(
  { db, testRuns }: Pick<PollServices, "db" | "testRuns">,
  directory: Directory,
  viewer: Viewer,
  id: number,
) {
  const { space, districts } = directory;
  const { version, definition, approved_at, office_id } = await draftFor(db, viewer, space.id, id);
  if (approved_at || definition.purpose === "mock") throw new PortalError("not-found");
  parseInput(definitionSchema(directory), definition);
  const codes = districts.map(({ code }) => code);
  const shown = testRuns.get({ id, version }, () => testRun(definition, codes, { id, version }));
  return { id, officeId: office_id, definition, shown };
}
