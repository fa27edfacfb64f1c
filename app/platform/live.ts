import { type Listening, listen } from "#db/listen.ts";
import type { Log } from "./log.ts";
import { SharedReads } from "./shared-reads.ts";

/**
 * Live updates: what changed in one process reaches the readers of all. Counts travel as NOTIFY on one channel.
 *
 * A NOTIFY inside the writer's transaction would take Postgres' one lock for notifying commits, on the hot path.
 * So it goes out after the commit, over a connection of its own, and at most every `PACE_MS` a topic: what is
 * lost in a crash is a picture of a number that the next change, or a reload, draws anyway.
 */
const CHANNEL = "gonggam_live";
const PACE_MS = 250;
const RECONNECT_MS = 1_000;
/** Postgres takes less than 8,000 bytes a NOTIFY; an id is 64 characters. */
const IDS_A_NOTICE = 100;
/** Open streams: each holds a connection. An office of hundreds shares one address, with a few pages open each. */
const MOST_STREAMS = { process: 10_000, address: 1_000 };

/**
 * "matter:12" carries a count; "quick:3" how a one-touch poll stands; "session-ended" the ids of sessions that ended.
 * Of the first two a later message says all that an earlier one did.
 */
export type Topic = `matter:${number}` | `quick:${number}` | "session-ended";
export type Message = Record<string, number | string>;
type Listener = (message: Message) => void;
/** Something may have been said that was not heard. */
type Missed = () => void;

export class Live {
  readonly #listeners = new Map<Topic, Map<Listener, Missed>>();
  readonly #reads = new SharedReads<Message>();
  readonly #waiting = new Map<Topic, { message: Message; timer: NodeJS.Timeout }>();
  readonly #paced = new Map<Topic, number>();
  readonly #streams = new Set<() => void>();
  readonly #streamsOf = new Map<string, number>();
  #connection: Listening | undefined;
  #sending: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly log: Log,
    /** Told when the connection broke, and when it stands again: what was said between is unknown. */
    private readonly onGap: () => void = () => undefined,
    private readonly mostStreams = MOST_STREAMS,
  ) {}

  async open(): Promise<void> {
    this.#connection = await listen(this.url, CHANNEL, {
      heard: (payload) => this.#receive(payload),
      broke: (error) => this.log.warn({ err: error }, "the live connection broke"),
      // Only of one that stood: one that never came up is answered for by whoever opened it.
      ended: () => this.#reopen(),
    });
  }

  #reopen(): void {
    this.#connection = undefined;
    this.#sending = Promise.resolve();
    this.onGap();
    if (this.#closed) return;
    setTimeout(() => {
      if (this.#closed) return;
      this.open().then(
        () => this.#regained(),
        () => this.#reopen(),
      );
    }, RECONNECT_MS).unref();
  }

  #regained(): void {
    this.onGap();
    for (const listeners of this.#listeners.values()) for (const missed of listeners.values()) missed();
  }

  /** Says it now if the topic was quiet, else once at the end of its pace, with the latest message. */
  publish(topic: Topic, message: Message): void {
    const waiting = this.#waiting.get(topic);
    if (waiting) {
      waiting.message = message;
      return;
    }
    const wait = (this.#paced.get(topic) ?? 0) + PACE_MS - Date.now();
    // Counts may be overtaken by later ones; that a session ended may not.
    if (topic === "session-ended" || wait <= 0) {
      this.#send(topic, message);
      return;
    }
    const timer = setTimeout(() => {
      const latest = this.#waiting.get(topic)?.message ?? message;
      this.#waiting.delete(topic);
      this.#send(topic, latest);
    }, wait);
    this.#waiting.set(topic, { message, timer });
  }

  /** Tells every process that these sessions ended. */
  publishEnded(ids: readonly string[]): void {
    for (let from = 0; from < ids.length; from += IDS_A_NOTICE)
      this.publish("session-ended", { ids: ids.slice(from, from + IDS_A_NOTICE).join(",") });
  }

  #send(topic: Topic, message: Message): void {
    this.#paced.set(topic, Date.now());
    if (this.#paced.size > 10_000) this.#paced.clear();
    const payload = JSON.stringify([topic, message]);
    if (!this.#connection) {
      this.#receive(payload); // at least the readers of this process
      return;
    }
    const connection = this.#connection;
    // One after the other: a connection does one query at a time.
    this.#sending = this.#sending.then(() => connection.notify(payload)).catch(() => this.#receive(payload));
  }

  #receive(payload: string): void {
    const [topic, message]: [Topic, Message] = JSON.parse(payload);
    for (const listener of this.#listeners.get(topic)?.keys() ?? []) listener(message);
  }

  /** How a topic stands, read once for all who ask meanwhile: of a popular one hundreds do in a moment. */
  read(topic: Topic, read: () => Promise<Message>): Promise<Message> {
    return this.#reads.of(topic, read);
  }

  /**
   * @param missed called when the connection stands again after it broke: how the topic stands is to be read anew
   * @returns how to stop listening
   */
  subscribe(topic: Topic, listener: Listener, missed: Missed = () => undefined): () => void {
    const listeners = this.#listeners.get(topic) ?? new Map<Listener, Missed>();
    listeners.set(listener, missed);
    this.#listeners.set(topic, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(topic);
    };
  }

  /** Ends every open stream of this process: a draining server waits for no reader who only listens. */
  endStreams(): void {
    for (const end of this.#streams) end();
  }

  /**
   * Registers an open stream.
   *
   * @returns how to forget it; or what is full: this process, or what one address may have open in it
   */
  addStream(address: string, end: () => void): (() => void) | keyof typeof MOST_STREAMS {
    const { process, address: most } = this.mostStreams;
    const open = this.#streamsOf.get(address) ?? 0;
    if (this.#streams.size >= process) return "process";
    if (open >= most) return "address";
    this.#streams.add(end);
    this.#streamsOf.set(address, open + 1);
    return () => {
      if (!this.#streams.delete(end)) return;
      const left = (this.#streamsOf.get(address) ?? 1) - 1;
      if (left > 0) this.#streamsOf.set(address, left);
      else this.#streamsOf.delete(address);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    await this.#sending;
    await this.#connection?.close();
  }
}
