import { describe, expect, test } from "vitest";
import { type TrackFacts, trackOf } from "#app/domain/kinds/drive/track.ts";
import { type PollTrackFacts, pollTrackOf } from "#app/domain/kinds/poll/track.ts";
import { voteTrackOf } from "#app/domain/kinds/vote/track.ts";
import { type JourneyFacts, journeyOf } from "#app/domain/threshold/journey.ts";
import type { MilestoneView } from "#app/domain/threshold/read-thresholds.ts";
import { statuteOf } from "./support/drives.ts";

const DAY = "2026-03-02T01:00:00.000Z";
const LATER = "2026-04-01T14:59:59.999Z";
const TOO_LATE = "2026-04-05T01:00:00.000Z";

type Reply = "open" | "overdue" | "met" | "met late" | "studied";

const number = (code: "department-reply" | "forum" | "mayor-reply", reached: boolean): MilestoneView => ({
  code,
  consequence: code,
  threshold: { "department-reply": 50, forum: 100, "mayor-reply": 1000 }[code],
  days: 30,
  reachedAt: reached ? DAY : null,
});
function owed(threshold: string, reply: Reply) {
  const metAt = reply === "open" || reply === "overdue" ? null : reply === "met late" ? TOO_LATE : DAY;
  const decision = reply === "studied" ? ("under-study" as const) : ("will-do" as const);
  return {
    threshold,
    state:
      metAt === null ? (reply === "overdue" ? ("overdue" as const) : ("open" as const)) : ("met" as const),
    dueAt: LATER,
    metAt,
    replies: metAt === null ? [] : [{ decision, nextDate: null, publishedAt: metAt }],
  };
}

interface Case {
  state?: "open" | "closed" | "withdrawn";
  count?: number;
  reply?: Reply;
  forum?: { open: boolean; reply?: Reply };
}

function factsOf({ state = "open", count = 0, reply, forum }: Case): JourneyFacts {
  return {
    state,
    count,
    closesAt: LATER,
    endedAt: null,
    milestones: [number("department-reply", reply !== undefined), number("forum", forum !== undefined)],
    duties: reply ? [owed("department-reply", reply)] : [],
    forum: forum
      ? {
          open: forum.open,
          closesAt: LATER,
          count: 7,
          milestones: [number("mayor-reply", forum.reply !== undefined)],
          duties: forum.reply ? [owed("mayor-reply", forum.reply)] : [],
        }
      : null,
    forumToCome: [number("mayor-reply", false)],
  };
}

const said = (steps: readonly { kind: string; state: string }[]) =>
  steps.map(({ kind, state }) => `${kind} ${state}`);

describe("a proposal's way", () => {
  test.each<[string, Case, string[]]>([
    [
      "nobody agreed yet",
      {},
      ["gathering running", "department-reply ahead", "forum ahead", "mayor-reply ahead", "outcome ahead"],
    ],
    [
      "one is missing",
      { count: 49 },
      ["gathering running", "department-reply ahead", "forum ahead", "mayor-reply ahead", "outcome ahead"],
    ],
    [
      "the fiftieth came: a reply is owed, and people go on",
      { count: 50, reply: "open" },
      ["gathering running", "department-reply running", "forum ahead", "mayor-reply ahead", "outcome ahead"],
    ],
    [
      "it is overdue",
      { count: 51, reply: "overdue" },
      ["gathering running", "department-reply late", "forum ahead", "mayor-reply ahead", "outcome ahead"],
    ],
    [
      "it came, late",
      { count: 51, reply: "met late" },
      ["gathering running", "department-reply done", "forum ahead", "mayor-reply ahead", "outcome done"],
    ],
    [
      "it came, and says that it will be studied",
      { count: 51, reply: "studied" },
      ["gathering running", "department-reply done", "forum ahead", "mayor-reply ahead", "outcome running"],
    ],
    [
      "a forum is open, and the reply is owed",
      { count: 100, reply: "open", forum: { open: true } },
      ["gathering done", "department-reply running", "forum running", "mayor-reply ahead", "outcome ahead"],
    ],
    [
      "the forum was long enough for the mayor",
      { count: 130, reply: "met", forum: { open: true, reply: "open" } },
      ["gathering done", "department-reply done", "forum running", "mayor-reply running", "outcome done"],
    ],
    [
      "the forum ended short of the mayor's number",
      { state: "closed", reply: "met", forum: { open: false } },
      ["gathering done", "department-reply done", "forum done", "mayor-reply failed", "outcome done"],
    ],
    [
      "all is done",
      { state: "closed", reply: "met", forum: { open: false, reply: "met" } },
      ["gathering done", "department-reply done", "forum done", "mayor-reply done", "outcome done"],
    ],
    ["it closed with too few: the way ends there", { state: "closed", count: 49 }, ["gathering failed"]],
    ["it was withdrawn before that", { state: "withdrawn", count: 49 }, ["gathering failed"]],
    [
      "it closed after the reply was owed: that stays owed",
      { state: "closed", count: 50, reply: "overdue" },
      ["gathering done", "department-reply late", "forum failed", "outcome ahead"],
    ],
    [
      "it was withdrawn after the reply was owed: that stays owed",
      { state: "withdrawn", count: 50, reply: "open" },
      ["gathering failed", "department-reply running", "outcome ahead"],
    ],
    [
      "an open forum goes on when the proposal is over",
      { state: "closed", count: 100, reply: "met", forum: { open: true } },
      ["gathering done", "department-reply done", "forum running", "mayor-reply ahead", "outcome done"],
    ],
  ])("%s", (_, facts, steps) => {
    expect(said(journeyOf(factsOf(facts)))).toEqual(steps);
  });

  test("it is gathered for the next number that was not reached, and for none when all were", () => {
    const goalOf = (facts: Case) => journeyOf(factsOf(facts))[0]?.goal;
    expect(goalOf({ count: 2 })).toBe(50);
    // Somebody took their agreement back: what was reached stays so.
    expect(goalOf({ count: 48, reply: "open" })).toBe(100);
    expect(goalOf({ count: 100, reply: "open", forum: { open: true } })).toBeNull();
  });

  test("an open forum says until when, an answered duty when, and neither both", () => {
    const steps = journeyOf(factsOf({ reply: "met", forum: { open: true } }));
    expect(steps[1]).toMatchObject({ doneAt: DAY, dueAt: null, metLate: false });
    expect(steps[2]).toMatchObject({ doneAt: null, dueAt: LATER });
    expect(steps[3]).toMatchObject({ count: 7, goal: 1000 });
  });

  test("a reply that came after its day says so", () => {
    expect(journeyOf(factsOf({ reply: "met late" }))[1]).toMatchObject({ doneAt: TOO_LATE, metLate: true });
  });

  test("the outcome is what was said last, whoever said it", () => {
    const facts = factsOf({ reply: "met late", forum: { open: false, reply: "studied" } });
    expect(journeyOf(facts).at(-1)).toMatchObject({ decision: "will-do", doneAt: TOO_LATE });
  });

  test("two replies of one office at two numbers are told apart", () => {
    const first = number("department-reply", true);
    const facts = factsOf({ reply: "met" });
    const steps = journeyOf({
      ...facts,
      milestones: [first, { ...first, code: "again", threshold: 80 }],
      duties: [owed("department-reply", "met"), owed("again", "overdue")],
    });
    expect(steps.slice(1, 3).map(({ state }) => state)).toEqual(["done", "late"]);
  });
});

describe("a poll's way", () => {
  const facts = (over: Partial<PollTrackFacts>): PollTrackFacts => ({
    state: "open",
    opensAt: DAY,
    closesAt: LATER,
    countedAt: null,
    results: "after-closing",
    participants: 12,
    milestones: [],
    duties: [],
    ...over,
  });
  const followUp = (reply: Reply) => ({
    ...owed("", reply),
    threshold: null,
    kind: "poll-follow-up" as const,
  });
  const reply = number("department-reply", false);

  test.each<[string, Partial<PollTrackFacts>, string[]]>([
    ["it opens later", { state: "scheduled" }, ["taking-part ahead", "results ahead", "follow-up ahead"]],
    [
      "its results can be seen from the first ballot on",
      { results: "live" },
      ["taking-part running", "results running", "follow-up ahead"],
    ],
    [
      "and not before",
      { results: "live", state: "scheduled" },
      ["taking-part ahead", "results ahead", "follow-up ahead"],
    ],
    ["it is open", {}, ["taking-part running", "results ahead", "follow-up ahead"]],
    [
      "its number is ahead",
      { milestones: [reply] },
      ["taking-part running", "department-reply ahead", "results ahead", "follow-up ahead"],
    ],
    [
      "it closed short of it: the results come all the same",
      { state: "closed", milestones: [reply] },
      ["taking-part done", "results running", "follow-up ahead"],
    ],
    [
      "what follows is owed",
      { state: "closed", countedAt: LATER, duties: [followUp("open")] },
      ["taking-part done", "results done", "follow-up running"],
    ],
    [
      "and late",
      { state: "closed", countedAt: LATER, duties: [followUp("overdue")] },
      ["taking-part done", "results done", "follow-up late"],
    ],
    [
      "and said",
      { state: "closed", countedAt: LATER, duties: [followUp("met")] },
      ["taking-part done", "results done", "follow-up done"],
    ],
    [
      "it was withdrawn after a reply was owed",
      {
        state: "withdrawn",
        milestones: [{ ...reply, reachedAt: DAY }],
        duties: [{ ...owed("department-reply", "open"), kind: "department-reply" }],
      },
      ["taking-part failed", "department-reply running"],
    ],
  ])("%s", (_, over, steps) => {
    expect(said(pollTrackOf(facts(over)))).toEqual(steps);
  });
});

describe("a residents' vote's way", () => {
  const first = { outcome: "first" as const, boundUntil: LATER };
  test.each<[string, Parameters<typeof voteTrackOf>[0], string[]]>([
    [
      "its notice is out",
      { state: "announced", result: null, now: DAY },
      ["running", "ahead", "ahead", "ahead", "ahead"],
    ],
    [
      "it is its day",
      { state: "voting", result: null, now: DAY },
      ["done", "running", "ahead", "ahead", "ahead"],
    ],
    [
      "it is counted",
      { state: "counting", result: null, now: DAY },
      ["done", "done", "running", "ahead", "ahead"],
    ],
    ["it binds", { state: "decided", result: first, now: DAY }, ["done", "done", "done", "done", "running"]],
    [
      "and no longer",
      { state: "decided", result: first, now: TOO_LATE },
      ["done", "done", "done", "done", "done"],
    ],
    [
      "neither side",
      { state: "decided", result: { outcome: "neither", boundUntil: null }, now: DAY },
      ["done", "done", "done", "done", "failed"],
    ],
  ])("%s", (_, facts, states) => {
    expect(voteTrackOf(facts).map(({ state }) => state)).toEqual(states);
  });
});

describe("a drive's way", async () => {
  const statute = await statuteOf("ordinance-petition");
  const at = (day: string) => new Date(`${day}T10:00:00+09:00`);
  const begun: TrackFacts = {
    state: "collecting",
    reached: false,
    certifiedAt: at("2026-01-15"),
    collectUntil: at("2026-07-15"),
    handedInAt: null,
    listPublishedAt: null,
    inspectUntil: null,
    shortfallUntil: null,
    decidableAt: null,
    acceptedAt: null,
    introducedAt: null,
    extendedAt: null,
    decidedAt: null,
    deleteDataAt: null,
    daysOff: null,
  };
  const handedIn: Partial<TrackFacts> = { reached: true, state: "handed-in", handedInAt: at("2026-07-20") };
  const deciding: Partial<TrackFacts> = {
    ...handedIn,
    state: "deciding",
    listPublishedAt: at("2026-07-22"),
    inspectUntil: at("2026-08-01"),
    decidableAt: at("2026-08-01"),
  };
  const accepted: Partial<TrackFacts> = { ...deciding, state: "accepted", acceptedAt: at("2026-08-31") };

  test.each<[string, Partial<TrackFacts>, string, string]>([
    ["people sign", {}, "2026-03-01", "collect running"],
    ["the window is over, before the job ran: nobody is late", {}, "2026-07-16", "collect running"],
    ["the list is to be published", handedIn, "2026-07-25", "publish-list running"],
    ["and was not", handedIn, "2026-07-26", "publish-list late"],
    [
      "objections are still to be decided: the acceptance has no day",
      { ...deciding, decidableAt: null },
      "2026-08-15",
      "objections running",
    ],
    ["and were not", { ...deciding, decidableAt: null }, "2026-08-16", "objections late"],
    ["three months to accept it", deciding, "2026-11-01", "accept running"],
    ["and one day more", deciding, "2026-11-02", "accept late"],
    ["it waits to be introduced", accepted, "2026-09-30", "introduce running"],
    ["and was not", accepted, "2026-10-01", "introduce late"],
    [
      "a year to decide",
      { ...accepted, state: "introduced", introducedAt: at("2026-09-10") },
      "2027-08-31",
      "decide running",
    ],
    [
      "and one day more",
      { ...accepted, state: "introduced", introducedAt: at("2026-09-10") },
      "2027-09-01",
      "decide late",
    ],
    [
      "a further year was taken",
      { ...accepted, state: "introduced", introducedAt: at("2026-09-10"), extendedAt: at("2027-08-01") },
      "2028-08-31",
      "decide running",
    ],
    ["too few signed", { state: "lapsed" }, "2026-08-01", "collect failed"],
    ["it was dismissed", { ...accepted, state: "dismissed" }, "2026-09-01", "accept failed"],
  ])("%s", (_, facts, now, step) => {
    const steps = trackOf(statute, { ...begun, ...facts }, at(now));
    const here = steps.filter(({ state }) => state !== "done" && state !== "ahead");
    expect(here.map(({ code, state }) => `${code} ${state}`)).toEqual([step]);
    const place = steps.findIndex(({ code }) => step.startsWith(code));
    expect(steps.slice(0, place).every(({ state }) => state === "done")).toBe(true);
    expect(steps.slice(place + 1).every(({ state }) => state === "ahead")).toBe(true);
  });
});
