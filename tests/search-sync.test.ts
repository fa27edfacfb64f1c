import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertImported } from "#db/queries/imports.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { type Client, signIn } from "./support/client.ts";
import { directoryOf } from "./support/database.ts";
import { freePort, startPortal, type TestPortal } from "./support/portal.ts";
import { programOf } from "./support/program.ts";

/** Search seen from outside: what people do is found soon, what they take back is gone at once, a rebuild is exact. */

const BEGAN = new Date("2025-01-01T00:00:00Z");
const ENDED = new Date("2025-02-01T00:00:00Z");

let portal: TestPortal;
let author: Client;

beforeAll(async () => {
  // Nobody listens there: Meilisearch is away, and search works all the same.
  const environment = { MEILI_URL: `http://127.0.0.1:${await freePort()}` };
  portal = await startPortal({ environment });
  author = await signIn(portal.url, "citizen-8001");
});
afterAll(() => portal.stop());

async function publish(title: string, body = "본문은 제목과 다른 말을 합니다."): Promise<number> {
  const response = await author.json("/api/v1/proposals", "POST", { title, body, category: "other" });
  expect(response.status).toBe(201);
  const { id } = await response.json();
  return id;
}

async function find(text: string): Promise<number[]> {
  const response = await fetch(`${portal.url}/api/v1/search?q=${encodeURIComponent(text)}`);
  expect(response.status).toBe(200);
  const { items }: { items: { matter: number }[] } = await response.json();
  return items.map(({ matter }) => matter);
}

describe("what people do", () => {
  test("is found soon: published, changed, supplemented", async () => {
    const id = await publish("느티나무 아래 평상을 놓아 주세요");
    await expect.poll(() => find("느티나무 평상")).toContain(id);
    const changed = await author.form(`/proposals/${id}/edit`, {
      title: "은행나무 아래 그늘막을 놓아 주세요",
      body: "그늘이 없습니다.",
      category: "other",
      district: "",
    });
    expect(changed.status).toBe(302);
    await expect.poll(() => find("은행나무 그늘막")).toContain(id);
    expect(await find("느티나무 평상")).not.toContain(id);
    await author.form(`/proposals/${id}/supplements`, { body: "해바라기밭 옆에도 놓아 주세요." });
    await expect.poll(() => find("해바라기밭")).toContain(id);
  });

  test("is gone at once when it is withdrawn, before any job ran", async () => {
    const id = await publish("쌍둥이 유모차가 지나는 길");
    await expect.poll(() => find("쌍둥이 유모차")).toContain(id);
    expect((await author.form(`/proposals/${id}/withdraw`, {})).status).toBe(302);
    expect(await find("쌍둥이 유모차")).not.toContain(id);
  });

  test("never goes backwards: the last of many quick changes is what stays", async () => {
    const id = await publish("바뀌는 제목 0번");
    for (let change = 1; change <= 12; change += 1) {
      const title = change === 12 ? "마지막 두루미 제목" : `바뀌는 제목 ${change}번`;
      await author.form(`/proposals/${id}/edit`, { title, body: "본문", category: "other", district: "" });
    }
    await expect.poll(() => find("두루미")).toContain(id);
    const { rows } = await portal.database.pool.query("select count(*)::int as left from search_change");
    expect(rows[0].left).toBe(0);
    const { title } = await portal.database.db
      .selectFrom("search_document")
      .select("title")
      .where("kind", "=", "proposal")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(title).toBe("마지막 두루미 제목");
  });
});

test("with Meilisearch away the portal serves, says so, and finds", async () => {
  const health = await (await fetch(`${portal.url}/healthz`)).json();
  expect(health.status).toBe("ok");
  expect(health.search).toMatchObject({ engine: "embedded" });
  expect(["away", "behind"]).toContain(health.search.outside);
});

describe("npm run reindex", () => {
  function reindex() {
    const env = { ...process.env, DATABASE_URL: portal.database.url, LOG_LEVEL: "silent", MEILI_URL: "" };
    const child = spawn(process.execPath, [programOf("app/commands/reindex.ts")], {
      cwd: resolve(import.meta.dirname, ".."),
      stdio: "ignore",
      env,
    });
    return { child, exited: new Promise<number | null>((done) => child.once("exit", done)) };
  }
  const documents = () =>
    portal.database.db
      .selectFrom("search_document")
      .select(["kind", "id", "title", "text", "state", "support_count"])
      .orderBy("kind")
      .orderBy("id")
      .execute();

  test("makes the same index from nothing, takes out what is not there, and goes on after a kill", async () => {
    const { db } = portal.database;
    // More than one batch, so that it can be killed between two.
    const { space } = await directoryOf(db);
    await inTransaction(db, async (tx) => {
      const matters = await insertImported(
        tx,
        Array.from({ length: 205 }, (_, index) => ({
          space_id: space.id,
          kind: "proposal",
          state: "closed",
          title: `옮겨 온 청원 ${index}`,
          body: "본문",
          language: "ko",
          category: "other",
          visibility: "public",
          opened_at: BEGAN,
          opens_at: BEGAN,
          closes_at: ENDED,
          withdrawable_until: ENDED,
          ended_at: ENDED,
          updated_at: ENDED,
          imported_count: index,
          source: "elsewhere",
          source_id: String(index),
        })),
      );
      await noteSearchChanges(
        tx,
        matters.map(({ id }) => ({ kind: "proposal", id })),
      );
    });
    const noted = () => db.selectFrom("search_change").select("seq").executeTakeFirst();
    await expect.poll(async () => (await documents()).length).toBeGreaterThan(205);
    await expect.poll(noted).toBeUndefined();
    const before = await documents();
    await db
      .deleteFrom("search_document")
      .where("id", "=", before[0]?.id ?? 0)
      .execute();
    await db.updateTable("search_document").set({ title: "잘못된 제목" }).execute();

    const killed = reindex();
    const place = () => db.selectFrom("search_rebuild").selectAll().executeTakeFirst();
    while (!(await place()) && killed.child.exitCode === null)
      await new Promise((wait) => setTimeout(wait, 5));
    killed.child.kill("SIGKILL");
    await killed.exited;

    expect(await reindex().exited).toBe(0);
    expect(await documents()).toEqual(before);
    expect(await place()).toBeUndefined();
  });
});
