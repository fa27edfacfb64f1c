import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { PathItemObject } from "openapi3-ts/oas31";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeKey, readOwnKeys } from "#app/domain/api-key/own-keys.ts";
import { beginApplication } from "#app/domain/kinds/drive/application.ts";
import { inviteHelpers } from "#app/domain/kinds/drive/helpers.ts";
import { keepForm } from "#app/domain/person/kept-forms.ts";
import { givePost } from "#app/domain/person/posts.ts";
import { readWords } from "#app/domain/search/words.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { type Directory, readDirectory } from "#app/domain/space/directory.ts";
import { createSessions } from "#app/platform/session.ts";
import { operationsOf } from "./support/api-document.ts";
import { Client } from "./support/client.ts";
import { createPerson, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { portalSigning } from "./support/drive-city.ts";
import { createSigners, signer } from "./support/drives.ts";
import { fingerprint } from "./support/fingerprint.ts";
import { type ClockedPortal, startClockedPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";
import {
  OPERATIONS,
  POSTS,
  type PostHolder,
  type Reader,
  ROUTES,
  type SpaceAddress,
  type SpaceWrite,
  type World,
} from "./support/space-addresses.ts";
import { fillSpace, SHARED_WORD } from "./support/two-spaces.ts";

/**
 * Every address of the portal × both spaces: a route or an operation that the table does not name fails. What is of a
 * space says so by a word that stands in every name of its directory and in every title, so that one found anywhere
 * in an answer of the other space is a leak.
 */
const NOW = new Date("2026-03-02T03:00:00Z");
const FOLDER = resolve(import.meta.dirname, "../app/routes");

interface Space extends World {
  prefix: string;
  /** In the names of its directory, and in the titles of what people wrote there. */
  marks: { names: string; text: string };
  readers: Record<Reader, Client>;
}

let database: TestDatabase;
let portal: ClockedPortal;
let city: Space;
let haetsal: Space;
let untouched: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, pool } = database;
  const { space } = await setUpHaetsal(db);
  const name = JSON.stringify({ ko: "사무국", en: "Secretariat", ja: "事務局" });
  // Drives there need somebody who keeps their signatures.
  await db
    .insertInto("office")
    .values({ space_id: space.id, code: "secretariat", kind: "council", name })
    .execute();
  await db
    .insertInto("district")
    .values({ space_id: space.id, code: "first-block", name, position: 0 })
    .execute();
  const first = (await directoryOf(db)).space;
  for (const { id, code } of [first, space])
    for (const table of ["space", "office", "category", "district"])
      await pool.query(
        `update ${table} set name = (select jsonb_object_agg(key, value || ' ' || $2) from jsonb_each_text(name))
          where ${table === "space" ? "id" : "space_id"} = $1`,
        [id, marksOf(code).names],
      );

  const services = portalSigning(db);
  const [author = 0] = await createSigners(db, services.seal, [signer(99)]);
  const fill = async (code: string): Promise<[Directory, World]> => {
    const directory = await readDirectory(db, code);
    if (!directory) throw new Error(`There is no space ${code}.`);
    const making = { database, services, author, now: NOW, mark: marksOf(code).text };
    const world = await fillSpace(making, directory);
    const { groups } = await readWords(db, directory.space.id);
    const words = groups.find((group) => group.words.includes(SHARED_WORD.toLowerCase()))?.id ?? 0;
    const invitation = await inviteHelpers(db, directory.space.id, world.application, author, NOW);
    const submitted = await submit(directory, author);
    const path = `/proposals/${world.proposal}/supplements`;
    const fields: [string, string][] = [["body", `덧붙이는 글입니다. ${marksOf(code).text}`]];
    const whose = { spaceId: directory.space.id, personId: author };
    const kept = await keepForm(
      db,
      services.seal,
      whose,
      { path, fields },
      new Date("2026-03-02T14:00:00+09:00"),
    );
    const key = { name: "열쇠", scopes: ["matters"], days: "365" };
    await makeKey(db, directory.space.id, author, key, NOW);
    const apiKey = (await readOwnKeys(db, directory.space.id, author, NOW))[0]?.id ?? 0;
    return [directory, { ...world, words, apiKey, invitation, submitted, kept, receipt: "" }];
  };
  const worlds = [await fill(first.code), await fill(space.code)] as const;

  portal = await startClockedPortal({ database, clock: "2026-03-02T14:00:00+09:00" });
  await portal.work(); // letters, search, what is similar
  const open = await Promise.all(worlds.map(([directory, world]) => openSpace(directory, world, author)));
  [city, haetsal] = [open[0] ?? fail(), open[1] ?? fail()];
  for (const own of [city, haetsal]) {
    const answer = await own.readers.signer.send(spacePath(own.prefix, `/drives/${own.drive}/receipt.json`));
    own.receipt = await answer.text();
  }
  untouched = await fingerprint(pool);
});
afterAll(async () => {
  await portal.stop();
  await database.close();
});

const fail = (): never => {
  throw new Error("There are two spaces.");
};
/** Words that nothing else has, no two of which begin alike: search shows a part of a word as found. */
const MARKS: Record<string, Space["marks"]> = {
  hanul: { names: "kimzowex", text: "wubatoq" },
  haetsal: { names: "pydelgru", text: "fogryvix" },
};
const marksOf = (code: string) => MARKS[code] ?? fail();

/** The id of an application that waits for the clerk. */
async function submit({ space, categories }: Directory, author: number): Promise<number> {
  const { db } = database;
  const id = await beginApplication(db, { id: space.id, categories }, author, "ordinance-petition", NOW);
  const change = { state: "submitted", title: marksOf(space.code).text, submitted_at: NOW } as const;
  await db.updateTable("drive_application").set(change).where("id", "=", id).execute();
  return id;
}

const NO_FACTS = {
  authenticated_at: new Date(),
  device: null,
  account_hash: null,
  provider_hash: null,
  id_token: null,
};

/** Somebody with a session for everyone that the table names. */
async function openSpace(directory: Directory, world: World, author: number): Promise<Space> {
  const { db, pool } = database;
  const sessions = createSessions(pool, { secure: false });
  const clientOf = async (personId: number) => {
    const client = new Client(portal.url);
    client.keep(await sessions.begin(personId, () => NO_FACTS));
    return client;
  };
  const office = directory.offices.find(({ id }) => id === world.staff.posts[0]?.officeId);
  const holder = async (role: PostHolder) => {
    const personId = await createPerson(db);
    const post = { personId, role, ...(role === "officer" && { officeCode: office?.code }), endsAt: null };
    await givePost(db, directory, post, "operator", NOW);
    return clientOf(personId);
  };
  const { prefix, code } = directory.space;
  return {
    ...world,
    prefix,
    marks: marksOf(code),
    readers: {
      visitor: new Client(portal.url),
      author: await clientOf(author),
      signer: await clientOf(world.signer),
      leading: await clientOf(world.leading),
      officer: await holder("officer"),
      moderator: await holder("moderator"),
      clerk: await holder("clerk"),
      admin: await holder("admin"),
    },
  };
}

const pairs = () => [
  { own: city, other: haetsal },
  { own: haetsal, other: city },
];

/** The address that a route's folder makes; what stands for its parameter is put in. */
function addressOf(folder: string, id = ""): string {
  const segments = folder.replaceAll("[.]", "\0").split(".");
  const named = segments.map((segment) => segment.replace(/_$/, "").replace(/^\$.*$/, id));
  return `/${named
    .filter((segment) => segment !== "" && segment !== "_index")
    .join("/")
    .replaceAll("\0", ".")}`;
}

interface Line extends SpaceAddress {
  name: string;
  at: (id?: string) => string;
  isPage: boolean;
}
const lines: Line[] = [
  ...Object.entries(ROUTES).map(([name, address]) => ({
    ...address,
    name,
    at: (id?: string) => addressOf(name, id),
    isPage:
      !/(\[\.\]|^(api|auth|data_|display|embed|og|feeds|live|oembed|pictures|healthz|metrics)\b|autosave|drafts\.\$id_\.pictures$|similar$|suggestions$|feed$|progress$|export$|pictures\.\$id$)/.test(
        name,
      ),
  })),
  ...Object.entries(OPERATIONS).map(([name, address]) => ({
    ...address,
    name,
    at: (id = "") => (name.split(" ")[1] ?? "").replace(/\{.*\}/, id),
    isPage: false,
  })),
];
const isOperation = ({ name }: Line) => name in OPERATIONS;

/** Where a world's own thing would be in a space. */
function pathIn(prefix: string, line: Line, world: Space, id = line.id, query = line.query): string {
  const path = spacePath(prefix, line.at(id && String(id(world))));
  return query ? `${path}?${query(world)}` : path;
}

/** Status and text, also of what goes on for as long as somebody listens. */
async function read(client: Client, path: string, init: RequestInit = {}): Promise<[number, string]> {
  const stop = new AbortController();
  const answer = await client.send(path, { ...init, signal: stop.signal });
  const location = answer.headers.get("Location") ?? "";
  if (answer.headers.get("Content-Type")?.includes("event-stream")) {
    stop.abort();
    return [answer.status, ""];
  }
  return [answer.status, `${location}\n${await answer.text()}`];
}

/** What of a space stands in an answer: its words, and the addresses of its things. */
function foundOf(world: Space, body: string, { namesAll }: SpaceAddress): string[] {
  const { marks, proposal, answered, imported, forum, secondForum, drive, handedIn } = world;
  const things = [proposal, answered, imported, forum, secondForum, drive, handedIn].join("|");
  const addresses = body.match(new RegExp(`/(proposals|forums|drives|live)/(${things})\\b`, "g")) ?? [];
  const words = [marks.text, world.draft, world.picture, world.draftPicture].concat(
    namesAll ? [] : marks.names,
  );
  return [...words.filter((word) => body.toLowerCase().includes(word)), ...new Set(addresses)];
}

function expectNothingOf(world: Space, body: string, line: Line, path: string): void {
  // An answer repeats what it was asked for.
  const found = foundOf(world, body, line).filter((word) => !path.includes(word));
  expect(found, path).toEqual([]);
}

const asked = (
  { method = "POST", form, json }: Pick<SpaceWrite, "method" | "form" | "json">,
  world: World,
  here: World,
) => ({
  method,
  ...(form && { body: new URLSearchParams(form(world, here)) }),
  ...(json && { body: JSON.stringify(json(world)), headers: { "Content-Type": "application/json" } }),
});

describe("the table", () => {
  test("names every route, and what is written at each that takes a form", async () => {
    const folders = (await readdir(FOLDER)).filter((name) => name === "api.v1.$" || !name.startsWith("api."));
    expect(Object.keys(ROUTES).sort()).toEqual(folders.sort());
    for (const folder of folders) {
      const files = (await readdir(resolve(FOLDER, folder))).filter((file) => /^route\.tsx?$/.test(file));
      const source = await readFile(resolve(FOLDER, folder, files[0] ?? ""), "utf8");
      const { writes, everybodys, asked: question } = ROUTES[folder] ?? {};
      const takesForms =
        /^export (async function|function|const) action\b/m.test(source) && folder !== "api.v1.$";
      expect([folder, Boolean(writes ?? everybodys ?? question)]).toEqual([folder, takesForms]);
    }
  });

  test("names every operation of the API, and what is written by each that writes", async () => {
    for (const { own } of pairs()) {
      const answer = await own.readers.visitor.send(spacePath(own.prefix, "/api/v1/openapi.json"));
      const { paths }: { paths: Record<string, PathItemObject> } = await answer.json();
      const described = Object.entries(paths).flatMap(([path, item]) =>
        operationsOf(item).map(([method]) => `${method} ${path}`),
      );
      const named = Object.keys(OPERATIONS).map((name) => {
        const [method = "", path = ""] = name.split(" ");
        return `${method} ${spacePath(own.prefix, path)}`;
      });
      expect(named.sort()).toEqual(described.sort());
    }
    for (const [name, { writes, everybodys }] of Object.entries(OPERATIONS))
      expect([name, Boolean(writes ?? everybodys)]).toEqual([name, !name.startsWith("GET")]);
  });
});

const readable = lines.filter((line) => !isOperation(line) || line.name.startsWith("GET"));

describe("what an address answers in a space is of it alone", () => {
  test.each(readable)("$name", async (line) => {
    const { as = "visitor", answers = 200, shows = "text" } = line;
    for (const { own, other } of pairs()) {
      const path = pathIn(own.prefix, line, own);
      const [status, body] = await read(own.readers[as], path);
      expect([path, status]).toEqual([path, answers]);
      if (shows !== "nothing") expect(body.toLowerCase(), path).toContain(own.marks[shows]);
      expectNothingOf(other, body, line, path);
      if (!line.isPage || path === own.prefix) continue;
      const data = pathIn(own.prefix, line, own).replace(/(?=\?|$)/, path === "/" ? "_root.data" : ".data");
      expectNothingOf(other, (await read(own.readers[as], data))[1], line, data);
    }
  });

  test.each(lines.filter((line) => line.asked))("$name, asked by a POST", async (line) => {
    for (const { own, other } of pairs())
      for (const world of [own, other]) {
        const path = pathIn(own.prefix, line, own);
        const [status, body] = await read(own.readers.author, path, asked(line.asked ?? {}, world, own));
        expect(status).toBe(200);
        expectNothingOf(other, body, line, path);
      }
  });
});

describe("a thing of a space is not there under the address of another", () => {
  // Who is refused before anything is looked up learns of no space what it has.
  const byId = readable.filter(({ id, answers }) => id && answers !== 405 && answers !== 403);
  test.each(byId)("$name", async (line) => {
    const { as = "visitor" } = line;
    for (const { own, other } of pairs()) {
      const path = pathIn(other.prefix, line, own);
      // Whoever may read such a thing there, and whoever may read this one where it is.
      for (const [reader, codes] of [
        [other.readers[as], [404]],
        [own.readers[as], [403, 404]],
      ] as const) {
        const answer = await reader.follow(path);
        expect(codes, path).toContain(answer.status);
        const body = await answer.text();
        expectNothingOf(own, body, line, path);
      }
      if (!line.isPage) continue;
      const data = path.replace(/(?=\?|$)/, ".data");
      expectNothingOf(own, (await read(other.readers[as], data))[1], line, data);
    }
  });
});

describe("a page or list of a post is nobody's of another space", () => {
  const ofPosts = readable.filter(({ id, as }) => !id && POSTS.some((post) => post === as));
  test.each(ofPosts)("$name", async (line) => {
    for (const { own, other } of pairs()) {
      const path = pathIn(other.prefix, line, other);
      const [status, body] = await read(own.readers[line.as ?? "visitor"], path);
      expect(status).toBe(403);
      expect(foundOf(other, body, { ...line, namesAll: true })).toEqual([]);
    }
  });
});

const writes = lines.flatMap((line) =>
  (line.writes ?? []).map((write) => {
    const fields = Object.keys(write).filter((key) => key === "form" || key === "json");
    return { line, write, name: `${line.name} (${write.as}, ${fields.join("")})` };
  }),
);

describe("what is written in a space touches no other", () => {
  test.each(writes)("$name", async ({ line, write }) => {
    const { as, elsewhere } = write;
    const isPost = POSTS.some((post) => post === as);
    const method = write.method ?? "POST";
    const ask = async (who: Client, here: Space, world: Space) => {
      const path = pathIn(here.prefix, line, world, write.id ?? line.id, write.query);
      const answer = await who.send(path, asked({ ...write, method }, world, here));
      await answer.arrayBuffer();
      return { asked: `${method} ${path}`, status: answer.status };
    };
    for (const { own, other } of pairs()) {
      const refused = [403, 404];
      // Somebody of the other space, with a thing of this one; and somebody of this one there.
      const there = await ask(other.readers[as], other, own);
      expect(elsewhere ? [elsewhere] : refused, there.asked).toContain(there.status);
      const away = await ask(own.readers[as], other, own);
      expect(elsewhere && !isPost ? [elsewhere] : refused, away.asked).toContain(away.status);
      if (!isPost) continue;
      const stranger = await ask(own.readers[as], other, other);
      expect(refused, stranger.asked).toContain(stranger.status);
    }
    expect(await fingerprint(database.pool)).toEqual(untouched);
  });
});
