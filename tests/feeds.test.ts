import { XMLParser, XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { atomFeed } from "#app/platform/atom.ts";
import { calendarFile } from "#app/platform/calendar-file.ts";
import { Client, signIn } from "./support/client.ts";
import { createProposal } from "./support/database.ts";
import { type ClockedPortal, startClockedPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** Feeds and the calendar, read by parsers that are none of ours. */
let portal: ClockedPortal;
let visitor: Client;

beforeAll(async () => {
  portal = await startClockedPortal({ template: "demonstration", clock: new Date().toISOString() });
  visitor = new Client(portal.url);
}, 60_000);
afterAll(() => portal.stop());

interface Entry {
  id: string;
  title: string;
  published: string;
  updated: string;
  link: { "@href": string };
  summary: string;
}

function parseAtom(text: string) {
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    isArray: (name) => name === "entry" || name === "link",
    parseTagValue: false,
  });
  const { feed } = parser.parse(text);
  const entries: Entry[] = (feed.entry ?? []).map((entry: { link: unknown[] }) => ({
    ...entry,
    link: entry.link[0],
  }));
  return { feed, entries };
}

function parseCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    calendar,
    events: calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event)),
  };
}

describe("an Atom feed", () => {
  test.each(["proposals", "forums", "drives", "polls", "replies"])("of %s", async (name) => {
    const answer = await visitor.send(`/feeds/${name}.atom?lang=en`);
    expect(answer.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
    const { feed, entries } = parseAtom(await answer.text());
    expect(feed["@xmlns"]).toBe("http://www.w3.org/2005/Atom");
    // RFC 4287, 4.1.1: id, title and updated once; an author, since entries have none.
    for (const part of ["id", "title", "updated"]) expect(typeof feed[part], part).toBe("string");
    expect(feed.author.name).not.toBe("");
    expect(feed.link.find((link: Record<string, string>) => link["@rel"] === "self")["@href"]).toBe(
      `${portal.url}/feeds/${name}.atom?lang=en`,
    );
    expect(entries.length).toBeGreaterThan(2);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    const times = entries.map(({ published }) => Date.parse(published));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const page = new URL(entries[0]?.link["@href"] ?? "");
    expect((await visitor.send(page.pathname + page.search)).status).toBe(200);
  });

  test("has what was published just now, and nothing that is not listed", async () => {
    const { db, pool } = portal.database;
    const [shown, hidden] = [await createProposal(db, new Date()), await createProposal(db, new Date())];
    await pool.query("update matter set visibility = 'unlisted', title = '숨긴 제안' where id = $1", [
      hidden,
    ]);
    await pool.query("update matter set title = '<b>보이는</b> & 제안' where id = $1", [shown]);
    await portal.work();
    const { entries } = parseAtom(await (await visitor.send("/feeds/proposals.atom")).text());
    expect(entries[0]?.title).toContain("<b>보이는</b> & 제안");
    expect(entries.some(({ title }) => title.includes("숨긴"))).toBe(false);
  });

  test("is kept: who has it gets 304, no cookie is set or read", async () => {
    const path = "/feeds/drives.atom?lang=ja";
    const first = await visitor.send(path);
    await first.text();
    expect(first.headers.getSetCookie()).toEqual([]);
    const citizen = await signIn(portal.url, "citizen-701");
    const again = await citizen.send(path, { headers: { "If-None-Match": first.headers.get("ETag") ?? "" } });
    expect(again.status).toBe(304);
  });

  test.each(["nothing.atom", "proposals.rss", "proposals", "opinions.atom", "calendar.atom"])(
    "is not there by the name %s",
    async (name) => {
      expect((await visitor.send(`/feeds/${name}`)).status).toBe(404);
    },
  );

  test("without entries is one all the same, and any text fits in", () => {
    const about = {
      title: "t",
      subtitle: "s",
      language: "ko",
      self: "https://x.example/f",
      page: "https://x.example",
    };
    const empty = atomFeed({ ...about, author: "a", updatedAt: "2026-03-01T00:00:00Z", entries: [] });
    expect(parseAtom(empty).entries).toEqual([]);
    const title = `<&>"' \u0000\u0008\ud800]]> 한글 🌊`;
    const entry = {
      id: "tag:x,2026:1",
      title,
      summary: title,
      url: "https://x.example/?a=1&b=2",
      category: "c",
      publishedAt: "2026-03-01T00:00:00Z",
    };
    const odd = atomFeed({ ...about, author: "a", updatedAt: "2026-03-01T00:00:00Z", entries: [entry] });
    expect(parseAtom(odd).entries[0]).toMatchObject({
      title: `<&>"' \ufffd]]> 한글 🌊`,
      link: { "@href": "https://x.example/?a=1&b=2" },
    });
  });
});

describe("the calendar", () => {
  const read = async (path = "/feeds/calendar.ics?lang=en") => {
    const answer = await visitor.send(path);
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    return answer.text();
  };

  test("has when each open forum, drive and poll closes, and each duty that is owed", async () => {
    const { events } = parseCalendar(await read());
    const { rows: closing } = await portal.database.pool.query(`
      select id, kind from matter where kind in ('forum', 'drive', 'poll') and visibility = 'public' and state = 'open'
        and closes_at between now() and now() + interval '399 days'`);
    const { rows: due } = await portal.database.pool.query(`
      select duty.id from duty join matter on matter.id = matter_id where met_at is null
        and matter.visibility = 'public' and matter.state <> 'withdrawn' and due_at > now()`);
    const uids = events.map(({ uid }) => uid);
    expect(new Set(closing.map(({ kind }) => kind)).size).toBe(3);
    expect(due.length).toBeGreaterThan(0);
    expect(new Set(uids).size).toBe(uids.length);
    for (const { id } of closing)
      expect(uids.some((uid) => uid.startsWith(`matter-${id}-closes.`))).toBe(true);
    for (const { id } of due) expect(uids.some((uid) => uid.startsWith(`duty-${id}.`))).toBe(true);
    const page = new URL(String(events[0]?.component.getFirstPropertyValue("url")));
    expect((await visitor.send(page.pathname + page.search)).status).toBe(200);
  });

  test("says what ends with a day in Seoul as that day", async () => {
    const { pool } = portal.database;
    const { rows } = await pool.query(`
      select duty.id, (due_at at time zone 'Asia/Seoul')::date::text as day from duty join matter on matter.id = matter_id
      where met_at is null and matter.visibility = 'public' and due_at > now() limit 1`);
    const { events } = parseCalendar(await read());
    const event = events.find(({ uid }) => uid.startsWith(`duty-${rows[0].id}.`));
    expect(event?.startDate.isDate).toBe(true);
    expect(event?.startDate.toString()).toBe(rows[0].day);
  });

  test("is of one space, and without what is not listed", async () => {
    const { db, pool } = portal.database;
    await setUpHaetsal(db);
    expect(parseCalendar(await read("/s/haetsal/feeds/calendar.ics")).events).toEqual([]);
    const { rows } = await pool.query("select matter_id as id from forum order by 1 desc limit 1");
    const has = async () => (await read(`/feeds/calendar.ics?lang=ja`)).includes(`matter-${rows[0].id}-`);
    expect(await has()).toBe(true);
    await pool.query("update matter set visibility = 'unlisted' where id = $1", [rows[0].id]);
    await expect.poll(has).toBe(false);
    await pool.query("update matter set visibility = 'public' where id = $1", [rows[0].id]);
  });

  test("did not change where nothing did: who has it gets 304", async () => {
    const answer = await visitor.send("/feeds/calendar.ics");
    await answer.text();
    const again = await visitor.send("/feeds/calendar.ics", {
      headers: { "If-None-Match": answer.headers.get("ETag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  test.each([
    ["commas, semicolons, backslashes", "a, b; c \\ d \\n e"],
    ["lines", "one\r\ntwo\rthree\nfour"],
    ["what looks like a line of its own", "x\r\nEND:VEVENT\r\nBEGIN:VEVENT"],
    ["long Korean", "가나다라마바사".repeat(40)],
    ["emoji at the end of a line", `${"x".repeat(66)}👩‍👩‍👧‍👦🌊`.repeat(3)],
    ["control characters", "a\u0000b\u0007c\u007fd\te"],
    ["half of a pair", "a\ud83cb"],
  ])("any text fits in: %s", (_, text) => {
    const file = calendarFile({
      name: text,
      product: "Gonggam",
      refresh: "PT1H",
      events: [
        {
          uid: "1@x.example",
          summary: text,
          description: text,
          url: "https://x.example/",
          category: "c",
          on: new Date("2026-03-01T03:00:00Z"),
          changedAt: new Date("2026-02-01T00:00:00.500Z"),
        },
      ],
    });
    // RFC 5545, 3.1: lines of 75 bytes at the most, each ending with CR LF, none broken inside of a character.
    const lines = file.split("\r\n");
    expect(lines.pop()).toBe("");
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n]/);
      expect(line.isWellFormed()).toBe(true);
    }
    const { events } = parseCalendar(file);
    expect(events).toHaveLength(1);
    const kept = text
      .toWellFormed()
      .replace(/\r\n?/g, "\n")
      .replace(/[^\P{Cc}\t\n]/gu, "");
    expect(events[0]?.summary).toBe(kept);
    expect(events[0]?.description).toBe(kept);
    expect(events[0]?.startDate.toJSDate()).toEqual(new Date("2026-03-01T03:00:00Z"));
  });
});

test("pages say what can be followed", async () => {
  const page = await (await visitor.send("/?lang=en")).text();
  const links = [
    ...page.matchAll(
      /<link rel="alternate" type="(application\/atom\+xml|text\/calendar)" title="[^"]+" href="([^"]+)"/g,
    ),
  ];
  expect(links).toHaveLength(6);
  for (const [, type, href = ""] of links) {
    const answer = await visitor.send(href.replaceAll("&amp;", "&"));
    expect([href, answer.status]).toEqual([href, 200]);
    expect(answer.headers.get("Content-Type")).toContain(type);
    await answer.text();
  }
  const ofGroup = await (await visitor.send("/s/haetsal")).text();
  expect(ofGroup).not.toContain("drives.atom");
  expect(ofGroup).toContain('href="/s/haetsal/feeds/proposals.atom?lang=en"');
});
