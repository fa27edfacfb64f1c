import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { createOfficers, createPoll, DAY, pollServices, vote } from "../support/polls.ts";
import { inBenchCity } from "./bench-city.ts";
import { measure as measureActs } from "./callers.ts";
import { beginSessions, startLoadedPortal } from "./http-load.ts";
import { Random } from "./random.ts";
import { print } from "./support.ts";
import { insertBenchPersons } from "./support-queries.ts";

const FEW = 1_000;
const MANY = Number(process.env.BENCH_BALLOTS ?? 100_000);
const READS = 200;
const AIM = 4;
/** Each is of one question. */
const choicesOf = (question: string, length: number) =>
  Array.from({ length }, (_, place) => `${question}c${place}`);
const SINGLES = Array.from({ length: 6 }, (_, number) => ({
  id: `s${number}`,
  choices: choicesOf(`s${number}`, 6),
}));
const ORDER = choicesOf("order", 4);

/** Six of a few answers, two of a scale, a ranking and a number. */
const QUESTIONS = [
  ...SINGLES.map(({ id, choices }, place) => ({
    id,
    type: "single",
    title: `${place + 1}번 물음`,
    choices: choices.map((choice) => ({ id: choice, title: choice })),
  })),
  { id: "mood", type: "rating", title: "만족도" },
  { id: "ease", type: "rating", title: "쉬움" },
  {
    id: "order",
    type: "ranking",
    title: "차례",
    choices: ORDER.map((id) => ({ id, title: id })),
  },
  { id: "often", type: "number", title: "횟수", min: 0, max: 99 },
];

/**
 * The results' page of a poll of ten questions that is over, for somebody who is signed in (nothing is kept for them),
 * with few and with many ballots in one run: the slowest of twenty.
 */
export async function benchPollResults(): Promise<void> {
  await inBenchCity(20, async ({ postgres, db, spaceId }) => {
    const services = pollServices(db);
    const officers = await createOfficers(db, spaceId);
    const random = new Random(7);
    const began = new Date(Date.now() - 20 * DAY);
    const polls: { ballots: number; id: number }[] = [];
    for (const ballots of [FEW, MANY]) {
      const id = await createPoll(services, officers, began, { pages: [{ questions: QUESTIONS }] });
      const persons = await insertBenchPersons(db, ballots);
      const at = new Date(began.getTime() + DAY);
      const cast = await measureActs(
        persons,
        (person) => vote(services, id, person, answers(random), at),
        3_600,
      );
      print(`${ballots} ballots given, ${cast.perSecond.toFixed(0)} a second`);
      polls.push({ ballots, id });
    }
    const started = performance.now();
    await advancePolls(services, new Date());
    print(`closed and counted in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const [reader = 0] = await insertBenchPersons(db, 1);
    const [session] = await beginSessions(db, [reader]);
    const portal = await startLoadedPortal(db, postgres.migrationUrl, [], 1);
    try {
      const read = async ({ id, ballots }: { id: number; ballots: number }) => {
        const asked = performance.now();
        const answer = await fetch(`${portal.url}/polls/${id}/results`, {
          headers: { Cookie: `gonggam=${session?.token}` },
        });
        const isCounted = (await answer.text()).includes(ballots.toLocaleString("en"));
        if (!answer.ok || !isCounted) throw new Error(`The page answered ${answer.status}, or not of all.`);
        return performance.now() - asked;
      };
      for (const poll of polls) for (let time = 0; time < READS; time += 1) await read(poll); // warms up
      const times = polls.map((): number[] => []);
      // In turn, so that whatever else the machine does slows both.
      for (let time = 0; time < READS; time += 1)
        for (const [place, poll] of polls.entries()) times[place]?.push(await read(poll));
      const [few = Number.NaN, many = Number.NaN] = times.map(p95);
      for (const [place, { ballots }] of polls.entries())
        print(`results of ${ballots} ballots: p95 ${[few, many][place]?.toFixed(1)} ms`);
      print(`${(many / few).toFixed(2)} × (aim ${AIM})`);
    } finally {
      await portal.stop();
    }
  });
}

const p95 = (times: number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

function answers(random: Random): Record<string, unknown> {
  const rotated = random.below(ORDER.length);
  return {
    ...Object.fromEntries(SINGLES.map(({ id, choices }) => [id, random.pick(choices)])),
    mood: 1 + random.below(5),
    ease: 1 + random.below(5),
    order: [...ORDER.slice(rotated), ...ORDER.slice(0, rotated)],
    often: random.below(100),
  };
}
