import { describe, expect, test } from "vitest";
import { type TrackFacts, trackOf } from "#app/domain/kinds/drive/track.ts";
import { type JourneyFacts, journeyOf } from "#app/domain/kinds/proposal/journey.ts";
import type { MilestoneView } from "#app/domain/threshold/read-thresholds.ts";
import { statuteOf } from "./support/drives.ts";

const DAY = "2026-03-02T01:00:00.000Z";
const LATER = "2026-04-01T14:59:59.999Z";

const number = (code: "department-reply" | "forum" | "mayor-reply", reached: boolean): MilestoneView => ({
  code,
  consequence: code,
  threshold: { "department-reply": 50, forum: 100, "mayor-reply": 1000 }[code],
  days: 30,
  reachedAt: reached ? DAY : null,
});
const owed = (threshold: string, state: "open" | "overdue" | "met") => ({
  threshold,
  state,
  dueAt: LATER,
  metAt: state === "met" ? DAY : null,
});

interface Case {
  open?: boolean;
  reply?: "open" | "overdue" | "met";
  forum?: { open: boolean; reply?: "open" | "overdue" | "met" };
}

function factsOf({ open = true, reply, forum }: Case): JourneyFacts {
  return {
    openedAt: DAY,
    open,
    milestones: [number("department-reply", reply !== undefined), number("forum", forum !== undefined)],
    duties: reply ? [owed("department-reply", reply)] : [],
    forum: forum
      ? {
          open: forum.open,
          closesAt: LATER,
          milestones: [number("mayor-reply", forum.reply !== undefined)],
          duties: forum.reply ? [owed("mayor-reply", forum.reply)] : [],
        }
      : null,
    forumToCome: [number("mayor-reply", false)],
  };
}

describe("a proposal's way", () => {
  test.each<[string, Case, string[]]>([
    [
      "nobody agreed yet",
      {},
      ["proposal done", "department-reply ahead", "forum ahead", "mayor-reply ahead"],
    ],
    [
      "a reply is owed",
      { reply: "open" },
      ["proposal done", "department-reply running", "forum ahead", "mayor-reply ahead"],
    ],
    [
      "it is overdue",
      { reply: "overdue" },
      ["proposal done", "department-reply late", "forum ahead", "mayor-reply ahead"],
    ],
    [
      "it came",
      { reply: "met" },
      ["proposal done", "department-reply done", "forum ahead", "mayor-reply ahead"],
    ],
    [
      "a forum is open, and the reply is owed",
      { reply: "open", forum: { open: true } },
      ["proposal done", "department-reply running", "forum running", "mayor-reply ahead"],
    ],
    [
      "the forum was long enough for the mayor",
      { reply: "met", forum: { open: true, reply: "open" } },
      ["proposal done", "department-reply done", "forum running", "mayor-reply running"],
    ],
    [
      "the forum ended short of the mayor's number",
      { open: false, reply: "met", forum: { open: false } },
      ["proposal done", "department-reply done", "forum done", "mayor-reply failed"],
    ],
    [
      "all is done",
      { open: false, reply: "met", forum: { open: false, reply: "met" } },
      ["proposal done", "department-reply done", "forum done", "mayor-reply done"],
    ],
    [
      "it closed with too few: the way ends there",
      { open: false },
      ["proposal done", "department-reply failed"],
    ],
    [
      "it closed after the reply was owed: that stays owed",
      { open: false, reply: "overdue" },
      ["proposal done", "department-reply late", "forum failed"],
    ],
  ])("%s", (_, facts, steps) => {
    expect(journeyOf(factsOf(facts)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(steps);
  });

  test("an open forum says until when, an answered duty when, and neither both", () => {
    const steps = journeyOf(factsOf({ reply: "met", forum: { open: true } }));
    expect(steps[1]).toMatchObject({ doneAt: DAY, dueAt: null });
    expect(steps[2]).toMatchObject({ doneAt: null, dueAt: LATER });
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
