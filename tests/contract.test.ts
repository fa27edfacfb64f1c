import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** The outside contract (DESIGN.md, section 5), by somebody who knows only that. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());

interface Proposal {
  id: number;
  state: string;
  support: { count: number };
  crossings: { at: number; rule: string; crossedAt: string }[];
  duties: { id: number; kind: string; office: string; dueAt: string; state: string }[];
  forum: number | null;
}

const draft = { title: "밤에도 밝은 골목", body: "가로등 사이가 너무 멉니다.", category: "transport" };
const read = async (id: number): Promise<Proposal> =>
  (await fetch(`${portal.url}/api/v1/proposals/${id}`)).json();

async function publish(): Promise<number> {
  const author = await signIn(portal.url, "citizen-50000");
  const response = await author.json("/api/v1/proposals", "POST", draft);
  expect(response.status).toBe(201);
  const { id } = await response.json();
  return id;
}

async function citizens(from: number, count: number): Promise<Client[]> {
  const logins = Array.from({ length: count }, (_, index) => `citizen-${from + index}`);
  return Promise.all(logins.map((login) => signIn(portal.url, login)));
}

describe("agreements", () => {
  test("one after the other: nothing at 49, a duty at 50, a forum at 100", async () => {
    const id = await publish();
    const people = await citizens(1, 100);
    for (const [index, person] of people.entries()) {
      const response = await person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" });
      expect(response.status).toBe(201);
      expect((await response.json()).count).toBe(index + 1);
      if (index + 1 === 49) expect(await read(id)).toMatchObject({ duties: [], crossings: [], forum: null });
      if (index + 1 === 50) {
        const proposal = await read(id);
        expect(proposal.duties).toHaveLength(1);
        expect(proposal.duties[0]).toMatchObject({
          kind: "department-reply",
          office: "transport",
          state: "open",
        });
        const days = (Date.parse(proposal.duties[0]?.dueAt ?? "") - Date.now()) / 86_400_000;
        expect(days).toBeGreaterThan(29.9);
        expect(days).toBeLessThan(31);
        expect(proposal.crossings.map(({ at }) => at)).toEqual([50]);
        expect(proposal.forum).toBeNull();
      }
      if (index + 1 === 99) expect((await read(id)).forum).toBeNull();
    }
    const proposal = await read(id);
    expect(proposal.forum).toEqual(expect.any(Number));
    expect(proposal.crossings.map(({ at }) => at)).toEqual([50, 100]);
    expect(proposal.duties).toHaveLength(1);
    const forum = await (await fetch(`${portal.url}/api/v1/forums/${proposal.forum}`)).json();
    expect(forum).toMatchObject({ id: proposal.forum, proposal: id, state: "open", participants: 0 });
  });

  test("all in flight at once, each twice: the same end", async () => {
    const id = await publish();
    const people = await citizens(1, 100);
    const answers = await Promise.all(
      [...people, ...people].map((person) =>
        person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array(100).fill(200),
      ...Array(100).fill(201),
    ]);
    const proposal = await read(id);
    expect(proposal.support.count).toBe(100);
    expect(proposal.duties).toHaveLength(1);
    expect(proposal.crossings.map(({ at }) => at)).toEqual([50, 100]);
    expect(proposal.forum).toEqual(expect.any(Number));
  });

  test("taking it back and agreeing again changes the count, never the record", async () => {
    const id = await publish();
    const [person] = await citizens(7, 1);
    const say = async (method: string) => {
      const response = await person?.send(`/api/v1/proposals/${id}/agreement`, { method });
      return [response?.status, (await response?.json())?.count];
    };
    expect(await say("PUT")).toEqual([201, 1]);
    expect(await say("PUT")).toEqual([200, 1]);
    expect(await say("DELETE")).toEqual([200, 0]);
    expect(await say("DELETE")).toEqual([200, 0]);
    expect(await say("PUT")).toEqual([201, 1]);
  });
});

describe("replies and opinions", () => {
  test("the owing department meets its duty; another one may not", async () => {
    const id = await publish();
    const people = await citizens(1, 50);
    await Promise.all(
      people.map((person) => person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" })),
    );
    const [duty] = (await read(id)).duties;
    const reply = { body: "내년 예산에 반영하겠습니다.", decision: "will-do" };
    const other = await signIn(portal.url, "officer-culture");
    expect((await other.json(`/api/v1/duties/${duty?.id}/replies`, "POST", reply)).status).toBe(403);
    const officer = await signIn(portal.url, `officer-${duty?.office}`);
    const open = await (await officer.send("/api/v1/duties?state=open")).json();
    expect(open.items.map((item: { id: number }) => item.id)).toContain(duty?.id);
    expect((await officer.json(`/api/v1/duties/${duty?.id}/replies`, "POST", reply)).status).toBe(201);
    expect((await read(id)).duties[0]).toMatchObject({ state: "met" });
    const met = await (await officer.send("/api/v1/duties?state=met")).json();
    expect(met.items.map((item: { id: number }) => item.id)).toContain(duty?.id);
  });

  test("a department that studies it further has not answered", async () => {
    const id = await publish();
    const people = await citizens(1, 50);
    await Promise.all(
      people.map((person) => person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" })),
    );
    const [duty] = (await read(id)).duties;
    const officer = await signIn(portal.url, `officer-${duty?.office}`);
    const say = async (reply: object) => {
      const response = await officer.json(`/api/v1/duties/${duty?.id}/replies`, "POST", reply);
      return [response.status, await response.json()];
    };
    const study = { body: "더 검토하겠습니다.", decision: "under-study" };
    expect(await say({ ...study, nextDate: "2020-01-01" })).toMatchObject([
      422,
      { errors: [{ field: "nextDate", code: "out-of-range" }] },
    ]);
    const [status, said] = await say(study);
    expect(status).toBe(201);
    expect(said).toMatchObject({ version: 1, duty: { state: "open", metAt: null } });
    expect(said.duty.nextDate).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await read(id)).duties[0]).toMatchObject({ state: "open", nextDate: said.duty.nextDate });
    expect((await say({ body: "반영하겠습니다.", decision: "will-do" }))[1]).toMatchObject({
      duty: { state: "met", nextDate: null },
    });
  });

  test("one standing opinion a person; the ledger tells the whole story in order", async () => {
    const id = await publish();
    const people = await citizens(1, 100);
    await Promise.all(
      people.map((person) => person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" })),
    );
    const { forum } = await read(id);
    const [person] = people;
    const say = (stance: string) =>
      person?.json(`/api/v1/forums/${forum}/opinions`, "POST", { stance, body: "제 생각은 이렇습니다." });
    expect((await say("for"))?.status).toBe(201);
    expect((await say("against"))?.status).toBe(200);
    const seen = await (await fetch(`${portal.url}/api/v1/forums/${forum}`)).json();
    expect(seen).toMatchObject({ participants: 1, stances: { for: 0, against: 1, other: 0 } });

    const { items } = await (await fetch(`${portal.url}/api/v1/events?after=0`)).json();
    const kinds = items
      .filter((event: { matter: number }) => event.matter === id)
      .map((event: { kind: string }) => event.kind);
    expect(kinds).toEqual(["published", "reached", "duty-opened", "reached", "forum-opened"]);
    expect(items.map((event: { seq: number }) => event.seq)).toEqual(
      items.map((_: unknown, index: number) => index + 1),
    );
  });
});

describe("what is refused", () => {
  test.each([
    ["without a session", "PUT", { Origin: "same" }, false, 401],
    ["from another origin", "PUT", { Origin: "https://elsewhere.example" }, true, 403],
    ["from nowhere", "PUT", {}, true, 403],
    ["same origin by Sec-Fetch-Site alone", "PUT", { "Sec-Fetch-Site": "same-origin" }, true, 404],
    ["cross site by Sec-Fetch-Site", "PUT", { "Sec-Fetch-Site": "cross-site" }, true, 403],
  ])("%s", async (_, method, headers: Record<string, string>, signedIn, status) => {
    const client = signedIn ? await signIn(portal.url, "citizen-3") : new Client(portal.url);
    const sent = {
      ...headers,
      ...(headers.Origin === "same" ? { Origin: portal.url } : {}),
      Cookie: client.cookieHeader,
    };
    const response = await fetch(`${portal.url}/api/v1/proposals/999999/agreement`, {
      method,
      headers: sent,
    });
    expect(response.status).toBe(status);
    expect(response.headers.get("Content-Type")).toContain("application/problem+json");
  });
});
