import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { endPost, givePost, type PostGiver } from "#app/domain/person/posts.ts";
import { recognisePerson } from "#app/domain/person/sign-in.ts";
import { readViewer } from "#app/domain/person/viewer.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { Seal } from "#app/platform/seal.ts";
import { accountOf } from "./support/accounts.ts";
import { type Client, signIn } from "./support/client.ts";
import { createPerson, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

const NOW = new Date("2026-03-02T00:00:00Z");
const LATER = new Date("2026-04-02T00:00:00Z");
const SOON = new Date("2026-03-09T14:59:59.999Z");

let database: TestDatabase;
let city: Directory;
let haetsal: Directory;
let admin: Viewer;
let admins: number;
beforeAll(async () => {
  database = await createTestDatabase();
  haetsal = await setUpHaetsal(database.db);
  city = await directoryOf(database.db);
  admins = await createPerson(database.db);
  await givePost(database.db, haetsal, { personId: admins, role: "admin", endsAt: null }, "operator", NOW);
  admin = await viewerOf(admins);
});
afterAll(() => database.close());

async function viewerOf(personId: number, at = NOW): Promise<Viewer> {
  const viewer = await readViewer(database.db, personId, at);
  if (!viewer) throw new Error("There is nobody of this id.");
  return viewer;
}
const rolesOf = async (personId: number, at = NOW) =>
  (await viewerOf(personId, at)).posts.map(({ spaceId, role }) => `${role}@${spaceId}`).sort();
const officeOf = (code: string) => haetsal.offices.find((office) => office.code === code)?.id ?? null;

describe("a post within a space", () => {
  test("is held from when it is given, in its office", async () => {
    const personId = await createPerson(database.db);
    const post = { personId, role: "officer", officeCode: "management" } as const;
    await givePost(database.db, haetsal, { ...post, endsAt: null }, admin, NOW);
    const { posts } = await viewerOf(personId);
    expect(posts).toEqual([{ spaceId: haetsal.space.id, role: "officer", officeId: officeOf("management") }]);
  });

  test("ends by itself with its last moment", async () => {
    const personId = await createPerson(database.db);
    await givePost(database.db, haetsal, { personId, role: "moderator", endsAt: SOON }, admin, NOW);
    expect(await rolesOf(personId, new Date(SOON.getTime() - 1))).toHaveLength(1);
    expect(await rolesOf(personId, SOON)).toEqual([]);
  });

  test("given again is one post with another end, and what it was is kept", async () => {
    const personId = await createPerson(database.db);
    for (const endsAt of [null, SOON, null])
      await givePost(database.db, haetsal, { personId, role: "head", endsAt }, admin, NOW);
    expect(await rolesOf(personId)).toEqual([`head@${haetsal.space.id}`]);
    const kept = database.db
      .selectFrom("post")
      .select(["given_by", "source"])
      .where("person_id", "=", personId);
    expect(await kept.execute()).toEqual(Array(3).fill({ given_by: admins, source: "space" }));
  });

  test("given by two at once is held once", async () => {
    const personId = await createPerson(database.db);
    const give = () => givePost(database.db, haetsal, { personId, role: "clerk", endsAt: SOON }, admin, NOW);
    await Promise.all([give(), give(), give()]);
    expect(await rolesOf(personId)).toHaveLength(1);
  });

  test("is ended within the space, once", async () => {
    const personId = await createPerson(database.db);
    const post = { personId, role: "moderator" } as const;
    await givePost(database.db, haetsal, { ...post, endsAt: null }, admin, NOW);
    await endPost(database.db, haetsal, post, admin, LATER);
    expect(await rolesOf(personId, LATER)).toEqual([]);
    const again = endPost(database.db, haetsal, post, admin, LATER);
    await expect(again).rejects.toMatchObject({ code: "not-found" });
  });

  test.each([
    ["by nobody's leave once somebody administers the space", "operator", {}, "not-permitted"],
    ["by a citizen", "citizen", {}, "not-permitted"],
    ["by who administers another space", "city", {}, "not-permitted"],
    ["in an office that the space does not have", "admin", { officeCode: "transport" }, "invalid-input"],
    ["of an officer in no office", "admin", { officeCode: undefined }, "invalid-input"],
    ["of an officer in the head's office", "admin", { officeCode: "chair" }, "invalid-input"],
    ["of a mayor where there is none", "admin", { role: "mayor" }, "invalid-input"],
    ["to nobody", "admin", { personId: 999_999 }, "not-found"],
    ["until a moment that has passed", "admin", { endsAt: NOW }, "invalid-input"],
  ] as const)("is not given %s", async (_, who, wrong, code) => {
    const cityAdmin = { spaceId: city.space.id, role: "admin", officeId: null } as const;
    const somebody = await viewerOf(await createPerson(database.db));
    const givers: Record<string, PostGiver> = {
      operator: "operator",
      citizen: somebody,
      city: { ...somebody, posts: [cityAdmin] },
      admin,
    };
    const personId = await createPerson(database.db);
    const post = { personId, role: "officer" as const, officeCode: "management", endsAt: null, ...wrong };
    const given = givePost(database.db, haetsal, post, givers[who] ?? "operator", NOW);
    await expect(given).rejects.toMatchObject({ code });
    expect(await rolesOf(personId)).toEqual([]);
  });
});

test("signing in replaces what the provider says of the first space, and nothing else", async () => {
  const identity = {
    issuer: "agency",
    subject: "somebody",
    uniqueNumber: "1",
    name: "김민서",
    birthDate: null,
    district: null,
    email: null,
    address: null,
    foreigner: false,
    permanentResidenceSince: null,
  };
  const keys = { identityKey: "a".repeat(32), seal: new Seal("s".repeat(32)) };
  const signInAs = (posts: string[], at: Date) =>
    recognisePerson(database.db, { ...identity, posts }, "ko", city, keys, at);
  const personId = await signInAs(["officer:transport", "moderator"], NOW);
  await givePost(database.db, haetsal, { personId, role: "clerk", endsAt: null }, admin, NOW);
  const [first, second] = [city.space.id, haetsal.space.id];
  await signInAs(["moderator", "admin", "head", "officer:management", "nonsense"], LATER);
  expect(await rolesOf(personId, LATER)).toEqual([`admin@${first}`, `clerk@${second}`, `moderator@${first}`]);
  await signInAs([], LATER);
  expect(await rolesOf(personId, LATER)).toEqual([`clerk@${second}`]);
});

describe("at the doors", () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal({ database });
  });
  afterAll(() => portal.stop());

  /** Somebody who has signed in, was given a post in the second space, and signs in anew. */
  async function holderOf(login: string, role: "officer" | "admin" | "moderator" | "head"): Promise<Client> {
    await signIn(portal.url, login);
    const personId = await personOf(login);
    const officeCode = role === "officer" ? "management" : undefined;
    await givePost(database.db, haetsal, { personId, role, officeCode, endsAt: null }, admin, new Date());
    return signIn(portal.url, login);
  }
  async function personOf(login: string): Promise<number> {
    const { person_id } = await database.db
      .selectFrom("account")
      .select("person_id")
      .where("subject_hash", "=", accountOf(login))
      .executeTakeFirstOrThrow();
    return person_id;
  }

  test.each([
    ["officer-transport", null, "/desk", 200, 403],
    ["mayor", null, "/desk", 200, 403],
    ["admin", null, "/desk", 200, 403],
    ["admin", null, "/operator/search-words", 200, 403],
    ["moderator", null, "/moderation/duplicates", 200, 403],
    ["clerk", null, "/clerk", 200, 403],
    ["citizen-8101", "officer", "/desk", 403, 200],
    ["citizen-8102", "head", "/desk", 403, 200],
    ["citizen-8103", "admin", "/operator/search-words", 403, 200],
    ["citizen-8104", "moderator", "/moderation/duplicates", 403, 200],
    ["citizen-8105", null, "/desk", 403, 403],
    ["citizen-8105", null, "/proposals/new", 302, 302],
  ] as const)(
    "%s, given %s, at %s: %s in the first space, %s in the second",
    async (login, role, path, first, second) => {
      const client = role ? await holderOf(login, role) : await signIn(portal.url, login);
      const statuses = [];
      for (const home of ["", "/s/haetsal"]) statuses.push((await client.send(home + path)).status);
      expect(statuses).toEqual([first, second]);
    },
  );

  test("what the space's office owes is replied to by its officer, and not by the city's", async () => {
    const api = "/api/v1/spaces/haetsal";
    const author = await signIn(portal.url, "citizen-8110");
    const text = { title: "승강기를 고쳐 주세요", body: "자주 멈춥니다.", category: "living" };
    const { id } = await (await author.json(`${api}/proposals`, "POST", text)).json();
    for (const number of [8111, 8112, 8113]) {
      const person = await signIn(portal.url, `citizen-${number}`);
      await person.send(`${api}/proposals/${id}/agreement`, { method: "PUT" });
    }
    const { duties } = await (await author.send(`${api}/proposals/${id}`)).json();
    expect(duties).toMatchObject([{ kind: "department-reply", office: "management", state: "open" }]);
    const reply = (client: Client) =>
      client.json(`${api}/duties/${duties[0].id}/replies`, "POST", {
        body: "고치겠습니다.",
        decision: "will-do",
      });
    for (const login of ["officer-transport", "mayor", "admin"])
      expect((await reply(await signIn(portal.url, login))).status, login).toBe(403);
    expect((await reply(await holderOf("citizen-8114", "officer"))).status).toBe(201);
  });

  test("an ended post opens no door to who signs in anew", async () => {
    const client = await holderOf("citizen-8120", "moderator");
    expect((await client.send("/s/haetsal/moderation/duplicates")).status).toBe(200);
    const post = { personId: await personOf("citizen-8120"), role: "moderator" } as const;
    await endPost(database.db, haetsal, post, admin, new Date());
    const anew = await signIn(portal.url, "citizen-8120");
    expect((await anew.send("/s/haetsal/moderation/duplicates")).status).toBe(403);
  });
});
