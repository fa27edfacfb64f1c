import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** Residents' votes as programs meet them: read, by everybody, and written by nobody. */
let portal: TestPortal;
let visitor: Client;

interface Item {
  id: number;
  state: string;
  votingDay: string;
  eligible: number;
  result: { outcome: string; ballots: number } | null;
}

beforeAll(async () => {
  portal = await startPortal({ template: "demonstration" });
  visitor = new Client(portal.url);
  await setUpHaetsal(portal.database.db);
}, 120_000);
afterAll(() => portal.stop());

const read = async (path: string, client = visitor) => {
  const answer = await client.send(`/api/v1${path}`);
  return { status: answer.status, body: await answer.json() };
};
const list = async (): Promise<Item[]> => (await read("/votes?lang=ko")).body.items;

/** Before anything else: that a number is public is remembered for some seconds. */
test.each(["visitor", "citizen-11"])(
  "%s reads none that is for members alone, nor one that is not listed by its number",
  async (login) => {
    const client = login === "visitor" ? visitor : await signIn(portal.url, login);
    const { pool } = portal.database;
    const { rows } = await pool.query("select matter_id as id from vote order by 1 limit 1");
    const [{ id } = { id: 0 }] = rows;
    for (const visibility of ["members", "unlisted"]) {
      await pool.query("update matter set visibility = $2 where id = $1", [id, visibility]);
      const { items } = (await read("/votes?lang=ja", client)).body;
      expect(items.map((item: Item) => item.id)).not.toContain(id);
      expect((await read(`/votes/${id}?lang=ja`, client)).status).toBe(404);
    }
    await pool.query("update matter set visibility = 'public' where id = $1", [id]);
  },
);

describe("a vote", () => {
  test("in the list is the one that is read by itself, and what its page and the open data say", async () => {
    const items = await list();
    expect(items.length).toBeGreaterThan(1);
    expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted((a, b) => b - a));
    const { rows } = await portal.database.pool.query("select matter_id as id, eligible from vote");
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)));
    for (const item of items) {
      const { status, body } = await read(`/votes/${item.id}?lang=ko`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ ...item, result: item.result && expect.objectContaining(item.result) });
      const sum = (of: (place: { eligible: number }) => number) =>
        body.places.reduce((all: number, place: { eligible: number }) => all + of(place), 0);
      expect(sum(({ eligible }) => eligible)).toBe(item.eligible);
      expect(await (await visitor.send(`/votes/${item.id}?lang=ko`)).text()).toContain(body.title);
    }
  });

  test("that is decided adds up, by polling place and by the law", async () => {
    const decided = (await list()).filter(({ result }) => result !== null);
    expect(decided.length).toBeGreaterThan(0);
    for (const { id } of decided) {
      const { result, places } = (await read(`/votes/${id}`)).body;
      for (const of of ["ballots", "first", "second", "invalid"])
        expect(
          result.places.reduce((sum: number, place: Record<string, number>) => sum + (place[of] ?? 0), 0),
        ).toBe(result[of]);
      expect(result.places.map(({ place }: { place: number }) => place)).toEqual(
        places.map(({ place }: { place: number }) => place),
      );
      expect(result.first + result.second + result.invalid).toBe(result.ballots);
      const adopted = result.outcome === "neither" ? null : result[result.outcome];
      if (adopted !== null) expect(adopted).toBeGreaterThanOrEqual(result.majority);
      expect(result.boundUntil === null).toBe(adopted === null);
    }
  });

  test("is in the reader's language, and says nothing of who counted", async () => {
    const [{ id } = { id: 0 }] = await list();
    const titles = await Promise.all(
      ["ko", "en", "ja"].map(async (language) => (await read(`/votes/${id}?lang=${language}`)).body.title),
    );
    expect(new Set(titles).size).toBe(3);
    const text = JSON.stringify((await read(`/votes/${id}`)).body);
    for (const secret of ["published_by", "officeName", "person", "timeline"])
      expect(text).not.toContain(secret);
  });
});

describe("what is asked wrongly", () => {
  test.each([
    ["/votes/999999", 404],
    ["/votes/0", 404],
    ["/votes/1e3", 404],
    ["/votes/%00", 404],
    ["/votes/00000000-0000-0000-0000-000000000000", 404],
    ["/votes?cursor=nonsense", 422],
    ["/votes?cursor=", 200],
    ["/votes?state=decided", 200],
    ["/spaces/haetsal/votes", 200],
    ["/spaces/nowhere/votes", 404],
  ])("%s is %i", async (path, status) => {
    expect((await read(path)).status).toBe(status);
  });

  test("a matter of another kind, or of another space, is no vote", async () => {
    const [{ id } = { id: 0 }] = await list();
    expect((await read(`/spaces/haetsal/votes/${id}`)).status).toBe(404);
    expect((await read("/spaces/haetsal/votes")).body).toEqual({ items: [], next: null });
    const { rows } = await portal.database.pool.query(
      "select distinct on (kind) id from matter where kind <> 'vote' order by kind, id",
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const other of rows) expect((await read(`/votes/${other.id}`)).status).toBe(404);
  });

  test.each(["visitor", "citizen-11", "officer-election", "admin"])(
    "%s writes nothing here",
    async (login) => {
      const client = login === "visitor" ? visitor : await signIn(portal.url, login);
      const [{ id } = { id: 0 }] = await list();
      for (const path of ["/api/v1/votes", `/api/v1/votes/${id}`])
        for (const method of ["POST", "PUT", "DELETE"]) {
          const answer = await client.json(path, method, {});
          expect([path, method, answer.status]).toEqual([path, method, 405]);
        }
    },
  );
});
