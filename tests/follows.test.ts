import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { follow, MOST_FOLLOWS } from "#app/domain/follow/follow.ts";
import { readFollows } from "#app/domain/follow/read-follows.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { withdrawProposal } from "#app/domain/kinds/proposal/author-acts.ts";
import { NOTICES_OF_KINDS } from "#app/domain/kinds.ts";
import { MatterAddresses } from "#app/domain/matter/matter-addresses.ts";
import { tellFollowers } from "#app/domain/notice/tell-followers.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { Client, signIn } from "./support/client.ts";
import { createPerson, createProposal, directoryOf } from "./support/database.ts";
import { makeDrive, portalSigning } from "./support/drive-city.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Following without agreeing: by a form, of what the follower may find, within bounds. */

let portal: TestPortal;
let directory: Directory;
let services: SigningServices;
let proposal: number;
beforeAll(async () => {
  portal = await startPortal({ environment: { JOBS: "elsewhere" } });
  directory = await directoryOf(portal.database.db);
  services = portalSigning(portal.database.db);
  proposal = await createProposal(portal.database.db, new Date());
});
afterAll(() => portal.stop());

const viewerOf = (personId: number): Viewer => ({
  personId,
  publicName: "김○○",
  district: null,
  language: "ko",
  posts: [],
});
const start = (client: Client, named: string, back?: string) =>
  client.form("/me/follows", { intent: "start", follow: named, ...(back && { back }) });
const stop = (client: Client, named: string) => client.form("/me/follows", { intent: "stop", follow: named });
const pageOf = async (client: Client, path: string) => (await client.send(path)).text();

describe("the button", () => {
  test("leads who is not signed in there and back, on a page that is everybody's", async () => {
    const page = await pageOf(new Client(portal.url), `/proposals/${proposal}?lang=ko`);
    expect(page).toContain(
      `href="/auth/sign-in?returnTo=${encodeURIComponent(`/proposals/${proposal}?lang=ko`)}"`,
    );
    expect(page).toContain("소식 받기");
    const refused = await start(new Client(portal.url), `matter/${proposal}`);
    expect(refused.status).toBe(302);
    expect(refused.headers.get("Location")).toMatch(/^\/auth\/sign-in\?/);
  });

  test("follows and stops by a form alone, counts no support, and goes back to its page", async () => {
    const client = await signIn(portal.url, "citizen-41001");
    const path = `/proposals/${proposal}?lang=ko`;
    expect(await pageOf(client, path)).not.toContain("소식 받는 중");
    const done = await start(client, `matter/${proposal}`, path);
    expect([done.status, done.headers.get("Location")]).toEqual([302, path]);
    expect(await pageOf(client, path)).toContain("소식 받는 중");
    const { support } = await (await client.send(`/api/v1/proposals/${proposal}`)).json();
    expect(support.count).toBe(0);
    await start(client, `matter/${proposal}`);
    expect(await pageOf(client, "/me/follows?lang=ko")).toContain(`href="/proposals/${proposal}"`);
    expect((await stop(client, `matter/${proposal}`)).headers.get("Location")).toBe("/me/follows");
    expect(await pageOf(client, path)).not.toContain("소식 받는 중");
    expect(await pageOf(client, "/me/follows?lang=ko")).toContain("아직 소식을 받는 것이 없습니다");
  });

  test("goes back to no page of others", async () => {
    const client = await signIn(portal.url, "citizen-41002");
    const done = await start(client, `matter/${proposal}`, "https://elsewhere.example/");
    expect(done.headers.get("Location")).toBe("/");
  });

  test.each([
    ["category/transport", "/proposals?category=transport"],
    ["district/hanul-dong", "/proposals?district=hanul-dong"],
    ["office/transport", "/duties?office=transport"],
  ])("stands on the list of %s", async (named, page) => {
    const [target, code] = named.split("/");
    const known = target === "district" ? directory.districts[0]?.code : code;
    const path = page.replace(code ?? "", known ?? "");
    const client = await signIn(portal.url, "citizen-41003");
    expect(await pageOf(client, path)).toContain(`value="${target}/${known}"`);
    expect((await start(client, `${target}/${known}`, path)).headers.get("Location")).toBe(path);
    expect(await pageOf(client, path)).toContain('value="stop"');
    expect(await pageOf(client, "/me/follows")).toContain(path.replace("&", "&amp;"));
  });
});

describe("what can be followed", () => {
  test.each([
    ["matter/999999999", 404],
    ["category/nothing-of-this-name", 404],
    ["district/nothing-of-this-name", 404],
    ["office/nothing-of-this-name", 404],
    ["author/1", 400],
    ["matter/", 400],
    ["", 400],
  ])("%s is refused with %i", async (named, status) => {
    const client = await signIn(portal.url, "citizen-41004");
    expect((await start(client, named)).status).toBe(status);
  });

  test("what is not listed is followed by its address, not by its number", async () => {
    const { db } = portal.database;
    const id = await makeDrive(db, services, {
      at: new Date(Date.now() - 60_000),
      statute: "assembly-petition",
      content: {
        articles: [],
        request: "petition",
        title: "알레르기 표시",
        target: "식품",
        category: "health",
      },
    });
    const { address_token: token } = await db
      .selectFrom("matter")
      .select("address_token")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const client = await signIn(portal.url, "citizen-41005");
    expect((await start(client, `matter/${id}`)).status).toBe(404);
    expect((await start(client, `matter/${token}`)).status).toBe(302);
    expect(await pageOf(client, "/me/follows")).toContain(`/drives/${token}`);
  });

  test("three hundred at the most, also when asked for at once; what is followed already is no more", async () => {
    const { db, pool } = portal.database;
    const viewer = viewerOf(await createPerson(db));
    await pool.query(
      `insert into follow (space_id, target, code, person_id, since)
       select $1, 'matter', n::text, $2, now() from generate_series(500001, 500000 + $3::int) n`,
      [FIRST_SPACE, viewer.personId, MOST_FOLLOWS - 1],
    );
    const matters = new MatterAddresses(db);
    const asked = ["transport", "transport", "health", "welfare"].map((code) =>
      follow({ db, matters }, directory, viewer, { target: "category", code }, new Date()),
    );
    const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    const follows = await readFollows(db, directory, viewer.personId, "ko");
    expect(follows).toHaveLength(MOST_FOLLOWS);
    const [last] = follows.filter(({ target }) => target === "category");
    if (!last) throw new Error("Nothing was followed.");
    await follow({ db, matters }, directory, viewer, last, new Date());
    await expect(
      follow({ db, matters }, directory, viewer, { target: "matter", code: String(proposal) }, new Date()),
    ).rejects.toMatchObject({ code: "follows-full" });
  });
});

describe("the bell", () => {
  test("counts what is unread of one's own, on one's own pages, until it is read; one by one or all", async () => {
    const { db } = portal.database;
    const [client, other] = [
      await signIn(portal.url, "citizen-41006"),
      await signIn(portal.url, "citizen-41007"),
    ];
    const author = await createPerson(db);
    const matters = [];
    for (let count = 0; count < 3; count += 1) matters.push(await createProposal(db, new Date(), author));
    for (const one of [client, other]) for (const matter of matters) await start(one, `matter/${matter}`);
    for (const matter of matters) await withdrawProposal(db, FIRST_SPACE, matter, author, new Date());
    await tellFollowers(
      { db, kinds: NOTICES_OF_KINDS, origin: portal.url },
      { spaceId: FIRST_SPACE },
      new Date(),
      new AbortController().signal,
    );
    const unread = async (who: Client) =>
      Number(/읽지 않은 것 (\d+)건/.exec(await pageOf(who, "/rules?lang=ko"))?.[1] ?? 0);
    expect([await unread(client), await unread(other), await unread(new Client(portal.url))]).toEqual([
      3, 3, 0,
    ]);
    expect(await pageOf(new Client(portal.url), "/rules?lang=ko")).not.toContain("/me/notices");

    const page = await pageOf(client, "/me/notices?lang=ko");
    for (const matter of matters) expect(page).toContain(`href="/proposals/${matter}"`);
    const [one = "", ...rest] = [...page.matchAll(/name="one" value="(\d+)"/g)].map(([, seq]) => seq ?? "");
    expect(rest).toHaveLength(2);
    expect((await client.form("/me/notices", { one })).status).toBe(200);
    expect([await unread(client), await unread(other)]).toEqual([2, 3]);
    const [, upTo = ""] = /name="upTo" value="(\d+)"/.exec(page) ?? [];
    expect((await client.form("/me/notices", { upTo })).status).toBe(302);
    expect([await unread(client), await unread(other)]).toEqual([0, 3]);
    expect((await client.form("/me/notices", {})).status).toBe(400);
    expect((await new Client(portal.url).send("/me/notices")).status).toBe(302);
  });
});
