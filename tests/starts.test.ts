import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "#app/commands/open-database.ts";
import { readCityFile } from "#app/demonstration/texts.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { EnvironmentError, isReal, keyRingOf, readEnvironment } from "#app/environment.ts";
import { Client } from "./support/client.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { freePort, startPortal } from "./support/portal.ts";
import { realSettings } from "./support/real-city.ts";
import { setUpHaetsal } from "./support/second-space.ts";

const ROOT = resolve(import.meta.dirname, "..");
const real = realSettings();
const KEYS = ["IDENTITY_KEY", "PERSONAL_DATA_KEY", "COOKIE_KEY", "RECEIPT_KEY", "LEDGER_KEY"];

let folder: string;
const databases = new Map<string, TestDatabase>();
const databaseOf = (name: string): TestDatabase => {
  const database = databases.get(name);
  if (!database) throw new Error(`There is no database ${name}.`);
  return database;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gonggam-starts-"));
  databases.set("no city", await createTestDatabase("empty"));
  databases.set("the demonstration's", await createTestDatabase("demonstration"));
  databases.set("a real city's", await createTestDatabase("empty"));
  const city = spaceFileSchema.parse(await readCityFile());
  await setUpSpace(databaseOf("a real city's").db, city, DEFAULT_RULE_SET, new Date());
});
afterAll(async () => {
  for (const database of databases.values()) await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** The lines that refuse these settings; none: they are good. */
function faultsOf(settings: Record<string, string>): string[] {
  try {
    readEnvironment(settings);
    return [];
  } catch (error) {
    if (error instanceof EnvironmentError) return error.faults;
    throw error;
  }
}

describe("settings", () => {
  test.each<[string, Record<string, string>, boolean]>([
    ["nothing", {}, false],
    ["another loopback address", { HOST: "127.0.0.2" }, false],
    ["the loopback of IPv6", { HOST: "::1" }, false],
    ["its own name for people", { PUBLIC_URL: "http://localhost:3000" }, false],
    [
      "a demonstration that is meant for others",
      { HOST: "0.0.0.0", PUBLIC_URL: "https://demo.example", DEMO_PUBLIC: "1" },
      false,
    ],
    ["all that a real city needs", real, true],
    ["a real city on every interface", { ...real, HOST: "0.0.0.0" }, true],
    ["a provider on this machine", { ...real, OIDC_ISSUER: "http://127.0.0.1:8080" }, true],
    ["the key before", { ...real, PERSONAL_DATA_KEYS_OLD: realSettings().COOKIE_KEY ?? "" }, true],
    [
      "the current key among the old ones",
      { ...real, PERSONAL_DATA_KEYS_OLD: real.PERSONAL_DATA_KEY ?? "" },
      true,
    ],
  ])("%s may start", (_, settings, expected) => {
    expect(isReal(readEnvironment(settings))).toBe(expected);
  });

  test("are what they were without any", () => {
    expect(readEnvironment({})).toMatchObject({ DEMO: true, PORT: 3000, HOST: "127.0.0.1" });
  });

  test.each<[string, Record<string, string>, string[]]>([
    [
      "a real city with nothing of its own",
      { DEMO: "0" },
      [
        ...KEYS.map((name) => `${name} must be set outside the demonstration`),
        ...["OIDC_ISSUER", "OIDC_CLIENT_ID", "PUBLIC_URL"].map((name) => `${name} must be set with DEMO=0`),
      ],
    ],
    ["a provider beside the demonstration", { ...real, DEMO: "1" }, ["DEMO must be 0 with an OIDC_ISSUER"]],
    [
      "a provider, and nothing else",
      { OIDC_ISSUER: real.OIDC_ISSUER ?? "" },
      ["DEMO must be 0 with an OIDC_ISSUER", "IDENTITY_KEY must be set outside the demonstration"],
    ],
    ["the demonstration on every interface", { HOST: "0.0.0.0" }, ["HOST is not this machine's loopback"]],
    ["the same of IPv6", { HOST: "::" }, ["HOST is not this machine's loopback"]],
    ["the demonstration in the network", { HOST: "192.168.0.7" }, ["DEMO_PUBLIC=1 if that is meant"]],
    [
      "a name that begins like loopback",
      { HOST: "127.0.0.1.example" },
      ["HOST is not this machine's loopback"],
    ],
    [
      "the demonstration behind a proxy",
      { PUBLIC_URL: "https://demo.example" },
      ["PUBLIC_URL is not this machine's loopback"],
    ],
    [
      "a real city in the clear",
      { ...real, PUBLIC_URL: "http://city.example" },
      ["PUBLIC_URL must begin with https://"],
    ],
    [
      "its own machine in the clear",
      { ...real, PUBLIC_URL: "http://localhost" },
      ["PUBLIC_URL must begin with https://"],
    ],
    [
      "a provider in the clear",
      { ...real, OIDC_ISSUER: "http://agency.example" },
      ["OIDC_ISSUER must begin with https://"],
    ],
    [
      "limits off",
      { ...real, RATE_LIMITS: "off" },
      ["RATE_LIMITS=off is for load tests and refused with DEMO=0"],
    ],
    ["a short key", { ...real, COOKIE_KEY: "short" }, ["COOKIE_KEY must have at least 32 characters"]],
    ["one letter", { ...real, COOKIE_KEY: "a".repeat(64) }, ["COOKIE_KEY is too regular to be secret"]],
    [
      "the alphabet",
      { ...real, RECEIPT_KEY: "abcdefghijklmnopqrstuvwxyz0123456789" },
      ["RECEIPT_KEY is too regular"],
    ],
    ["one word four times", { ...real, IDENTITY_KEY: "password".repeat(4) }, ["IDENTITY_KEY is too regular"]],
    [
      "digits twice",
      { ...real, PERSONAL_DATA_KEY: "0123456789abcdef".repeat(2) },
      ["PERSONAL_DATA_KEY is too regular"],
    ],
    [
      "a regular old key",
      { ...real, PERSONAL_DATA_KEYS_OLD: "b".repeat(32) },
      ["PERSONAL_DATA_KEYS_OLD is too regular"],
    ],
    [
      "the demonstration's key as another",
      { ...real, COOKIE_KEY: "demonstration-receipt-key-not-for-a-real-city" },
      ["COOKIE_KEY is the demonstration's"],
    ],
    [
      "the demonstration's key as an old one",
      { ...real, PERSONAL_DATA_KEYS_OLD: "demonstration-personal-data-key-not-for-a-real-city" },
      ["PERSONAL_DATA_KEYS_OLD is the demonstration's"],
    ],
    [
      "one key for two",
      { ...real, RECEIPT_KEY: real.IDENTITY_KEY ?? "" },
      ["RECEIPT_KEY must be another key than IDENTITY_KEY"],
    ],
    [
      "an old key that is another's",
      { ...real, PERSONAL_DATA_KEYS_OLD: real.IDENTITY_KEY ?? "" },
      ["PERSONAL_DATA_KEYS_OLD must be another key than IDENTITY_KEY"],
    ],
    [
      "a file of keys that is not there",
      { ...real, PERSONAL_DATA_KEY_FILE: "/nonexistent" },
      ["PERSONAL_DATA_KEY_FILE"],
    ],
    ["a port that is none", { PORT: "eighty" }, ["PORT"]],
    ["a port out of range", { PORT: "70000" }, ["PORT"]],
    ["an address that is none", { DATABASE_URL: "mysql://x" }, ["DATABASE_URL"]],
    ["DEMO that is neither", { DEMO: "yes" }, ["DEMO"]],
  ])("%s is refused by name", (_, settings, sentences) => {
    const faults = faultsOf(settings);
    for (const sentence of sentences)
      expect(
        faults.filter((fault) => fault.includes(sentence)),
        faults.join("\n"),
      ).toHaveLength(1);
  });

  test.each([
    ["short", "key 1"],
    ["c".repeat(32), "key 1 in FILE is too regular to be secret"],
    [
      `${realSettings().COOKIE_KEY}\n${"demonstration-personal-data-key-not-for-a-real-city"}`,
      "key 2 in FILE is the demonstration's",
    ],
    [real.IDENTITY_KEY ?? "", "key 1 in FILE is another setting's key too"],
  ])("a file of keys with %s is refused", async (keys, sentence) => {
    const file = join(folder, "keys");
    await writeFile(file, keys);
    const [fault, ...more] = faultsOf({ ...real, PERSONAL_DATA_KEY_FILE: file });
    expect(more).toEqual([]);
    expect(fault).toContain(keys === "short" ? "at least 32 characters" : sentence.replace("FILE", file));
  });

  test("a file of keys that becomes bad beside a running portal is not taken", async () => {
    const file = join(folder, "changing");
    await writeFile(file, realSettings().COOKIE_KEY ?? "");
    const ring = keyRingOf(readEnvironment({ ...real, PERSONAL_DATA_KEY_FILE: file }));
    const { id } = ring.current;
    await writeFile(file, "d".repeat(40));
    expect(() => ring.find("0".repeat(16))).toThrow("too regular");
    expect(ring.find(id).id).toBe(id);
  });
});

describe("settings × database", () => {
  const REAL = "DEMO must be 0: the database is a real city's";
  const MADE_UP = "DEMO=0 needs a database of its own: this one is the demonstration's";
  const demonstration = {};
  test.each<[string, Record<string, string>, string, string | undefined]>([
    ["a demonstration", demonstration, "no city", undefined],
    ["a demonstration", demonstration, "the demonstration's", undefined],
    ["a demonstration", demonstration, "a real city's", REAL],
    ["a demonstration for others", { DEMO_PUBLIC: "1", HOST: "0.0.0.0" }, "a real city's", REAL],
    ["a real city", real, "no city", undefined],
    ["a real city", real, "the demonstration's", MADE_UP],
    ["a real city", real, "a real city's", undefined],
  ])("%s (%o) on a database of %s", async (_, settings, name, sentence) => {
    const environment = readEnvironment({ ...settings, DATABASE_URL: databaseOf(name).url });
    const opening = openDatabase(environment);
    if (sentence === undefined) await expect(opening).resolves.toMatchObject({ url: databaseOf(name).url });
    else await expect(opening).rejects.toThrow(sentence);
  });

  test("a further space is what the first one is", async () => {
    const database = await createTestDatabase();
    await setUpHaetsal(database.db, new Date());
    const spaces = await database.db.selectFrom("space").select("demonstration").execute();
    expect(spaces).toEqual([{ demonstration: true }, { demonstration: true }]);
    await database.close();
  });
});

/** A process as the terminal starts it: how it ended, and what it said. */
async function run(program: string[], settings: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", ...program], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, BUILD_DIR: process.env.BUILD_DIR, NODE_ENV: "production", ...settings },
  });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, said };
}

describe("every door", () => {
  test.each([
    ["npm start", ["app/server.ts"]],
    ["npm run worker", ["app/commands/worker.ts"]],
    ["npm run rules", ["app/commands/rules.ts"]],
    ["npm run keys:rotate", ["app/commands/rotate-keys.ts"]],
  ])("%s says why and ends with 1 on a real city's database without DEMO=0", async (_, program) => {
    const { url } = databaseOf("a real city's");
    const { code, said } = await run(program, { DATABASE_URL: url, PORT: String(await freePort()) });
    expect(said).toContain("DEMO must be 0: the database is a real city's");
    expect(said).not.toContain("    at ");
    expect(code).toBe(1);
  });

  test("what setup makes is what the settings say", async () => {
    const file = join(folder, "city.json");
    await writeFile(file, JSON.stringify(await readCityFile()));
    for (const [settings, demonstration] of [
      [real, false],
      [{}, true],
    ] as const) {
      const database = await createTestDatabase("empty");
      const made = await run(["app/commands/setup.ts", file], { ...settings, DATABASE_URL: database.url });
      expect(made).toMatchObject({ code: 0 });
      expect(await database.db.selectFrom("space").select("demonstration").execute()).toEqual([
        { demonstration },
      ]);
      await database.close();
    }
  });

  test("a real city has nothing of the demonstration's", async () => {
    const database = databaseOf("a real city's");
    expect((await directoryOf(database.db)).space.code).toBe("hanul");
    const portal = await startPortal({ database, environment: real });
    const visitor = new Client(portal.url);
    const statusOf = async (path: string) => (await visitor.send(path)).status;
    for (const path of ["/demo", "/demo/outbox", "/agency/.well-known/openid-configuration", "/agency/auth"])
      expect(await statusOf(path), path).toBe(404);
    const home = await (await visitor.send("/")).text();
    expect(home).not.toContain("/demo");
    expect(await portal.stop()).toBe(0);
  });
});
