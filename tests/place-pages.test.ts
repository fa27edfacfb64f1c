import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { setMap } from "#app/domain/place/city-map.ts";
import { drawMap, PLACE_PICTURE_WIDTH, toPoint } from "#app/domain/place/drawing.ts";
import { readGeoJson } from "#app/domain/place/geojson.ts";
import { districtAt, placeText, roundPoint } from "#app/domain/place/point.ts";
import { type Directory, readDirectory } from "#app/domain/space/directory.ts";
import { MOST_PINS, readMap } from "#app/domain/views/read-map.ts";
import { readNeighbourhood } from "#app/domain/views/read-neighbourhood.ts";
import { findMap, findWaitingMap } from "#db/queries/city-maps.ts";
import { listPlaced } from "#db/queries/places.ts";
import { inTransaction } from "#db/transaction.ts";
import { Client, signIn } from "./support/client.ts";
import { createPerson, createTestDatabase, directoryOf } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** Places: chosen when a proposal is written, shown on maps, and gathered by district. */

const GEOJSON = new URL("../db/seed/city-map.geojson", import.meta.url);
/** In Garam-gu. */
const GARAM = { lon: 124.9405, lat: 35.5335 };
const TEXT = {
  title: "횡단보도 신호를 조금만 길게",
  body: "다 건너기 전에 바뀝니다.",
  category: "transport",
};

let portal: TestPortal;
let directory: Directory;
let haetsal: Directory;

beforeAll(async () => {
  const database = await createTestDatabase();
  const { db } = database;
  haetsal = await setUpHaetsal(db);
  const bare = await directoryOf(db);
  const map = readGeoJson(await readFile(GEOJSON, "utf8"), bare.districts);
  await inTransaction(db, (tx) => setMap(tx, bare.space.id, map, new Date()));
  directory = await directoryOf(db);
  portal = await startPortal({ database, environment: { JOBS: "elsewhere" } });
});
afterAll(() => portal.stop());

const db = () => portal.database.db;
const publish = async (more: object, at = new Date()) =>
  publishProposal(
    db(),
    directory.space.id,
    await createPerson(db()),
    { ...TEXT, district: null, ...more },
    at,
  );
const pageOf = async (client: Client, path: string) => (await client.send(path)).text();
const visitor = () => new Client(portal.url);
const mapOf = (query = "") => readMap(db(), directory, new URLSearchParams(query), "ko", new Date());

describe("a place by the API", () => {
  test("is rounded, given back, and in lists", async () => {
    const client = await signIn(portal.url, "citizen-42001");
    const place = { lon: 124.94061, lat: 35.53341 };
    const made = await client.json("/api/v1/proposals", "POST", { ...TEXT, place });
    expect(made.status).toBe(201);
    const { id, place: kept, district } = await made.json();
    expect(kept).toEqual(GARAM);
    // The district is offered to people, and left to programs.
    expect(district).toBeNull();
    const { items } = await (await client.send("/api/v1/proposals")).json();
    expect(items.find((item: { id: number }) => item.id === id).place).toEqual(GARAM);
  });

  test("is none where none is given, or null", async () => {
    const client = await signIn(portal.url, "citizen-42002");
    for (const [more, title] of [
      [{}, "없음"],
      [{ place: null }, "아무 데도"],
    ] as const) {
      const made = await client.json("/api/v1/proposals", "POST", { ...TEXT, ...more, title });
      expect([made.status, (await made.json()).place]).toEqual([201, null]);
    }
  });

  test.each([
    ["far away", { lon: 127, lat: 37 }],
    ["no place of the world", { lon: 999, lat: 35.5 }],
    ["half a place", { lon: 125 }],
    ["a text", "somewhere"],
  ])("is refused when it is %s, by its name", async (_, place) => {
    const client = await signIn(portal.url, "citizen-42003");
    const refused = await client.json("/api/v1/proposals", "POST", { ...TEXT, place });
    expect(refused.status).toBe(422);
    const { errors } = await refused.json();
    expect(errors[0].field).toMatch(/^place/);
  });

  test("is refused where there is no map", async () => {
    const client = await signIn(portal.url, "citizen-42004");
    const path = "/api/v1/spaces/haetsal/proposals";
    const text = { ...TEXT, category: "facilities" };
    expect((await client.json(path, "POST", { ...text, place: GARAM })).status).toBe(422);
    expect((await client.json(path, "POST", text)).status).toBe(201);
  });
});

describe("a place by the form", () => {
  test("a click on the picture, without scripts, marks it and the district that it lies in", async () => {
    const client = await signIn(portal.url, "citizen-42010");
    const id = randomUUID();
    const picture = directory.map && drawMap(directory.map);
    if (!picture) throw new Error("The test city has no map.");
    const scale = picture.width / PLACE_PICTURE_WIDTH;
    const clicked = roundPoint(toPoint(picture, { x: 60 * scale, y: 50 * scale }));
    const form = new FormData();
    for (const [name, value] of Object.entries({
      ...TEXT,
      district: "",
      place: "",
      "place.x": "60",
      "place.y": "50",
    }))
      form.append(name, value);
    const saved = await client.send(`/drafts/${id}`, { method: "POST", body: form });
    expect([saved.status, saved.headers.get("Location")]).toEqual([302, `/drafts/${id}`]);
    const page = await pageOf(client, `/drafts/${id}`);
    expect(page).toContain(`value="${placeText(clicked)}"`);
    expect(page).toContain(`/map.svg?at=${placeText(clicked)}`);
    const district = directory.map && districtAt(directory.map, clicked);
    expect(district).not.toBeNull();
    expect(page).toMatch(new RegExp(`<option value="${district}" selected`));
    expect(page).toContain(TEXT.title);
  });

  test("a draft keeps it as it is typed, and its proposal has it; the ledger says nothing of it", async () => {
    const client = await signIn(portal.url, "citizen-42011");
    const id = randomUUID();
    const draft = { ...TEXT, title: "횡단보도에 그늘막을", district: "garam", place: placeText(GARAM) };
    expect((await client.json(`/drafts/${id}/autosave`, "PUT", draft)).status).toBe(200);
    expect(await pageOf(client, `/drafts/${id}`)).toContain(`value="${placeText(GARAM)}"`);
    expect(await pageOf(client, `/drafts/${id}/review?lang=ko`)).toContain("지도: 가람구에 표시된 위치");
    const published = await client.form(`/drafts/${id}/review`, { intent: "publish" });
    const proposal = published.headers.get("Location")?.match(/\d+/)?.[0];
    const page = await pageOf(visitor(), `/proposals/${proposal}?lang=ko`);
    expect(page).toContain("지도: 가람구에 표시된 위치");
    expect(page).toContain("가람구 안의 한 곳입니다.");
    const lines = await db()
      .selectFrom("event")
      .select("data")
      .where("matter_id", "=", Number(proposal))
      .execute();
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toContain(String(GARAM.lon));
    const own = await (await client.send("/me/data.json")).json();
    expect(JSON.stringify(own)).toContain(placeText(GARAM));
  });

  test("a draft whose place is on no map any more keeps its text", async () => {
    const client = await signIn(portal.url, "citizen-42012");
    const id = randomUUID();
    const draft = { ...TEXT, place: "127,37" };
    expect((await client.json(`/drafts/${id}/autosave`, "PUT", draft)).status).toBe(200);
    expect(await pageOf(client, `/drafts/${id}`)).toContain(TEXT.body);
  });

  test("its author moves it and takes it away, until somebody agrees", async () => {
    const client = await signIn(portal.url, "citizen-42013");
    const made = await client.json("/api/v1/proposals", "POST", { ...TEXT, title: "의자를", place: GARAM });
    const { id } = await made.json();
    const edit = `/proposals/${id}/edit`;
    const seen = /name="seen" value="([0-9a-f]{64})"/.exec(await pageOf(client, edit))?.[1] ?? "";
    const fields = { intent: "save", seen, ...TEXT, title: "의자를", district: "" };
    const moved = await client.form(edit, { ...fields, place: "124.95,35.53" });
    expect([moved.status, moved.headers.get("Location")]).toEqual([302, `/proposals/${id}?done=edited`]);
    const read = async () => (await (await visitor().send(`/api/v1/proposals/${id}`)).json()).place;
    expect(await read()).toEqual({ lon: 124.95, lat: 35.53 });
    // The window that began before the move is told of it.
    expect((await client.form(edit, { ...fields, place: "" })).status).toBe(409);
    const now = /name="seen" value="([0-9a-f]{64})"/.exec(await pageOf(client, edit))?.[1] ?? "";
    expect(now).not.toBe(seen);
    expect((await client.form(edit, { ...fields, seen: now, place: "" })).status).toBe(302);
    expect(await read()).toBeNull();
  });
});

describe("the map", () => {
  test("has what is before everybody, and leads to each pin in words too", async () => {
    const [open, withdrawn, unlisted, members] = [
      await publish({ title: "핀 하나", district: "garam", place: GARAM }),
      await publish({ title: "거둔 핀", place: GARAM }),
      await publish({ title: "숨은 핀", place: GARAM }),
      await publish({ title: "회원의 핀", place: GARAM }),
    ];
    const set = (id: number, change: object) =>
      db().updateTable("matter").set(change).where("id", "=", id).execute();
    await set(withdrawn, { state: "withdrawn", ended_at: new Date() });
    await set(unlisted, { visibility: "unlisted", address_token: randomUUID() });
    await set(members, { visibility: "members", address_token: randomUUID() });
    const page = await pageOf(visitor(), "/map?lang=ko&district=garam");
    expect(page).toContain("핀 하나");
    expect(page).toContain(`id="pin-${open}"`);
    for (const hidden of ["거둔 핀", "숨은 핀", "회원의 핀"]) expect(page).not.toContain(hidden);
    const { proposals } = await mapOf("district=garam");
    expect(proposals.map(({ id }) => id)).toContain(open);
  });

  test("is narrowed by category and district, and knows no others", async () => {
    const here = await publish({ title: "복지 핀", category: "welfare", district: "nuri", place: GARAM });
    const only = await mapOf("category=welfare&district=nuri");
    expect(only.proposals.map(({ id }) => id)).toEqual([here]);
    expect(only.pins).toHaveLength(1);
    expect((await mapOf("category=welfare&district=ara")).proposals).toEqual([]);
    expect((await visitor().send("/map?district=nowhere")).status).toBe(422);
    expect((await visitor().send("/map?category=nothing")).status).toBe(422);
    expect((await visitor().send("/map?district=&category=")).status).toBe(200);
  });

  test("shows the newest, and says that there are more", async () => {
    const before = new Date(Date.now() - 60 * 24 * 3_600_000);
    for (let index = 0; index <= MOST_PINS; index++)
      await publish(
        {
          title: `오래된 핀 ${index}`,
          district: "maru",
          category: "culture",
          place: { lon: 124.94, lat: 35.49 },
        },
        new Date(before.getTime() + index * 60_000),
      );
    const { proposals, more, pins } = await mapOf("district=maru&category=culture");
    expect([proposals.length, more]).toEqual([MOST_PINS, true]);
    expect(proposals[0]?.title).toBe(`오래된 핀 ${MOST_PINS}`);
    // All are at one place: one pin with their number.
    expect(pins.map(({ items }) => items.length)).toEqual([MOST_PINS]);
    const page = await pageOf(visitor(), "/map?lang=ko&district=maru&category=culture");
    expect(page).toContain("가장 최근에 공개된 제안 60건만 보여 드립니다");
  });

  test("is read by its index", async () => {
    const query = listPlaced(db(), { spaceId: directory.space.id, district: "garam" }, "ko", 5);
    await query;
    const plan = await inTransaction(db(), async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      await sql`set local enable_sort = off`.execute(tx);
      const { rows } = await sql<{ "QUERY PLAN": string }>`explain select id from matter
        where space_id = ${directory.space.id} and kind = 'proposal' and visibility = 'public'
          and state <> 'withdrawn' and lon is not null and district = 'garam'
        order by opened_at desc, id desc limit 5`.execute(tx);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(plan).toContain("matter_placed");
  });

  test("of a space without one is a list, and its form asks for no place", async () => {
    const page = await pageOf(visitor(), "/s/haetsal/map?lang=ko");
    expect(page).toContain("아직 지도가 없습니다");
    expect(page).not.toContain('<path class="level');
    expect(page).not.toContain("핀 하나");
    expect((await visitor().send("/s/haetsal/map.svg")).status).toBe(404);
    const client = await signIn(portal.url, "citizen-42020");
    const form = async (path: string) => (await client.follow(path)).text();
    expect(await form("/s/haetsal/proposals/new")).not.toContain('name="place"');
    expect(await form("/proposals/new")).toContain('name="place"');
  });

  test("is a picture for a form without scripts, with the place that was marked and nothing else that is said", async () => {
    const answer = await visitor().send(`/map.svg?at=${placeText(GARAM)}`);
    expect(answer.headers.get("Content-Type")).toContain("image/svg+xml");
    expect(await answer.text()).toContain("<circle");
    const odd = await (await visitor().send(`/map.svg?at=${encodeURIComponent('"><script>')}`)).text();
    expect(odd).not.toContain("<circle");
    expect(odd).not.toContain("script");
  });
});

describe("a district", () => {
  test("gathers what is under way and what was answered, with its numbers", async () => {
    const open = await publish({ title: "다솜의 제안", district: "dasom", place: null });
    await publish({ title: "라온의 제안", district: "raon" });
    const page = await pageOf(visitor(), "/districts/dasom?lang=ko");
    expect(page).toContain("다솜구 소식");
    expect(page).toContain("다솜의 제안");
    expect(page).not.toContain("라온의 제안");
    expect(page).toContain("아직 답변을 받은 제안이 없습니다");
    const read = await readNeighbourhood(db(), directory, "dasom", "ko", new Date());
    expect(read.open.map(({ id }) => id)).toEqual([open]);
    expect(read.numbers).toMatchObject({ proposals: 1, answered: 0 });
  });

  test("that is none, or another space's, is not found", async () => {
    for (const path of ["/districts/nowhere", "/s/haetsal/districts/garam", "/districts/__proto__"])
      expect((await visitor().send(path)).status).toBe(404);
  });

  test("can be followed from its page", async () => {
    const client = await signIn(portal.url, "citizen-42030");
    await client.form("/me/follows", { intent: "start", follow: "district/garam" });
    expect(await pageOf(client, "/districts/garam?lang=ko")).toContain("소식 받는 중");
  });

  test("is where somebody lives, for who is signed in; others choose", async () => {
    const client = await signIn(portal.url, "citizen-42031");
    const { district } = await db()
      .selectFrom("person")
      .select("district")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    const led = await client.send("/neighbourhood");
    expect([led.status, led.headers.get("Location")]).toEqual([302, `/districts/${district}`]);
    const page = await pageOf(visitor(), "/neighbourhood?lang=ko");
    for (const { code } of directory.districts) expect(page).toContain(`/districts/${code}`);
    expect(await pageOf(visitor(), "/s/haetsal/neighbourhood?lang=ko")).toContain("나뉜 지역이 없습니다");
  });
});

describe("the operator's page", () => {
  const upload = async (client: Client, text: string | null) => {
    const form = new FormData();
    form.append("intent", "upload");
    if (text !== null) form.append("map", new File([text], "map.geojson", { type: "application/geo+json" }));
    return client.send("/operator/map?lang=ko", { method: "POST", body: form });
  };

  test("is the administrator's alone", async () => {
    const client = await signIn(portal.url, "citizen-42040");
    expect((await client.send("/operator/map")).status).toBe(403);
    expect((await upload(client, await readFile(GEOJSON, "utf8"))).status).toBe(403);
    expect((await visitor().send("/operator/map")).status).toBe(302);
    expect(await findWaitingMap(db(), directory.space.id)).toBeUndefined();
  });

  test("says what is wrong with a file, and keeps none of it", async () => {
    const client = await signIn(portal.url, "admin");
    const text = await readFile(GEOJSON, "utf8");
    for (const [file, said] of [
      [null, "파일을 골라 주세요"],
      ["<kml/>", "JSON이 아닙니다"],
      [
        text.replace('"garam"', '"gangnam"'),
        "1번째 도형: 속성에 이곳 지역의 코드나 이름이 없습니다: gangnam",
      ],
      [text.replace('"garam"', '"nuri"'), "2번째 도형: 같은 지역이 두 번 나옵니다: nuri"],
    ] as const) {
      const refused = await upload(client, file);
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain(said);
    }
    expect(await findWaitingMap(db(), directory.space.id)).toBeUndefined();
  });

  test("shows a map before it counts; only the one that was looked at is put in force", async () => {
    const client = await signIn(portal.url, "admin");
    const { id: spaceId } = directory.space;
    const before = await findMap(db(), spaceId);
    const moved = (await readFile(GEOJSON, "utf8")).replaceAll("[124.", "[125.");
    expect((await upload(client, moved)).status).toBe(302);
    const first = await findWaitingMap(db(), spaceId);
    expect(await pageOf(client, "/operator/map?lang=ko")).toContain("이 지도를 적용하기");
    expect((await findMap(db(), spaceId))?.version).toBe(before?.version);
    // Another operator uploads another meanwhile.
    await client.form("/operator/map", { intent: "drop" });
    expect((await upload(client, await readFile(GEOJSON, "utf8"))).status).toBe(302);
    expect((await upload(client, moved)).status).toBe(302);
    const late = await client.form("/operator/map", { intent: "publish:99" });
    expect(late.status).toBe(409);
    const waiting = await findWaitingMap(db(), spaceId);
    expect(waiting && first && waiting.version >= first.version).toBe(true);
    const done = await client.form("/operator/map", { intent: `publish:${waiting?.version}` });
    expect([done.status, done.headers.get("Location")]).toEqual([302, "/operator/map?done=published"]);
    expect((await findMap(db(), spaceId))?.version).toBe(waiting?.version);
    expect((await readDirectory(db()))?.map?.districts[0]?.polygons[0]?.[0]?.[0]?.[0]).toBeGreaterThan(125.9);
    expect(await readDirectory(db(), haetsal.space.code)).toMatchObject({ map: null });
  });
});
