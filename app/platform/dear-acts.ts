import { Gate, GateOfEach, type GateOptions } from "./gate.ts";

/**
 * What costs so much memory or time that only so much of it may go on at once in a process. Who, may and how often is
 * asked before (doors/guard.ts, rate-limits.ts); the size is bounded by each act itself. The whole table: app/README.md,
 * "What is dear".
 */
const DEAR_ACTS = {
  /** A body of up to 10 MB, held in memory while it comes: 80 MB in all. */
  upload: { atOnce: 8, waiting: 0, each: 2, patience: 0 },
  /** A picture decoded and written anew, on one of four threads that all of Node shares: up to a second or two. */
  picture: { atOnce: 1, waiting: 20, each: 2, patience: 20_000 },
  /** A PDF: up to a second of the one thread that draws. */
  paper: { atOnce: 1, waiting: 10, each: 4, patience: 10_000 },
  /** A map of up to 4 MB, read and simplified: up to a second or two of the thread that draws. An operator's, once a year. */
  map: { atOnce: 1, waiting: 2, each: 1, patience: 20_000 },
  /** A picture that messengers show: a twentieth of a second of the same thread, seldom half of one. */
  "share-picture": { atOnce: 1, waiting: 30, each: 20, patience: 10_000 },
  /** A list of names, opened and written as its reader takes it: minutes of the thread that draws, for a long one. */
  list: { atOnce: 2, waiting: 4, each: 1, patience: 20_000 },
  /** A clerk's file of up to 200,000 rows: 35 µs a row, and as many rows again for the database. */
  table: { atOnce: 1, waiting: 4, each: 2, patience: 60_000 },
} as const satisfies Record<string, GateOptions>;

export type DearAct = keyof typeof DEAR_ACTS;
export type DearActs = Record<DearAct, Gate>;

/**
 * What each may have begun at a time. Their limit (rate-limits.ts) allows a burst; in turns, a burst of one keeps nobody
 * else waiting: everybody's work shares one thread, where each piece waits for what stands before it.
 */
const TURNS = {
  /** GETs of one address that are looked at; what is made for them has turns of its own (web/request-turns.ts). */
  request: { atOnce: 4, waiting: 1_000, patience: 15_000 },
  /** Answers that are made, and not taken from what is kept: of one person, or reads of one address without a session. */
  answer: { atOnce: 2, waiting: 500, patience: 15_000 },
} as const satisfies Record<string, Omit<GateOptions, "each">>;

export type Turns = Record<keyof typeof TURNS, Pick<GateOfEach, "enter">>;

export function createTurns(): Turns {
  return { request: new GateOfEach(TURNS.request), answer: new GateOfEach(TURNS.answer) };
}

const AT_ONCE = { enter: async () => () => undefined };

/** Where nobody waits, for load tests: there one address stands for many. */
export const NO_TURNS: Turns = { request: AT_ONCE, answer: AT_ONCE };

export function createDearActs(): DearActs {
  return {
    upload: new Gate(DEAR_ACTS.upload),
    picture: new Gate(DEAR_ACTS.picture),
    paper: new Gate(DEAR_ACTS.paper),
    map: new Gate(DEAR_ACTS.map),
    "share-picture": new Gate(DEAR_ACTS["share-picture"]),
    list: new Gate(DEAR_ACTS.list),
    table: new Gate(DEAR_ACTS.table),
  };
}
