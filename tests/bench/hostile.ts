import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { sealPersonalData } from "#app/domain/person/personal-data.ts";
import { keyRingOf, readEnvironment } from "#app/environment.ts";
import { createDrive, DRAFT, driveOf, signer, signingServices } from "../support/drives.ts";
import { inBenchCity } from "./bench-city.ts";
import { ATTACKS, type Target } from "./hostile-attacks.ts";
import { beginSessions, startLoadedPortal } from "./http-load.ts";
import { costsOf, postgresIn } from "./process-costs.ts";
import { print } from "./support.ts";
import { insertBenchProposal, insertBenchSigners } from "./support-queries.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
const AFTER_MS = 10_000;
/** What a citizen does comes this often: one after the other, as one person. */
const PACE_MS = 20;
const PERSONS = 6_000;
const PROPOSALS = 40;
const AIM = { times: 5, megabytes: 200 };

/**
 * Each attack of one address against a running portal, beside a citizen at another who agrees, reads and signs. The
 * citizen's p99 is taken for as long before each attack; CPU is the portal's and its Postgres'; memory is what they
 * hold before, at the most during, and ten seconds after.
 */
export async function benchHostile(names: readonly string[]): Promise<void> {
  await inBenchCity(4, async ({ folder, postgres, db, spaceId }) => {
    const services = signingServices(db, keyRingOf(readEnvironment({})));
    let proposal = 0;
    for (let made = 0; made < PROPOSALS; made += 1) proposal = await insertBenchProposal(db, spaceId);
    const drive = await createDrive(db, services, { at: new Date(), required: 10_000_000 });
    const sealed = (hash: Buffer) => sealPersonalData(services.seal, hash, signer(1));
    const persons = await beginSessions(db, await insertBenchSigners(db, PERSONS, sealed));
    const { author_id } = await db
      .selectFrom("matter")
      .select("author_id")
      .where("id", "=", (await driveOf(db, drive)).matter_id)
      .executeTakeFirstOrThrow();
    const [attacker, leader] = await beginSessions(db, [persons[0]?.personId ?? 0, author_id ?? 0]);
    const portal = await startLoadedPortal(db, postgres.migrationUrl, [], SECONDS, {
      RATE_LIMITS: "on",
      TRUSTED_PROXIES: "1",
      LOG_LEVEL: "error",
      WEB_PROCESSES: process.env.WEB_PROCESSES ?? "1",
    });
    const roots = [portal.process.pid ?? 0, postgresIn(folder)];
    const picture = await sharp({
      create: { width: 7_000, height: 7_000, channels: 3, background: "#1a2b3c" },
    })
      .toColourspace("rgb16")
      .png()
      .toBuffer();
    const known = {
      url: portal.url,
      proposal,
      drive,
      citizen: `gonggam=${attacker?.token}`,
      leader: `gonggam=${leader?.token}`,
      picture: picture.toString("base64"),
    };
    const citizen = new Citizen(
      portal.url,
      proposal,
      drive,
      persons.slice(1).map(({ token }) => token),
    );
    try {
      await citizen.during(() => pause(SECONDS * 1_000)); // warms up
      print(
        `WEB_PROCESSES=${process.env.WEB_PROCESSES ?? "1"}, ${SECONDS} s each; times are p99 of the citizen in ms`,
      );
      for (const attack of Object.keys(ATTACKS)) {
        if (names.length > 0 && !names.some((name) => attack.includes(name))) continue;
        await measure(attack, { ...known, attack }, citizen, roots);
      }
    } finally {
      await portal.stop();
    }
  });
}

async function measure(name: string, target: Target, citizen: Citizen, roots: number[]): Promise<void> {
  const idle = costsOf(roots);
  const quiet = await citizen.during(() => pause(SECONDS * 1_000));
  const before = costsOf(roots);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, costsOf(roots).megabytes);
  }, 500);
  const attacker = await startAttacker(target);
  let asked = 0;
  const attacked = await citizen.during(async () => {
    asked = await attacker.during(SECONDS * 1_000);
  });
  clearInterval(watch);
  const during = costsOf(roots);
  await pause(AFTER_MS);
  const after = costsOf(roots);
  const again = await citizen.during(() => pause(SECONDS * 500));
  const cpu = during.cpuSeconds - before.cpuSeconds - (before.cpuSeconds - idle.cpuSeconds);
  const [times, rise] = [attacked.p99 / quiet.p99, most - before.megabytes];
  const holds = times <= AIM.times && rise <= AIM.megabytes && attacked.failed === 0;
  const ms = (value: number) => value.toFixed(1);
  print(
    `${holds ? "  " : "✗ "}${name.padEnd(48)} p99 quiet ${ms(quiet.p99)}, attacked ${ms(attacked.p99)} (${times.toFixed(1)} ×), after ${ms(again.p99)};` +
      ` ${asked} asked, CPU ${cpu.toFixed(1)} s; MB ${before.megabytes.toFixed(0)} → ${most.toFixed(0)} → ${after.megabytes.toFixed(0)};` +
      ` citizen ${attacked.done} done, ${attacked.failed} failed`,
  );
}

/**
 * A process that stands for a machine elsewhere: it has started before anybody measures, and what it computes waits for
 * the portal's work, with which it shares the processors here.
 */
async function startAttacker(target: Target) {
  const program = join(import.meta.dirname, "hostile-attacks.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let said = "";
  child.stdout?.on("data", (text) => {
    said += text;
  });
  child.send(target);
  await once(child, "message");
  setPriority(child.pid ?? 0, constants.priority.PRIORITY_BELOW_NORMAL);
  return {
    /** @returns how much was asked */
    async during(ms: number): Promise<number> {
      child.send("begin");
      await pause(ms);
      child.kill("SIGTERM");
      await once(child, "close");
      return Number(said);
    },
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** One who agrees, reads and signs in turn, each time as somebody else with a session. */
class Citizen {
  #next = 0;

  constructor(
    private readonly url: string,
    private readonly proposal: number,
    private readonly drive: number,
    private readonly tokens: string[],
  ) {}

  async during(work: () => Promise<unknown>): Promise<{ p99: number; done: number; failed: number }> {
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
