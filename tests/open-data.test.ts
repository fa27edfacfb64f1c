import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdDraws } from "#app/domain/kinds/poll/hold-draws.ts";
import { DATA_SETS } from "#app/domain/kinds.ts";
import { LedgerKeys } from "#app/domain/ledger/ledger-keys.ts";
import { makeCheckpoints } from "#app/domain/ledger/make-checkpoints.ts";
import { KEPT_DUMPS, makeDumps } from "#app/domain/views/make-dump.ts";
import { readEnvironment } from "#app/environment.ts";
import { byteRange } from "#app/platform/byte-range.ts";
import { PIECE_BYTES, readPieces, storePieces } from "#app/platform/pieces.ts";
import { Client, signIn } from "./support/client.ts";
import { createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

const run = promisify(execFile);
const has = (program: string) =>
  run(program, ["--version"]).then(
    () => true,
    () => false,
  );
const [hasPython, hasCurl] = await Promise.all([has("python3"), has("curl")]);

/** The demonstration city's files of today, read back as anybody would. */
let portal: TestPortal;
let visitor: Client;

beforeAll(async () => {
  const database = await createTestDatabase("demonstration");
  await setUpHaetsal(database.db);
  const keys = new LedgerKeys(readEnvironment({}).LEDGER_KEY, "127.0.0.1");
  await makeCheckpoints(database.db, keys, new Date());
  await holdDraws(database.db, new Date());
  await makeCheckpoints(database.db, keys, new Date());
  await makeDumps(database.db, new Date());
  portal = await startPortal({ database });
  visitor = new Client(portal.url);
}, 120_000);
afterAll(async () => {
  await portal.stop();
  await portal.database.close();
});

/** What a portal says instead, by how the path of its answer ends; null: that there is nothing. */
type Edits = Record<string, (body: never) => unknown>;

/** What the portal answered once, it is not asked again: nothing of it changes. */
const asked = new Map<string, { ok: boolean; status: number; body: string }>();
async function askPortal(path: string) {
  const answer = await fetch(portal.url + path);
  const said = { ok: answer.ok, status: answer.status, body: await answer.text() };
  asked.set(path, said);
  return said;
}

/** The portal as one that says something else would look. */
async function startProxy(edits: Edits) {
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", portal.url);
    const path = pathname + search;
    const { ok, status, body } = asked.get(path) ?? (await askPortal(path));
    const [, edit] = Object.entries(edits).find(([end]) => pathname.endsWith(end)) ?? [];
    const said: unknown = edit && ok ? Reflect.apply(edit, undefined, [JSON.parse(body)]) : undefined;
    response.statusCode = said === null ? 404 : status;
    response.end(said === undefined ? body : JSON.stringify(said));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It listens at a port.");
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
}

const latest = (name: string) => visitor.follow(`/data/latest/${name}`);
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

async function rowsOf(name: string): Promise<Record<string, unknown>[]> {
  const text = gunzipSync(await bytesOf(await latest(`${name}.jsonl.gz`))).toString();
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** All items of a list of the API. */
async function walk<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer = await visitor.send(
      path + (cursor && `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`),
    );
    const page: { items: T[]; next: string | null } = await answer.json();
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

describe.skipIf(!hasPython)("read back by Python 3 (skipped where there is no python3)", () => {
  test("the gifts of the pick of the year are the same when anybody draws again", async () => {
    const script = resolve(import.meta.dirname, "../public/check-ledger.py");
    const check = () =>
      run("python3", [script, `${portal.url}/api/v1`]).catch((failed: { stdout: string }) => failed);
    const { stdout } = await check();
    expect(stdout).toContain("1 draws of gifts, each the same when drawn again.");
    expect(stdout).toContain("All of it holds.");
    const { owner } = portal.database;
    const swap = `update poll_drawn set winners = winners[2:] || winners[1:1]`;
    await owner.pool.query(`alter table poll_drawn disable trigger user; ${swap}`);
    expect((await check()).stdout).toContain("the winners of poll");
    await owner.pool.query("update poll_drawn set winners = winners[10:] || winners[1:9]");
    await owner.pool.query("alter table poll_drawn enable trigger user");
  });

  type Draw = { gifts: { count: number }[]; numbers: string[] };
  type Line = { kind: string };
  type Page<T> = { items: T[] };
  const withoutDrawn = (page: Page<Line>) => ({
    ...page,
    items: page.items.map((line) => (line.kind === "drawn" ? { ...line, kind: "said" } : line)),
  });
  test.each<[string, Edits, string | null]>([
    ["nothing", {}, null],
    ["the draw", { "/draw": () => null }, "were fixed, and its draw is not shown"],
    [
      "the line of what was drawn, of a head long ago",
      {
        "/events": withoutDrawn,
        "/checkpoints": (page: Page<object>) => ({
          ...page,
          items: page.items.map((head) => ({ ...head, at: "2026-01-01T00:00:00.000Z" })),
        }),
      },
      "were not drawn, though a head covers its numbers",
    ],
    [
      "a gift",
      {
        "/draw": (draw: Draw) => ({
          ...draw,
          gifts: draw.gifts.map((gift, place) => (place === 0 ? { ...gift, count: gift.count - 1 } : gift)),
        }),
      },
      "gifts for \\d+ numbers",
    ],
    [
      "a number",
      { "/draw": (draw: Draw) => ({ ...draw, numbers: draw.numbers.slice(1) }) },
      "not those that were",
    ],
  ])("a portal that hides %s is found out", async (_, edits, fault) => {
    const script = resolve(import.meta.dirname, "../public/check-ledger.py");
    const proxy = await startProxy(edits);
    try {
      const { stdout } = await run("python3", [script, `${proxy.url}/api/v1`]).catch(
        (failed: { stdout: string }) => failed,
      );
      if (fault === null) expect(stdout).toContain("All of it holds.");
      else expect(stdout).toMatch(new RegExp(`DOES NOT HOLD: .*${fault}`));
    } finally {
      await proxy.stop();
    }
  });

  test("its numbers are those of the API and of the pages", async () => {
    const script = resolve(import.meta.dirname, "support/read-dump.py");
    const { stdout } = await run("python3", [script, `${portal.url}/data/latest/`], {
      maxBuffer: 64 * 1024 * 1024,
    });
    const read = JSON.parse(stdout);

    type Proposal = { id: number; state: string; stage: string; support: { count: number } };
    const proposals = (await walk<Proposal>("/api/v1/proposals")).filter(
      ({ state }) => state !== "withdrawn",
    );
    expect(proposals.length).toBeGreaterThan(20);
    expect(read.agreements).toEqual(
      Object.fromEntries(proposals.map(({ id, support }) => [id, support.count])),
    );
    for (const stage of ["gathering", "awaiting", "answered"])
      expect([stage, read.stages[stage] ?? 0]).toEqual([
        stage,
        proposals.filter((proposal) => proposal.stage === stage).length,
      ]);

    type Forum = {
      id: number;
      participants: number;
      stances: { for: number; against: number; other: number };
    };
    const forums = await walk<Forum>("/api/v1/forums");
    expect(read.forums).toEqual(
      Object.fromEntries(
        forums.map(({ id, participants, stances }) => [
          id,
          [participants, stances.for, stances.against, stances.other],
        ]),
      ),
    );
    const drives = await walk<{ id: number; signatures: { count: number } }>("/api/v1/drives");
    expect(read.signatures).toEqual(
      Object.fromEntries(drives.map(({ id, signatures }) => [id, signatures.count])),
    );
    const shown = [];
    for (const { id } of (await walk<{ id: number; state: string }>("/api/v1/polls")).filter(
      ({ state }) => state === "closed",
    )) {
      const answer = await visitor.send(`/api/v1/polls/${id}/results`);
      const { questions }: { questions: { id: string; counts: Record<string, number> }[] } =
        await answer.json();
      const counted = questions.filter(({ counts }) => Object.keys(counts).length > 0);
      shown.push([String(id), Object.fromEntries(counted.map((question) => [question.id, question.counts]))]);
    }
    expect(shown.length).toBeGreaterThan(1);
    expect(read.results).toEqual(Object.fromEntries(shown));
    for (const state of ["open", "overdue", "met"])
      expect([state, read.duties[state] ?? 0]).toEqual([
        state,
        (await walk(`/api/v1/duties?state=${state}`)).length,
      ]);
    expect(read.reached).toBeGreaterThan(0);
    expect(read.replies).toBeGreaterThan(0);

    const page = await (await visitor.send("/data?lang=en")).text();
    expect(page).toContain(`up to line ${read.ledger.seq.toLocaleString("en")}`);
    const checkpoints = await (await visitor.send("/api/v1/checkpoints")).json();
    expect(checkpoints.items.map(({ note }: { note: string }) => note)).toContain(
      read.ledger.checkpoint.note,
    );
    expect(read.ledger.checkpoint.size).toBe(read.ledger.seq);
  });
});

/** Whatever the page gives to be copied, copied and run. */
describe("the page's examples", () => {
  const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&" };
  async function examples(): Promise<Map<string, string>> {
    const page = await (await visitor.send("/data?lang=en")).text();
    const blocks = page.matchAll(
      /<section class="code-block" aria-label="([^"]*)"[^>]*><pre><code>([\s\S]*?)<\/code>/g,
    );
    return new Map(
      [...blocks].map(([, label = "", code = ""]) => [
        label,
        code.replace(/&([\w#]+);/g, (_, name: string) => ENTITIES[name] ?? ""),
      ]),
    );
  }
  const totals = async () => {
    const rows = await rowsOf("proposals");
    return [String(rows.length), String(rows.reduce((sum, { agreements }) => sum + Number(agreements), 0))];
  };
  const shell = async (code: string, environment: Record<string, string> = {}) => {
    const folder = await mkdtemp(join(tmpdir(), "gonggam-example-"));
    try {
      const env = { ...process.env, ...environment };
      const { stdout } = await run("bash", ["-euo", "pipefail", "-c", code], {
        ...{ cwd: folder, env },
        maxBuffer: 64 * 1024 * 1024,
      });
      const left = await readdir(folder);
      return {
        stdout,
        files: new Map(
          await Promise.all(
            left.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
          ),
        ),
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  /** How many rows, and their agreements together, as `totals`; a cell may have quotes and lines of its own (RFC 4180). */
  const totalsIn = (csv: string) => {
    const rows: string[][] = [[]];
    for (const [, quoted, plain = "", end] of csv
      .replace("\uFEFF", "")
      .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
      rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
      if (end === "\r\n") rows.push([]);
    }
    const [head = [], ...all] = rows;
    const at = head.indexOf("agreements");
    const filled = all.filter((row) => row.length === head.length);
    return [String(filled.length), String(filled.reduce((sum, row) => sum + Number(row[at]), 0))];
  };

  test("are those that are run here, and no other", async () => {
    expect([...(await examples()).keys()].toSorted()).toEqual(
      [
        ...["Open them in a spreadsheet", "Download and check on the command line", "Read them with Python"],
        ...["Call it with a key", "Code to insert", "oEmbed"],
      ].toSorted(),
    );
  });

  test.skipIf(!hasPython)("in Python (skipped where there is no python3)", async () => {
    const code = (await examples()).get("Read them with Python") ?? "";
    const { stdout } = await run("python3", ["-c", code]);
    expect(stdout.trim().split(" ").slice(1)).toEqual(await totals());
  });

  test.skipIf(!hasCurl)("on a command line (skipped where there is no curl)", async () => {
    const code = (await examples()).get("Download and check on the command line") ?? "";
    const { stdout, files } = await shell(code);
    expect(stdout).toContain("proposals.csv.gz: OK");
    expect(totalsIn(files.get("proposals.csv") ?? "")).toEqual(await totals());
    const wrong = code.replace(
      "gunzip",
      "printf x >> proposals.csv.gz; sha256sum --check --ignore-missing SHA256SUMS #",
    );
    await expect(shell(wrong)).rejects.toThrow();
  });

  test("in a sheet", async () => {
    const [, address = ""] =
      /^=IMPORTDATA\("([^"]+)"\)$/.exec((await examples()).get("Open them in a spreadsheet") ?? "") ?? [];
    const answer = await fetch(address);
    expect(answer.headers.get("Content-Type")).toContain("text/csv");
    expect(totalsIn(await answer.text())).toEqual(await totals());
  });

  test.skipIf(!hasCurl)("with a key (skipped where there is no curl)", async () => {
    const code = (await examples()).get("Call it with a key") ?? "";
    const maker = await signIn(portal.url, "citizen-502");
    const fields = { intent: "make", name: "기자", "scope-matters": "yes", days: "30" };
    const [key = ""] = /gonggam_\w{49}/.exec(await (await maker.form("/me/keys", fields)).text()) ?? [];
    const { stdout } = await shell(code, { GONGGAM_KEY: key });
    // In no language that a cookie says, as a program asks.
    expect(JSON.parse(stdout)).toEqual(await (await fetch(`${portal.url}/api/v1/proposals`)).json());
    // A key that is none is refused, so the first was taken.
    await expect(shell(code, { GONGGAM_KEY: key.slice(1) })).rejects.toThrow();
  });

  test("of a frame, and of oEmbed for the same: with a number that there is", async () => {
    const all = await examples();
    const { rows } = await portal.database.pool.query(
      "select id from matter where kind = 'proposal' and state = 'open' and visibility = 'public' order by id limit 1",
    );
    const id = String(rows[0].id);
    // The code as it runs in a page of another site: tests/embeds.test.ts.
    const [, frame = ""] = /src="([^"]+)"/.exec(all.get("Code to insert") ?? "") ?? [];
    const shown = await fetch(frame.replaceAll("&amp;", "&").replace("matters/12?", `matters/${id}?`));
    expect(shown.status).toBe(200);
    const said = await fetch((all.get("oEmbed") ?? "").replace("proposals%2F12", `proposals%2F${id}`));
    const { html } = await said.json();
    expect(html).toContain(`/embed/matters/${id}"`);
  });
});

test("every row is what its schema says, and nothing in any is about a person", async () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  for (const { name } of DATA_SETS) {
    const schema = await (await latest(`${name}.schema.json`)).json();
    const holds = ajv.compile(schema);
    const rows = await rowsOf(name);
    expect([name, rows.length > 0]).toEqual([name, true]);
    for (const row of rows) expect([holds(row), holds.errors]).toEqual([true, null]);
    const fields = Object.keys(schema.properties);
    expect(fields.filter((field) => /author|person|holder|name|email|signer/i.test(field))).toEqual([]);
    expect(schema.additionalProperties).toBe(false);
  }
  const { rows } = await portal.database.pool.query(
    "select distinct public_name from person where public_name like '%○○'",
  );
  const text = JSON.stringify(await Promise.all(DATA_SETS.map(({ name }) => rowsOf(name))));
  expect(rows.length).toBeGreaterThan(5);
  for (const { public_name } of rows) expect(text).not.toContain(public_name);
});

test("another space's files are at its own addresses", async () => {
  const answer = await visitor.follow("/s/haetsal/data/latest/manifest.json");
  expect(new URL(answer.url).pathname).toMatch(/^\/s\/haetsal\/data\/20/);
  expect(await answer.json()).toMatchObject({
    space: "haetsal",
    dataSets: [{ name: "proposals", rows: 0 }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
  });
  expect(await (await visitor.send("/s/haetsal/data")).text()).toContain('href="/s/haetsal/data/20');
});

describe("a file", () => {
  const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

  test("is kept by its hash, and answered with nothing to who has it", async () => {
    const answer = await latest("events.jsonl.gz");
    const etag = answer.headers.get("ETag") ?? "";
    expect(answer.headers.get("Content-Type")).toBe("application/gzip");
    expect(answer.headers.get("Content-Encoding")).toBeNull();
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(answer.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="events-\d{4}-\d\d-\d\d\.jsonl\.gz"$/,
    );
    const again = await visitor.send(new URL(answer.url).pathname, { headers: { "If-None-Match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("is had in parts, also across its pieces", async () => {
    const answer = await latest("events.jsonl.gz");
    const { pathname } = new URL(answer.url);
    const whole = await bytesOf(answer);
    const etag = answer.headers.get("ETag") ?? "";
    const size = whole.length;
    const part = async (range: string, more: Record<string, string> = {}) => {
      const got = await visitor.send(pathname, { headers: { Range: range, ...more } });
      return { status: got.status, range: got.headers.get("Content-Range"), bytes: await bytesOf(got) };
    };
    const parts = [await part("bytes=0-9"), await part(`bytes=10-${size - 6}`), await part("bytes=-5")];
    expect(parts.map(({ status }) => status)).toEqual([206, 206, 206]);
    expect(parts[0]?.range).toBe(`bytes 0-9/${size}`);
    expect(sha256(Buffer.concat(parts.map(({ bytes }) => bytes)))).toBe(sha256(whole));
    const beyond = await part(`bytes=${size}-`);
    expect([beyond.status, beyond.range]).toEqual([416, `bytes */${size}`]);
    expect((await part("bytes=0-9", { "If-Range": '"another"' })).status).toBe(200);
    expect((await part("bytes=0-9", { "If-Range": etag })).status).toBe(206);
    const head = await visitor.send(pathname, { method: "HEAD" });
    expect([head.status, head.headers.get("Content-Length")]).toEqual([200, String(size)]);
  });

  test.each(["gzip", "identity"])("is read without its compression by who takes %s", async (encoding) => {
    const stored = gunzipSync(await bytesOf(await latest("proposals.csv.gz")));
    const answer = await visitor.send(`/data/${await dayOf()}/proposals.csv`, {
      headers: { "Accept-Encoding": encoding },
    });
    expect(answer.headers.get("Content-Encoding")).toBe(encoding === "gzip" ? "gzip" : null);
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/csv/);
    expect(sha256(await bytesOf(answer))).toBe(sha256(stored));
    expect(stored.subarray(0, 3).toString("hex")).toBe("efbbbf");
  });

  const dayOf = async () => (await (await latest("manifest.json")).json()).day;

  test.each([
    "/data/2026-02-30/proposals.csv.gz",
    "/data/0000-01-01/manifest.json",
    "/data/latest/nothing.csv",
    "/data/latest/..%2f..%2fetc%2fpasswd",
    "/data/tomorrow/manifest.json",
    "/s/nowhere/data/latest/manifest.json",
  ])("is not there at %s", async (path) => {
    expect((await visitor.follow(path)).status).toBe(404);
  });
});

describe("what is made", () => {
  let database: TestDatabase;
  const at = (day: number, hour = 3) => new Date(Date.UTC(2026, 2, day, hour));
  const namesOf = async () => {
    const { rows } = await database.pool.query(
      "select distinct day::text as day from open_data_dump where space_id = $1 order by 1",
      [FIRST_SPACE],
    );
    return rows.map(({ day }) => day);
  };
  const proposalsOf = async (spaceId: number, day: string): Promise<Record<string, unknown>[]> => {
    const { rows } = await database.pool.query(
      `select bytes from open_data_file join open_data_piece on file_id = id
        where space_id = $1 and day = $2 and name = 'proposals.jsonl.gz' order by open_data_piece.position`,
      [spaceId, day],
    );
    const text = gunzipSync(Buffer.concat(rows.map(({ bytes }) => bytes))).toString();
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  test("has no matter that is not before everybody, or was withdrawn, nor its duties; and is of one space", async () => {
    const { db, pool } = database;
    const { space } = await setUpHaetsal(db);
    const shown = await createProposal(db, at(1));
    const hidden = await Promise.all(
      ["visibility = 'unlisted'", "visibility = 'members'", "state = 'withdrawn', ended_at = opened_at"].map(
        async (change) => {
          const id = await createProposal(db, at(1));
          await pool.query(`update matter set ${change} where id = $1`, [id]);
          return id;
        },
      ),
    );
    expect(await makeDumps(db, at(2))).toEqual([expect.any(String), space.code]);
    expect((await proposalsOf(FIRST_SPACE, "2026-03-02")).map(({ id }) => id)).toEqual([shown]);
    expect(await proposalsOf(space.id, "2026-03-02")).toEqual([]);
    const { rows } = await pool.query(
      `select rows from open_data_file where space_id = $1 and name = 'thresholds.csv.gz'`,
      [FIRST_SPACE],
    );
    const own = await pool.query("select count(*)::int as n from threshold where matter_id = $1", [shown]);
    expect(hidden).toHaveLength(3);
    expect(rows[0].rows).toBe(own.rows[0].n);
  });

  test("is made once a day, whoever makes it, and the newest days are kept", async () => {
    const { db } = database;
    const [one, other] = await Promise.all([makeDumps(db, at(3)), makeDumps(db, at(3))]);
    expect([...one, ...other]).toHaveLength(2);
    expect(await makeDumps(db, at(3, 9))).toEqual([]);
    for (let day = 4; day <= 10; day += 1) await makeDumps(db, at(day));
    const days = await namesOf();
    expect(days).toHaveLength(KEPT_DUMPS);
    expect([days.at(0), days.at(-1)]).toEqual(["2026-03-04", "2026-03-10"]);
    const { rows } = await database.pool.query(
      "select count(*)::int as n from open_data_piece where file_id not in (select id from open_data_file)",
    );
    expect(rows[0].n).toBe(0);
  });

  test("leaves nothing when it fails half-way, and is made by the next run", async () => {
    const { db, owner, pool } = database;
    const ofOthers = () =>
      pool.query("select from open_data_dump where day = '2026-03-11' and space_id <> $1", [FIRST_SPACE]);
    await owner.pool.query(
      `alter table open_data_file add constraint broken
        check (space_id <> ${FIRST_SPACE} or name <> 'duties.csv.gz') not valid`,
    );
    await expect(makeDumps(db, at(11))).rejects.toThrow("open data of 1 spaces");
    expect((await ofOthers()).rowCount).toBe(1);
    expect(await namesOf()).not.toContain("2026-03-11");
    await owner.pool.query("alter table open_data_file drop constraint broken");
    await makeDumps(db, at(11));
    expect(await namesOf()).toContain("2026-03-11");
    expect((await pool.query("select from open_data_dump where ledger_seq <= 0")).rowCount).toBe(0);
  });

  test("has every row over several pages, each once", async () => {
    const { db, pool } = database;
    const first = await createProposal(db, at(11));
    await pool.query(
      `insert into matter (space_id, kind, state, title, body, category, visibility, opened_at, opens_at, closes_at,
          withdrawable_until, updated_at, ended_at, source, source_id, imported_count)
        select space_id, kind, 'closed', title || n, body, category, visibility, opened_at, opens_at, closes_at,
          opened_at, updated_at, opened_at, 'elsewhere', n::text, n
        from matter, generate_series(1, 1203) as n where id = $1`,
      [first],
    );
    await makeDumps(db, at(12));
    const ids = (await proposalsOf(FIRST_SPACE, "2026-03-12")).map(({ id }) => Number(id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(ids.length).toBeGreaterThan(1203);
  });
});

describe("pieces", () => {
  test.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 5])(
    "%i bytes come back from any place on",
    async (length) => {
      const text = Array.from({ length }, (_, index) => String(index % 10)).join("");
      const pieces: Buffer[] = [];
      const { size, sha256 } = await storePieces([text], { gzip: false }, async (position, bytes) => {
        expect(position).toBe(pieces.length);
        pieces.push(Buffer.from(bytes));
      });
      expect(size).toBe(length);
      expect(sha256).toEqual(createHash("sha256").update(text).digest());
      for (const [first, last] of [
        [0, length - 1],
        [Math.floor(length / 3), length - 1],
        [PIECE_BYTES - 2, PIECE_BYTES + 2],
      ] as const) {
        if (first > last || last >= length) continue;
        const stream = readPieces({ first, last }, async (position) => pieces[position]);
        expect(await new Response(stream).text()).toBe(text.slice(first, last + 1));
      }
    },
  );
});

test.each([
  [null, undefined],
  ["bytes=0-0", { first: 0, last: 0 }],
  ["bytes=5-", { first: 5, last: 99 }],
  ["bytes=-5", { first: 95, last: 99 }],
  ["bytes=-500", { first: 0, last: 99 }],
  ["bytes=90-500", { first: 90, last: 99 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=9-5", undefined],
  ["bytes=-", undefined],
  ["bytes=0-1,5-6", undefined],
  ["items=0-1", undefined],
  ["bytes=0-9999999999999999", undefined],
])("a range %j of 100 bytes is %j", (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});
