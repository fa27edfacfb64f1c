import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, launchBrowser, smallTargets, type Visitor, visit } from "./support/browser.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const idOf = async (question: string): Promise<number> => {
  const { rows } = await portal.database.pool.query(question);
  return rows[0].id;
};
const proposalWithForum = () => idOf("select proposal_id as id from forum order by 1 limit 1");
const overdueProposal = () =>
  idOf("select matter_id as id from duty where met_at is null order by due_at limit 1");
const answeredProposal = () =>
  idOf("select matter_id as id from duty where met_at is not null order by id limit 1");
const forum = () => idOf("select matter_id as id from forum order by for_count limit 1");
const mappedForum = () => idOf("select matter_id as id from opinion_map join forum using (matter_id)");
const polls = async () => {
  const { rows } = await portal.database.pool.query<{ id: number; over: boolean }>(
    "select matter_id as id, counted_at is not null as over from poll where purpose <> 'mock' order by 2 desc, 1",
  );
  return rows.map(({ id }) => id);
};
const vote = async (version: "is null" | "is not null") => {
  const { rows } = await portal.database.pool.query(
    `select vote.matter_id as id from vote left join vote_result using (matter_id) where version ${version}`,
  );
  return rows[0]?.id;
};
const closedPoll = async () => (await polls())[0];
const openDuty = () =>
  idOf(
    "select duty.id from duty join office on office.id = office_id where met_at is null and code = 'transport' limit 1",
  );

const driveThatWaits = () =>
  idOf("select matter_id as id from paper_line where state = 'doubtful' order by 1 limit 1");

/** Everybody was told of some lines, and follows one of each. */
async function withNews(path: string): Promise<string> {
  const { pool } = portal.database;
  await pool.query(`
    insert into notice (person_id, space_id, event_seq, sort, created_at, read_at)
    select person.id, e.space_id, e.seq, 'reply', e.at, case when e.seq % 2 = 0 then e.at end
    from person, (select * from event where kind in ('replied', 'withdrawn', 'reached', 'forum-opened') order by seq limit 8) e
    on conflict do nothing`);
  await pool.query(`
    insert into follow (space_id, target, code, person_id, since)
    select m.space_id, f.target, f.code, person.id, now() from person, (select space_id, min(id) as id from matter
      where space_id = (select min(id) from space) group by space_id) m,
      lateral (values ('matter', m.id::text), ('category', 'transport'), ('office', 'transport'), ('district', 'nuri')) f (target, code)
    on conflict do nothing`);
  return path;
}

/** Every page, as who sees it. */
const PAGES: [string, string | undefined, () => Promise<string>][] = [
  ["home", undefined, async () => "/"],
  ["proposals", undefined, async () => "/proposals"],
  ["proposals, filtered to nothing", undefined, async () => "/proposals?category=women&district=maru"],
  ["a filter that does not exist", undefined, async () => "/proposals?category=nonsense"],
  ["a proposal in a forum", undefined, async () => `/proposals/${await proposalWithForum()}`],
  ["an overdue proposal", "citizen-40", async () => `/proposals/${await overdueProposal()}`],
  ["an answered proposal", "citizen-1", async () => `/proposals/${await answeredProposal()}`],
  ["forums", undefined, async () => "/forums"],
  ["a forum", undefined, async () => `/forums/${await forum()}`],
  ["a forum, signed in", "citizen-9001", async () => `/forums/${await forum()}`],
  ["a forum's background", "moderator", async () => `/forums/${await forum()}/background`],
  ["an opinion map", undefined, async () => `/forums/${await mappedForum()}/map?list=1`],
  ["an opinion map, signed in", "citizen-9004", async () => `/forums/${await mappedForum()}/map?list=1`],
  ["an opinion map, to its moderators", "moderator", async () => `/forums/${await mappedForum()}/map?list=1`],
  ["an opinion map of nothing", "citizen-9004", async () => `/forums/${await forum()}/map`],
  ["search, before anything is asked", undefined, async () => "/search"],
  ["search", undefined, async () => "/search?q=%ED%95%9C%EC%9A%B8%EC%B2%9C&kind=proposal&category=safety"],
  ["search, signed in", "citizen-1", async () => "/search?q=%EB%8F%84%EC%84%9C%EA%B4%80"],
  [
    "search, nothing found",
    undefined,
    async () => "/search?q=%EC%BF%BC%EC%B9%B4%20%EB%B0%98%EB%82%A9%ED%95%A8",
  ],
  ["search, too long", undefined, async () => `/search?q=${"x".repeat(300)}`],
  ["duties", undefined, async () => "/duties"],
  ["results", undefined, async () => "/results"],
  ["the map", undefined, async () => "/map"],
  ["the map of a district", undefined, async () => "/map?district=garam&category=transport"],
  ["a district", "citizen-9002", async () => "/districts/garam"],
  ["all districts", undefined, async () => "/neighbourhood"],
  ["the map to its operator", "admin", async () => "/operator/map"],
  ["a poll that is over", undefined, async () => `/polls/${await closedPoll()}`],
  ["its results and turnout", undefined, async () => `/polls/${await closedPoll()}/results`],
  ["a residents' vote ahead", undefined, async () => `/votes/${await vote("is null")}`],
  ["one that is decided", undefined, async () => `/votes/${await vote("is not null")}`],
  ["the count of one", "officer-election", async () => `/desk/votes/${await vote("is not null")}/count`],
  ["a vote to be written", "officer-election", async () => "/desk/votes/new"],
  ["polls compared", undefined, async () => `/polls/compare?ids=${(await polls()).slice(0, 4)}`],
  ["rules", undefined, async () => "/rules"],
  ["ledger", undefined, async () => "/ledger"],
  ["witnesses", undefined, async () => "/ledger/witnesses"],
  ["about", undefined, async () => "/about"],
  ["the privacy policy", undefined, async () => "/privacy"],
  ["the statement on accessibility", undefined, async () => "/accessibility"],
  ["the law of drives", undefined, async () => "/statutes"],
  ["what operators publish of it", "admin", async () => "/operator/statutes"],
  ["the council's desk", "clerk", async () => "/clerk"],
  ["a drive at the desk", "clerk", async () => `/clerk/drives/${await driveThatWaits()}`],
  ["its objections", "clerk", async () => `/clerk/drives/${await driveThatWaits()}/objections`],
  ["its list", "clerk", async () => `/clerk/drives/${await driveThatWaits()}/list`],
  ["a sheet", "clerk", async () => `/clerk/drives/${await driveThatWaits()}/sheets/1`],
  ["what is stored of somebody", "citizen-5", async () => "/me/data"],
  ["leaving", "citizen-9003", async () => "/me/leave"],
  ["settings and devices", "citizen-5", async () => "/me?show=settings"],
  ["demonstration", undefined, async () => "/demo"],
  ["outbox", undefined, async () => "/demo/outbox"],
  ["writing", "citizen-9002", async () => "/proposals/new"],
  ["my page", "citizen-1", async () => "/me"],
  ["an empty page of mine", "citizen-9003", async () => "/me"],
  ["a desk", "officer-transport", async () => "/desk"],
  ["a duty at the desk", "officer-transport", async () => `/desk/duties/${await openDuty()}`],
  ["the mayor's desk", "mayor", async () => "/desk"],
  ["a desk that is not theirs", "citizen-9003", async () => "/desk"],
  ["reports", "moderator", async () => "/moderation/reports"],
  ["decided reports", "moderator", async () => "/moderation/reports?show=decided"],
  ["likely duplicates", "moderator", async () => "/moderation/duplicates"],
  ["judged duplicates", "moderator", async () => "/moderation/duplicates?show=dismissed"],
  ["search words", "admin", async () => "/operator/search-words"],
  ["open data", undefined, async () => "/data"],
  ["keys", "citizen-9003", async () => "/me/keys"],
  ["nothing that is followed", "citizen-9007", async () => "/me/follows"],
  ["no notices", "citizen-9007", async () => "/me/notices"],
  ["settings of notices", "citizen-9007", async () => "/me/notices/settings"],
  ["what is followed", "citizen-5", () => withNews("/me/follows")],
  ["notices", "citizen-5", () => withNews("/me/notices")],
  [
    "a topic and a district that can be followed",
    "citizen-5",
    () => withNews("/proposals?category=transport&district=nuri"),
  ],
  ["an address that stops no letters", undefined, async () => "/unsubscribe?t=none"],
  ["everybody's keys", "admin", async () => "/operator/keys"],
  ["a group of words, opened", "admin", async () => "/operator/search-words?edit=3"],
  ["saved searches", "citizen-9003", async () => "/me?show=searches"],
  ["nothing", undefined, async () => "/nowhere"],
  ["a failed sign-in", undefined, async () => "/auth/failed?why=expired"],
  ["the agency's page", undefined, async () => "/auth/sign-in"],
];

describe.each([
  [1280, "ko"],
  [375, "en"],
] as const)("at %i px, in %s", (width, language) => {
  // A new browser for each page would read all scripts anew, and sign in.
  const visitors = new Map<string | undefined, Promise<Visitor>>();
  const visitorAs = (login: string | undefined) => {
    const visitor = visitors.get(login) ?? visit(browser, portal.url, { login, width, language });
    visitors.set(login, visitor);
    return visitor;
  };
  afterAll(async () => {
    for (const { context } of await Promise.all(visitors.values())) await context.close();
  });

  test.each(PAGES)("%s", async (_, login, path) => {
    const { page, complaints } = await visitorAs(login);
    complaints.length = 0;
    await page.goto(await path());
    await page.waitForTimeout(300); // what scripts add after loading: charts, restored texts, live counts
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.locator("h1").count()).toBe(1);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, "scrolls sideways").toBeLessThanOrEqual(0);
    if (width < 600)
      expect(
        await page.evaluate(() =>
          [...document.querySelectorAll(".of-texts")].filter((one) => one.scrollWidth > one.clientWidth),
        ),
        "sentences that have to be scrolled sideways",
      ).toEqual([]);
    if (width < 600) expect(await smallTargets(page), "too small for a finger").toEqual([]);
    // A page that says 4xx is itself a line in the console; anything else is ours.
    expect(complaints.filter((complaint) => !complaint.includes("Failed to load resource"))).toEqual([]);
    // A text that was not found shows its key.
    expect(await page.getByText(/\b[a-z]+:[a-z]+\.[a-zA-Z.]+\b/).count()).toBe(0);
  });
});

test("everything on a proposal's page can be reached and used by keyboard", async () => {
  const { page, context } = await visit(browser, portal.url, { login: "citizen-9010" });
  await page.goto(`/proposals/${await overdueProposal()}`);
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#main");
  const button = page.getByRole("button", { name: "공감하기" });
  for (
    let step = 0;
    step < 60 && !(await button.evaluate((element) => element === document.activeElement));
    step += 1
  ) {
    await page.keyboard.press("Tab");
  }
  expect(
    await button.evaluate(
      (element) =>
        getComputedStyle(element).outlineStyle !== "none" || getComputedStyle(element).boxShadow !== "none",
    ),
  ).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "공감 취소" }).waitFor();
  await context.close();
});
