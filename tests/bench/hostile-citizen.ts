import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { DRAFT } from "../support/drives.ts";

/** What a citizen does comes this often: one after the other, as one person. */
const PACE_MS = 20;

export interface Suffered {
  /** Milliseconds. */
  p99: number;
  done: number;
  failed: number;
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** One who agrees, reads and signs in turn, each time as somebody else with a session. */
export class Citizen {
  #next = 0;

  constructor(
    private readonly url: string,
    private readonly proposal: number,
    private readonly drive: number,
    private readonly tokens: string[],
  ) {}

  async during(work: () => Promise<unknown>): Promise<Suffered> {
    const times: number[] = [];
    let failed = 0;
    let over = false;
    const acts = [this.#agree, this.#read, this.#sign];
    const loop = (async () => {
      for (let turn = 0; !over; turn += 1) {
        const began = performance.now();
        const isDone = await acts[turn % acts.length]?.().catch(() => false);
        times.push(performance.now() - began);
        if (!isDone) failed += 1;
        await pause(PACE_MS);
      }
    })();
    await work();
    over = true;
    await loop;
    times.sort((a, b) => a - b);
    return { p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN, done: times.length - failed, failed };
  }

  #send(method: string, path: string, body?: object): Promise<Response> {
    const token = this.tokens[this.#next % this.tokens.length];
    return fetch(this.url + path, {
      method,
      headers: {
        "X-Forwarded-For": "198.51.100.7",
        Origin: this.url,
        Cookie: `gonggam=${token}`,
        ...(body && { "Content-Type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
  }

  #agree = async () => {
    this.#next += 1;
    const answer = await this.#send("PUT", `/api/v1/proposals/${this.proposal}/agreement`);
    await answer.arrayBuffer();
    return answer.ok;
  };

  #read = async () => {
    const answer = await this.#send("GET", `/proposals/${this.proposal}`);
    await answer.arrayBuffer();
    return answer.ok;
  };

  #sign = async () => {
    const hash = draftHash(DRAFT).toString("hex");
    const answer = await this.#send("PUT", `/api/v1/drives/${this.drive}/signature`, {
      consent: true,
      textHash: hash,
    });
    await answer.arrayBuffer();
    return answer.ok;
  };
}
