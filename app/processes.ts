import cluster, { type Worker } from "node:cluster";
import { resolve } from "node:path";
import { z } from "zod";
import { type OpenDatabase, openDatabase } from "#app/commands/open-database.ts";
import { createAgencyMemory } from "#app/demonstration/agency-memory.ts";
import { AGENCY } from "#app/demonstration/portal-agency.ts";
import { type Environment, NOT_FOR_WEB_PROCESSES } from "./environment.ts";
import type { Log } from "./platform/log.ts";
import { type SiblingMessage, siblingMessage } from "./platform/siblings.ts";
import { migrationLog } from "./start.ts";

/**
 * Several web processes under one start (WEB_PROCESSES), on one port: this one serves nobody. It opens the database,
 * starts the others, hands on what they tell one another, and starts anew what died. Postgres is where everything lives;
 * what one process has to say is said to all by NOTIFY (live counts, ended sessions) or through here (siblings.ts).
 *
 * The first of them does the jobs and, on a new database, makes the demonstration before the others begin.
 */

/** What a web process is told before it begins. */
export const orders = z.object({ databaseUrl: z.string(), jobs: z.boolean() });
type Orders = z.output<typeof orders>;
/** What it says when it listens for them; told before, it would not hear. */
export const LISTENING = "listening";
/** What it says when it serves. */
export const READY = "ready";

/** From a death to the next start: each time twice as long, until one stays alive for a minute. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const STEADY_MS = 60_000;

interface Processes {
  /** Ends all of them, each as if it were alone, then lets go of the database. */
  stop(): Promise<void>;
}

/** @throws when the first process did not come to serve; it has said why */
export async function startProcesses(environment: Environment, log: Log): Promise<Processes> {
  const database = await openDatabase(environment, migrationLog(log));
  const processes = new Keeper(database, environment.JOBS === "here", log);
  try {
    await processes.first();
  } catch (error) {
    await database.stop();
    throw error;
  }
  for (let number = 1; number < environment.WEB_PROCESSES; number += 1) processes.start(number);
  return {
    async stop() {
      await processes.stop();
      await database.stop();
    },
  };
}

class Keeper {
  readonly #workers = new Map<number, Worker>();
  readonly #restarts = new Set<NodeJS.Timeout>();
  readonly #relay = new Relay(() => [...this.#workers.values()]);
  #stopping = false;

  constructor(
    private readonly database: OpenDatabase,
    private readonly jobs: boolean,
    private readonly log: Log,
  ) {
    // Each accepts by itself. Handed on by this one, a connection can be lost on its way, and a process that has not
    // acknowledged one gets no other any more (DECISIONS 45).
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    cluster.setupPrimary({ exec: resolve(import.meta.dirname, "server.ts") });
  }

  /** The first process, once it serves. */
  first(): Promise<void> {
    const worker = this.#fork(0);
    return new Promise((done, failed) => {
      const onExit = () => failed(new FirstProcessEnded());
      worker.once("exit", onExit);
      worker.on("message", (message) => {
        if (message !== READY) return;
        worker.off("exit", onExit);
        this.#keep(0, worker, FIRST_WAIT_MS);
        done();
      });
    });
  }

  start(number: number, wait = FIRST_WAIT_MS): void {
    this.#keep(number, this.#fork(number), wait);
  }

  #fork(number: number): Worker {
    const worker = cluster.fork(NOT_FOR_WEB_PROCESSES);
    this.#workers.set(number, worker);
    const told: Orders = { databaseUrl: this.database.url, jobs: this.jobs && number === 0 };
    worker.on("message", (message) => {
      if (message === LISTENING) worker.send(told);
      else this.#relay.receive(worker, message);
    });
    return worker;
  }

  #keep(number: number, worker: Worker, wait: number): void {
    const began = Date.now();
    worker.once("exit", (code, signal) => {
      this.#workers.delete(number);
      this.#relay.forget(worker);
      if (this.#stopping) return;
      this.log.error({ process: number, code, signal }, "a web process ended and is started again");
      const pause = Date.now() - began > STEADY_MS ? FIRST_WAIT_MS : wait;
      const restart = setTimeout(() => {
        this.#restarts.delete(restart);
        this.start(number, Math.min(pause * 2, LONGEST_WAIT_MS));
      }, pause);
      this.#restarts.add(restart);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const restart of this.#restarts) clearTimeout(restart);
    await Promise.all(
      [...this.#workers.values()].map((worker) => {
        if (worker.isDead()) return undefined;
        const ended = new Promise((done) => worker.once("exit", done));
        worker.process.kill("SIGTERM");
        return ended;
      }),
    );
  }
}

/** The first process said itself why it ended. */
export class FirstProcessEnded extends Error {
  override readonly name = "FirstProcessEnded";
}

/** Hands on what the web processes say to one another. */
class Relay {
  readonly #agency = createAgencyMemory();
  readonly #gathering = new Map<number, { from: Worker; done(answer: unknown): void }>();
  #asked = 0;

  constructor(private readonly workers: () => Worker[]) {}

  receive(from: Worker, received: unknown): void {
    const { data: message } = siblingMessage.safeParse(received);
    if (message?.type === "told")
      for (const worker of this.workers()) if (worker !== from) send(worker, message);
    if (message?.type === "answered") {
      this.#gathering.get(message.id)?.done(message.answer);
      this.#gathering.delete(message.id);
    }
    if (message?.type === "asked") {
      const { id, whom, question } = message;
      this.#answer(whom, question).then(
        (answer) => send(from, { type: "answered", id, answer }),
        (error: unknown) => send(from, { type: "answered", id, answer: undefined, fault: String(error) }),
      );
    }
  }

  /** Of one that died, there will be no answer. */
  forget(worker: Worker): void {
    for (const [id, { from, done }] of this.#gathering) {
      if (from !== worker) continue;
      this.#gathering.delete(id);
      done(undefined);
    }
  }

  async #answer(whom: string, question: unknown): Promise<unknown> {
    return whom === AGENCY ? this.#agency(question) : this.#gather(whom);
  }

  /** What each of them says, without those that say nothing. */
  async #gather(whom: string): Promise<unknown[]> {
    const answers = await Promise.all(
      this.workers().map((from) => {
        this.#asked += 1;
        const id = this.#asked;
        return new Promise<unknown>((done) => {
          this.#gathering.set(id, { from, done });
          send(from, { type: "asked", id, whom, question: undefined });
        });
      }),
    );
    return answers.filter((answer) => answer !== undefined);
  }
}

/** One that is ending hears nothing any more. */
function send(worker: Worker, message: SiblingMessage): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}
