import { Agent, get } from "node:http";
import { makeQuickPoll } from "#app/domain/quick-poll/make-quick-poll.ts";
import { keyRingOf, readEnvironment } from "#app/environment.ts";
import { createOfficers, createPoll, pollServices } from "../support/polls.ts";
import { inBenchCity } from "./bench-city.ts";
import { beginSessions, startLoadedPortal } from "./http-load.ts";
import { costsOf, postgresIn } from "./process-costs.ts";
import { print } from "./support.ts";
import { insertBenchPersons } from "./support-queries.ts";

/**
 * Hundreds look at how a poll stands while others vote: how long it takes from a vote until each of them has been told, and
 * what a vote costs the portal and Postgres, beside the same with nobody looking.
 *
 * - A one-touch poll: its stream carries the bars.
 * - A poll of an office: its stream says that ballots were counted, and each page asks for the results of that moment, as
 *   `use-live-results.ts` does, without a cookie.
 */
const READERS = Number(process.env.BENCH_READERS ?? 500);
const VOTES = 40;
/** So many at once: fewer may not be counted. */
const BALLOTS_AT_ONCE = 10;
const ROUNDS_OF_BALLOTS = 8;
const OPENED_AT_ONCE = 50;
const BALLOT = { first: "bikes", also: ["bench"], mood: 4 };

export async function benchPollLive(): Promise<void> {
  await inBenchCity(20, async ({ folder, postgres, db, spaceId }) => {
    const services = pollServices(db, keyRingOf(readEnvironment({})));
    const officers = await createOfficers(db, spaceId);
    const [maker = 0] = await insertBenchPersons(db, 1);
    const portal = await startLoadedPortal(db, postgres.migrationUrl, [], 1);
    const processes = { portal: [portal.process.pid ?? 0], postgres: [postgresIn(folder)] };
    const put = async (path: string, body: object, cookie = ""): Promise<void> => {
      const headers = { "content-type": "application/json", origin: portal.url, cookie };
      const answer = await fetch(portal.url + path, { method: "PUT", headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`A vote was answered with ${answer.status}.`);
      await answer.arrayBuffer();
    };
    /** Acts until each has been told of, some of it or all; with how long each reader waited, in milliseconds. */
    const run = async (
      name: string,
      readers: Readers,
      times: number,
      votes: number,
      act: (n: number) => Promise<void>,
    ) => {
      const before = { portal: costsOf(processes.portal), postgres: costsOf(processes.postgres) };
      const waits: number[] = [];
      for (let n = 0; n < times; n += 1) {
        const told = readers.toldOfNext();
        const began = performance.now();
        await act(n);
        waits.push(...(await told).map((at) => at - began));
      }
      const micros = (of: "portal" | "postgres") =>
        ((costsOf(processes[of]).cpuSeconds - before[of].cpuSeconds) / (times * votes)) * 1_000;
      waits.sort((a, b) => a - b);
      const at = (part: number) => Math.round(waits[Math.floor((waits.length - 1) * part)] ?? Number.NaN);
      const waited =
        waits.length === 0 ? "" : `told after p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
      const cost = `portal ${micros("portal").toFixed(1)} ms, Postgres ${micros("postgres").toFixed(1)} ms a vote`;
      print(`  ${name.padEnd(44)} ${cost.padEnd(42)} ${waited}`);
    };
    try {
      print(`A one-touch poll, ${VOTES} votes one after the other`);
      for (const many of [0, READERS]) {
        const poll = { question: "점심은?", choices: ["국수", "비빔밥"], lasts: "hour" as const };
        const name = encodeURIComponent(await makeQuickPoll(db, spaceId, maker, poll, new Date()));
        const readers = await openReaders(many, `${portal.url}/q/${name}/live`, (message) =>
          Promise.resolve(message.includes("board")),
        );
        await run(`${many} readers of its bars`, readers, VOTES, 1, () =>
          put(`/api/v1/quick-polls/${name}/vote`, { choice: 1 }),
        );
        readers.close();
      }

      print(`\nA poll of an office, ${ROUNDS_OF_BALLOTS} times ${BALLOTS_AT_ONCE} ballots at once`);
      for (const many of [0, READERS]) {
        const id = await createPoll(services, officers, new Date());
        const voters = await beginSessions(
          db,
          await insertBenchPersons(db, ROUNDS_OF_BALLOTS * BALLOTS_AT_ONCE),
        );
        const readers = await openReaders(many, `${portal.url}/live/${id}`, async (message) => {
          const [, seen] = /"counted":(\d+)/.exec(message) ?? [];
          if (seen === undefined) return false;
          await read(`${portal.url}/polls/${id}/results/now?lang=ko&seen=${seen}`);
          return true;
        });
        await run(
          `${many} readers of its results`,
          readers,
          ROUNDS_OF_BALLOTS,
          BALLOTS_AT_ONCE,
          async (n) => {
            const some = voters.slice(n * BALLOTS_AT_ONCE, (n + 1) * BALLOTS_AT_ONCE);
            await Promise.all(
              some.map(({ token }) =>
                put(`/api/v1/polls/${id}/ballot`, { answers: BALLOT }, `gonggam=${token}`),
              ),
            );
            // Also where nobody looks: what is counted later would be of the next round.
            if (many === 0) await new Promise((pause) => setTimeout(pause, 1_500));
          },
        );
        readers.close();
      }
    } finally {
      await portal.stop();
    }
  });
}

interface Readers {
  /** When each reader heard the next of what it waits for; of nobody at once. */
  toldOfNext(): Promise<number[]>;
  close(): void;
}

/**
 * Opens streams of server-sent events, and waits until each has said how it stands.
 *
 * @param sees whether a message is what is waited for, asked of each
 */
async function openReaders(
  many: number,
  address: string,
  sees: (message: string) => Promise<boolean>,
): Promise<Readers> {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  let waiting: { left: Set<number>; times: number[]; done: (times: number[]) => void } | undefined;
  const tell = (reader: number) => {
    if (!waiting?.left.delete(reader)) return;
    waiting.times.push(performance.now());
    if (waiting.left.size === 0) waiting.done(waiting.times);
  };
  const open = (reader: number) =>
    new Promise<void>((opened, failed) => {
      get(address, { agent }, (response) => {
        if (response.statusCode !== 200)
          failed(new Error(`A stream was answered with ${response.statusCode}.`));
        response.setEncoding("utf8").on("error", () => undefined);
        response.on("data", async (message: string) => {
          if (message.includes("data:")) opened();
          if (await sees(message)) tell(reader);
        });
      }).on("error", failed);
    });
  const readers = Array.from({ length: many }, (_, reader) => reader);
  for (let from = 0; from < many; from += OPENED_AT_ONCE)
    await Promise.all(readers.slice(from, from + OPENED_AT_ONCE).map(open));
  return {
    toldOfNext() {
      if (many === 0) return Promise.resolve([]);
      return new Promise((done) => {
        waiting = { left: new Set(readers), times: [], done };
      });
    },
    close: () => agent.destroy(),
  };
}

async function read(address: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`Results were answered with ${answer.status}.`);
  await answer.arrayBuffer();
}
