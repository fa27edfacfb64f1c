import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { DOCUMENT_READERS } from "#app/domain/kinds.ts";
import { makeDumps } from "#app/domain/views/make-dump.ts";
import { indexChanges } from "#search/sync.ts";
import { Client, signIn } from "./support/client.ts";
import { createPersons, createTestDatabase } from "./support/database.ts";
import { createOfficers, createPoll, DAY, pollServices, vote } from "./support/polls.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/**
 * A poll that not everybody may find, at each of its doors. Two polls that are the same but for that stand beside one
 * another, so that a door that shows neither is found out too.
 */
let portal: TestPortal;
let shown: number;
let hidden: number;
/** Open, so that something is heard of it. */
let shownOpen: number;
let hiddenOpen: number;

const ROLES = ["visitor", "stranger", "participant", "moderator"] as const;
type Role = (typeof ROLES)[number];
const clients = new Map<Role, Client>();

const WORD = { shown: "가로수길", hidden: "은행나무길" };

beforeAll(async () => {
  const database = await createTestDatabase();
  const { db, pool } = database;
  // A portal with jobs would close the polls that are over before all have voted.
  portal = await startPortal({ database, environment: { JOBS: "elsewhere" } });
  clients.set("visitor", new Client(portal.url));
  clients.set("stranger", await signIn(portal.url, "citizen-8901"));
  clients.set("moderator", await signIn(portal.url, "moderator"));
  clients.set("participant", await signIn(portal.url, "citizen-8902"));
  const { rows } = await pool.query("select id from person order by id desc limit 1");
  const participant = Number(rows[0].id);
  const services = pollServices(db);
  const officers = await createOfficers(db);
  const others = await createPersons(db, 11);
  const now = new Date();
  const ended = new Date(now.getTime() - 20 * DAY);
  const make = async (title: string, at: Date, visibility: string) => {
    const content = { title: `${title} 어떻게 할까요?`, results: "live", opinionMap: true };
    const id = await createPoll(services, officers, at, content);
    for (const person of [participant, ...others])
      await vote(
        services,
        id,
        person,
        { first: "bikes", route: `${title} 옆으로` },
        new Date(at.getTime() + 1_000),
      );
    // Before anybody asked: a matter that was listed is never taken off the lists again.
    await pool.query("update matter set visibility = $2 where id = $1", [id, visibility]);
    return id;
  };
  shown = await make(WORD.shown, ended, "public");
  hidden = await make(WORD.hidden, ended, "members");
  shownOpen = await make(WORD.shown, new Date(now.getTime() - DAY), "public");
  hiddenOpen = await make(WORD.hidden, new Date(now.getTime() - DAY), "members");
  await advancePolls(services, now);
  await indexChanges(
    db,
    { readers: DOCUMENT_READERS, words: async () => ({ synonyms: [], stopWords: [] }) },
    now,
  );
  await makeDumps(db, now);
}, 120_000);
afterAll(async () => {
  await portal.stop();
  await portal.database.close();
});

const client = (role: Role): Client => {
  const found = clients.get(role);
  if (!found) throw new Error(`Nobody is ${role}.`);
  return found;
};
/** Of where it ends: by its number a poll that is not listed leads to its token, for who may find it. */
const statusOf = async (role: Role, path: string) => {
  const answer = await client(role).follow(path);
  await answer.body?.cancel();
  return answer.status;
};

/** The pages and reads of one poll; `@` is its number. */
const OF_ONE: string[] = [
  "/polls/@",
  "/polls/@/results",
  "/polls/@/results.csv",
  "/polls/@/results.pdf",
  "/polls/@/turnout.csv",
  "/polls/@/texts/route",
  "/polls/@/map",
  "/polls/compare?ids=@",
  "/api/v1/polls/@",
  "/api/v1/polls/@/results",
  "/api/v1/polls/@/opinion-map",
  "/live/@",
];
/** What is the same for everybody, whoever asks: also for who may find the poll it is not there. */
const SAME_FOR_ALL: string[] = [
  "/polls/@/results/now",
  "/embed/matters/@",
  "/og/@.png",
  "/embed/polls/@/first",
  "/oembed?url=ORIGIN/polls/@",
  "/oembed?url=ORIGIN/polls/@/results",
];
const at = (path: string, id: number) =>
  path.replace("@", String(id)).replace("ORIGIN", encodeURIComponent(portal.url));

describe.each(ROLES)("a poll for members alone, for a %s", (role) => {
  const finds = role === "participant" || role === "moderator";

  test.each(OF_ONE)("%s", async (path) => {
    expect(await statusOf(role, at(path, shown)), "of a poll for everybody").toBe(200);
    expect(await statusOf(role, at(path, hidden))).toBe(finds ? 200 : 404);
  });

  test.each(SAME_FOR_ALL)("%s", async (path) => {
    expect(await statusOf(role, at(path, shown)), "of a poll for everybody").toBe(200);
    expect(await statusOf(role, at(path, hidden))).toBe(404);
  });

  test.runIf(role === "stranger" || role === "participant")(
    "who may not find it gives no ballot",
    async () => {
      const cast = async (id: number) =>
        (await client(role).json(`/api/v1/polls/${id}/ballot`, "PUT", { answers: { first: "wide" } })).status;
      // The tests' polls have keys that this portal has not: where it looked for one, the poll was found.
      const FOUND = 503;
      expect([await cast(shownOpen), await cast(hiddenOpen)]).toEqual([FOUND, finds ? FOUND : 404]);
    },
  );
});

/** Lists and whatever else tells of many matters. */
const LISTS = [
  "/",
  "/polls",
  "/polls?state=closed",
  "/polls?state=open",
  "/polls/compare",
  "/api/v1/polls",
  "/api/v1/polls?state=closed&sort=participants",
  `/search?q=${encodeURIComponent("어떻게 할까요")}`,
  `/search/feed?q=${encodeURIComponent("어떻게 할까요")}`,
  `/api/v1/search?q=${encodeURIComponent("어떻게 할까요")}`,
  "/feeds/polls.atom",
  "/feeds/calendar.ics",
  "/results?range=all",
  "/ledger",
] as const;

describe.each(["visitor", "stranger"] as const)("what a %s is told of many", (role) => {
  test.each(LISTS)("%s", async (path) => {
    const answer = await client(role).follow(path);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain(WORD.shown);
    expect(text).not.toContain(WORD.hidden);
  });
});

test.each(["/sitemap.xml", "/api/v1/events"])("%s names it by no title or address", async (path) => {
  const text = await (await client("visitor").send(path)).text();
  expect(text).not.toContain(WORD.hidden);
  expect(text).not.toContain(`/polls/${hidden}<`);
});

test("the open data have it in no file, nor its result", async () => {
  for (const [name, field] of [
    ["polls", "id"],
    ["poll-results", "poll"],
  ] as const) {
    const answer = await client("visitor").follow(`/data/latest/${name}.jsonl`);
    const ids = (await answer.text())
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)[field]);
    expect([name, ids.includes(shown), ids.includes(hidden)]).toEqual([name, true, false]);
  }
});
