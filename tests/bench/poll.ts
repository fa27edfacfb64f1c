import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { keyRingOf, readEnvironment } from "#app/environment.ts";
import { countingPollServices, createOfficers, createPoll, vote } from "../support/polls.ts";
import { inBenchCity } from "./bench-city.ts";
import { better, CALLERS, measure, none } from "./callers.ts";
import { best, CONNECTIONS, latencyOf, startLoadedPortal } from "./http-load.ts";
import { line, print } from "./support.ts";
import { insertBenchPersons, insertBenchProposal } from "./support-queries.ts";

/**
 * Ballots a second of one hot poll, first ones and changes, beside agreements on one hot proposal, in turn within one run:
 * with everything that a ballot needs (reading, sealing, storing) and counted meanwhile. Postgres writes to disk as in
 * production.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = 3;
const PERSONS = 40_000;
/** A server of two cores takes fewer in a round. */
const PERSONS_OVER_HTTP = 20_000;
const BALLOT = { first: "bikes", also: ["bench"], mood: 4, route: "강변을 따라" };
const CHANGED = { first: "trees", order: ["safe", "calm", "fast"], mood: 2 };

export async function benchPoll(): Promise<void> {
  await inBenchCity(20, async ({ postgres, db, spaceId }) => {
    const services = countingPollServices(db, keyRingOf(readEnvironment({})));
    const officers = await createOfficers(db, spaceId);
    const poll = () => createPoll(services, officers, new Date());

    print(`On one hot matter, in process, ${CALLERS} callers, best of ${ROUNDS} rounds`);
    const writer = new SupportWriter(db, SUPPORT_PLUGS);
    const ours = { agree: none(), cast: none(), change: none() };
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
      ours.agree = better(ours.agree, await measure(await insertBenchPersons(db, PERSONS), agree, SECONDS));
      const id = await poll();
      const persons = await insertBenchPersons(db, PERSONS);
      const waiting = [...persons];
      const cast = await measure(
        waiting,
        (person) => vote(services, id, person, BALLOT, new Date()),
        SECONDS,
      );
      ours.cast = better(ours.cast, cast);
      // Of the same people, and of them alone.
      const voted = persons.slice(waiting.length);
      const change = await measure(
        voted,
        (person) => vote(services, id, person, CHANGED, new Date()),
        SECONDS,
      );
      ours.change = better(ours.change, change);
    }
    line("agreements through the writer", ours.agree.perSecond, ours.agree.latency);
    const ratio = (perSecond: number) => perSecond / ours.agree.perSecond;
    line("ballots", ours.cast.perSecond, ours.cast.latency, ratio(ours.cast.perSecond));
    line("ballots changed", ours.change.perSecond, ours.change.latency, ratio(ours.change.perSecond));
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
