import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { sealPersonalData } from "#app/domain/person/personal-data.ts";
import { keyRingOf, readEnvironment } from "#app/environment.ts";
import { createClerk } from "../support/database.ts";
import { createDrive, driveOf, signer, signingServices } from "../support/drives.ts";
import { inBenchCity } from "./bench-city.ts";
import { ATTACKS, LOCKED, type Target } from "./hostile-attacks.ts";
import { Citizen, pause, type Suffered } from "./hostile-citizen.ts";
import { compareDrives, createLargeDrives } from "./hostile-drives.ts";
import { beginSessions, startLoadedPortal } from "./http-load.ts";
import { costsOf, postgresIn } from "./process-costs.ts";
import { print } from "./support.ts";
import { holdMatter, insertBenchProposal, insertBenchSigners } from "./support-queries.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
const AFTER_MS = 10_000;
const PERSONS = 6_000;
const PROPOSALS = 40;
/** Against the quiet before it: at the most during an attack, and ten seconds after its end, when all is as before. */
const AIM = { times: 5, megabytes: 200 };
const AIM_AFTER = { times: 2, megabytes: 60 };
/** Sessions that ask for the same at once. */
const CROWD = 32;

/**
 * Each attack of one address against a running portal, beside a citizen at another who agrees, reads and signs. The
 * citizen's p99 is taken for as long before each attack; CPU is the portal's and its Postgres'; memory is what they
 * hold before, at the most during, and ten seconds after.
 */
export async function benchHostile(names: readonly string[]): Promise<void> {
  const isAsked = (attack: string) => names.length === 0 || names.some((name) => attack.includes(name));
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
    const clerkId = await createClerk(db);
    const [attacker, leader, clerk] = await beginSessions(db, [
      persons[0]?.personId ?? 0,
      author_id ?? 0,
      clerkId,
    ]);
    const locked = await insertBenchProposal(db, spaceId);
    const drives = await createLargeDrives(db, services);
    const crowd = persons.splice(1, CROWD).map(({ token }) => `gonggam=${token}`);
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
      clerk: `gonggam=${clerk?.token}`,
      crowd,
      locked,
      large: drives.large,
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
        if (!isAsked(attack)) continue;
        // A lock that somebody holds and does not give back, as a process that hangs would.
        const release = attack === LOCKED ? await holdMatter(db, locked) : undefined;
        await measure(attack, { ...known, attack }, citizen, roots).finally(release);
      }
      if (isAsked("a large drive")) await compareDrives(portal.url, drives, crowd);
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
  const again = await citizen.during(() => pause(SECONDS * 1_000));
  const cpu = during.cpuSeconds - before.cpuSeconds - (before.cpuSeconds - idle.cpuSeconds);
  const megabytes = { before: before.megabytes, most, after: after.megabytes };
  const broken = brokenAims(quiet, attacked, again, megabytes);
  if (asked === 0) broken.push("nothing was asked");
  const ms = (value: number) => value.toFixed(1);
  print(
    `${broken.length === 0 ? "  " : "✗ "}${name.padEnd(48)} p99 quiet ${ms(quiet.p99)}, attacked ${ms(attacked.p99)} (${ms(attacked.p99 / quiet.p99)} ×), after ${ms(again.p99)} (${ms(again.p99 / quiet.p99)} ×);` +
      ` ${asked} asked, CPU ${ms(cpu)} s; MB ${before.megabytes.toFixed(0)} → ${most.toFixed(0)} → ${after.megabytes.toFixed(0)};` +
      ` citizen ${attacked.done} done, ${attacked.failed} failed${broken.length === 0 ? "" : `; not met: ${broken.join(", ")}`}`,
  );
}

/** What of the aims was not met. */
function brokenAims(
  quiet: Suffered,
  attacked: Suffered,
  again: Suffered,
  megabytes: { before: number; most: number; after: number },
): string[] {
  const aims: [string, boolean][] = [
    [`p99 ≤ ${AIM.times} ×`, attacked.p99 <= AIM.times * quiet.p99],
    [`memory ≤ + ${AIM.megabytes} MB`, megabytes.most - megabytes.before <= AIM.megabytes],
    ["every act of the citizen is done", attacked.failed === 0],
    [`p99 after it ≤ ${AIM_AFTER.times} ×`, again.p99 <= AIM_AFTER.times * quiet.p99],
    [
      `memory after it ≤ + ${AIM_AFTER.megabytes} MB`,
      megabytes.after - megabytes.before <= AIM_AFTER.megabytes,
    ],
    ["every act after it is done", again.failed === 0],
  ];
  return aims.filter(([, isMet]) => !isMet).map(([aim]) => aim);
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
