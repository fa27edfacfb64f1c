import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { keyRingOf, readEnvironment } from "#app/environment.ts";
import { countingPollServices, createOfficers, createPoll, STREET, vote } from "../support/polls.ts";
import { inBenchCity } from "./bench-city.ts";
import { better, CALLERS, type Measured, measure, none } from "./callers.ts";
import { best, CONNECTIONS, latencyOf, startLoadedPortal } from "./http-load.ts";
import { costsOf, postgresIn } from "./process-costs.ts";
import { line, print } from "./support.ts";
import { insertBenchPersons, insertBenchProposal } from "./support-queries.ts";

/**
 * Ballots a second of one hot poll, first ones and changes, beside agreements on one hot proposal, in turn within one run:
 * with everything that a ballot needs (reading, sealing, storing) and counted meanwhile. Postgres writes to disk as in
 * production. The time of processors says more than rates where others use the machine.
 *
 * A ballot of a poll that asks for a text is of the size of the longest one, whatever it says; so both are measured.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = 3;
const PERSONS = 60_000;
/** A server of two cores takes fewer in a round. */
const PERSONS_OVER_HTTP = 20_000;
const CHOSEN = { first: "bikes", also: ["bench"], mood: 4 };
const BALLOT = { ...CHOSEN, route: "강변을 따라" };
const CHANGED = { first: "trees", order: ["safe", "calm", "fast"], mood: 2 };
const WITHOUT_TEXT = {
  pages: STREET.pages.map(({ questions }) => ({
    questions: questions.filter(({ type }) => type !== "text"),
  })),
};

const AGREEMENTS = "agreements through the writer";

/** One act of the caller's and of Postgres, in microseconds of processors. */
type Costed = Measured & { micros: number };
const nothing = (): Costed => ({ ...none(), micros: Number.NaN });
const faster = (a: Costed, b: Costed) => (better(a, b) === a ? a : b);

export async function benchPoll(): Promise<void> {
  await inBenchCity(20, async ({ folder, postgres, db, spaceId }) => {
    const services = countingPollServices(db, keyRingOf(readEnvironment({})));
    const officers = await createOfficers(db, spaceId);
    const poll = (change: object = {}) => createPoll(services, officers, new Date(), change);
    const processes = [process.pid, postgresIn(folder)];
    const measureOne = async (
      persons: number[],
      act: (personId: number) => Promise<unknown>,
    ): Promise<Costed> => {
      const [many, before] = [persons.length, costsOf(processes).cpuSeconds];
      const measured = await measure(persons, act, SECONDS);
      const spent = costsOf(processes).cpuSeconds - before;
      return { ...measured, micros: (spent / (many - persons.length)) * 1e6 };
    };

    print(`On one hot matter, in process, ${CALLERS} callers, best of ${ROUNDS} rounds`);
    const writer = new SupportWriter(db, SUPPORT_PLUGS);
    const ours = { agree: nothing(), short: nothing(), cast: nothing(), change: nothing() };
    for (let round = 0; round < ROUNDS; round += 1) {
      const proposal = await insertBenchProposal(db, spaceId);
      const agree = (personId: number) =>
        writer.submit({
          spaceId,
          matterId: proposal,
          personId,
          kind: "proposal",
          change: "add",
          at: new Date(),
        });
      ours.agree = faster(ours.agree, await measureOne(await insertBenchPersons(db, PERSONS), agree));
      const castIn = (id: number, answers: object) => (person: number) =>
        vote(services, id, person, answers, new Date());
      const short = await poll(WITHOUT_TEXT);
      const asked = await insertBenchPersons(db, PERSONS);
      ours.short = faster(ours.short, await measureOne(asked, castIn(short, CHOSEN)));
      const id = await poll();
      const persons = await insertBenchPersons(db, PERSONS);
      const waiting = [...persons];
      ours.cast = faster(ours.cast, await measureOne(waiting, castIn(id, BALLOT)));
      // Of the same people, and of them alone.
      const voted = persons.slice(waiting.length);
      ours.change = faster(ours.change, await measureOne(voted, castIn(id, CHANGED)));
    }
    const say = (name: string, { perSecond, latency, micros }: Costed) => {
      line(name, perSecond, latency, name === AGREEMENTS ? undefined : perSecond / ours.agree.perSecond);
      print(`  ${"".padEnd(46)} ${Math.round(micros)} µs of processors each`);
    };
    say(AGREEMENTS, ours.agree);
    say("ballots of choices", ours.short);
    say("ballots with a text of 1,000 characters", ours.cast);
    say("such ballots changed", ours.change);
    await services.counter.close();

    print(`\nOver HTTP, ${CONNECTIONS} connections, each request by another person with a session`);
    const persons = await insertBenchPersons(db, PERSONS_OVER_HTTP);
    const portal = await startLoadedPortal(db, postgres.migrationUrl, persons, SECONDS);
    try {
      const agree = async () => {
        const id = await insertBenchProposal(db, spaceId);
        return portal.loadOnce({ method: "PUT", path: `/api/v1/proposals/${id}/agreement` });
      };
      const cast = (id: number, answers: object) =>
        portal.loadOnce({
          method: "PUT",
          path: `/api/v1/polls/${id}/ballot`,
          body: JSON.stringify({ answers }),
          headers: { "content-type": "application/json" },
        });
      const rounds = { agree: [await agree()], cast: [await cast(await poll(), BALLOT)] };
      for (let round = 1; round < ROUNDS; round += 1) {
        rounds.agree.push(await agree());
        rounds.cast.push(await cast(await poll(), BALLOT));
      }
      const [plain, voted] = [best(rounds.agree), best(rounds.cast)];
      line("an agreement", plain.requests.average, latencyOf(plain));
      line(
        "a ballot",
        voted.requests.average,
        latencyOf(voted),
        voted.requests.average / plain.requests.average,
      );
    } finally {
      await portal.stop();
    }
  });
}
