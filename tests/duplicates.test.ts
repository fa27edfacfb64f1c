import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { DOCUMENT_READERS } from "#app/domain/kinds.ts";
import { findDuplicates } from "#app/domain/search/find-duplicates.ts";
import { readDuplicates } from "#app/domain/search/judge-duplicates.ts";
import { readSearchWords } from "#db/queries/search-words.ts";
import { PostgresEngine } from "#search/postgres.ts";
import { indexChanges } from "#search/sync.ts";
import { type Client, signIn } from "./support/client.ts";
import { createPerson } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Likely duplicates: found by the job, judged by a moderator, never found again once judged. */

const PATH = "/moderation/duplicates";
const BODY =
  "호수공원 동문 옆 화장실은 저녁 여섯 시면 문을 닫습니다. 산책하는 사람은 밤 열 시까지 많습니다. " +
  "아이를 데리고 온 집은 집까지 뛰어가야 합니다. 여름만이라도 밤 열 시까지 열어 주시면 좋겠습니다.";

let portal: TestPortal;
let moderator: Client;
let spaceId: number;

beforeAll(async () => {
  // Its own worker stays out of it: the tests say when something is indexed and compared.
  portal = await startPortal({ environment: { JOBS: "elsewhere" } });
  moderator = await signIn(portal.url, "moderator");
  spaceId = (await portal.database.pool.query("select id from space")).rows[0].id;
});
afterAll(() => portal.stop());

const words = (id: number) => readSearchWords(portal.database.db, id);
const search = () => new PostgresEngine(portal.database.db, words);
const compare = (id: number) => findDuplicates(portal.database.db, search(), id, new Date());

async function publish(title: string, body: string): Promise<number> {
  const { db } = portal.database;
  const input = { title, body, category: "other", district: null };
  const id = await publishProposal(db, spaceId, await createPerson(db), input, new Date());
  await indexChanges(db, { readers: DOCUMENT_READERS, words }, new Date());
  return id;
}

const pairs = async (view: "open" | "dismissed" = "open", cursor: string | null = null) =>
  readDuplicates(portal.database.db, spaceId, { view, cursor }, "ko");
const pairsOf = async (id: number) =>
  (await pairs()).pairs.filter(({ later, earlier }) => later.id === id || earlier.id === id);

describe("a proposal", () => {
  test("is found beside the one that asks for the same, and not beside others", async () => {
    const first = await publish("호수공원 동문 화장실을 밤 열 시까지 열어 주세요", BODY);
    const other = await publish("도서관 열람실에 콘센트를 늘려 주세요", "노트북을 쓰는 자리가 모자랍니다.");
    const again = await publish(
      "동문 화장실을 밤까지 열어 주세요",
      BODY.split(". ").reverse().slice(1).join(". "),
    );
    expect(await compare(again)).toBe(1);
    expect(await compare(other)).toBe(0);
    const [pair] = await pairsOf(again);
    expect(pair).toMatchObject({ earlier: { id: first }, later: { id: again }, dismissed: null });
    expect(pair?.score).toBeGreaterThanOrEqual(0.5);
    // Seen from the earlier one it is the same pair.
    await compare(first);
    await compare(again);
    expect(await pairsOf(again)).toHaveLength(1);
  });

  test("whose text changes loses the pairs that are none any more; a withdrawn one is not shown", async () => {
    const { db, pool } = portal.database;
    const text = "골목 안쪽 가로등이 석 달째 꺼져 있습니다. 밤길이 어두워 넘어진 분도 있습니다. 고쳐 주세요.";
    const first = await publish("솔밭골목 가로등을 고쳐 주세요", text);
    const second = await publish("솔밭골목 가로등 수리를 부탁드립니다", text);
    await compare(second);
    expect(await pairsOf(second)).toHaveLength(1);
    await pool.query("update matter set state = 'withdrawn', ended_at = now() where id = $1", [first]);
    expect(await pairsOf(second)).toHaveLength(0);
    await pool.query("update matter set state = 'open', ended_at = null where id = $1", [first]);
    expect(await pairsOf(second)).toHaveLength(1);

    await pool.query("update matter set title = $2, body = $3 where id = $1", [
      second,
      "작은 텃밭을 빌려주세요",
      "상추를 심고 싶습니다.",
    ]);
    await pool.query("insert into search_change (kind, id) values ('proposal', $1)", [second]);
    await indexChanges(db, { readers: DOCUMENT_READERS, words }, new Date());
    await compare(second);
    expect(await pairsOf(second)).toHaveLength(0);
  });
});

describe("a moderator", () => {
  test("judges a pair once, it is kept with who and when, and it does not come back", async () => {
    const text =
      "놀이터 모래에 유리 조각이 섞여 있습니다. 아이들이 맨발로 노는 곳입니다. 모래를 갈아 주세요.";
    const first = await publish("달님놀이터 모래를 갈아 주세요", text);
    const second = await publish("달님놀이터 모래 교체 요청", text);
    await compare(second);
    const page = await (await moderator.send(PATH)).text();
    expect(page).toContain("달님놀이터 모래 교체 요청");

    const form = { intent: "dismiss", later: String(second), earlier: String(first) };
    expect((await moderator.form(PATH, form)).headers.get("location")).toBe(`${PATH}?done=1`);
    expect(await pairsOf(second)).toHaveLength(0);
    const [judged] = (await pairs("dismissed")).pairs;
    expect(judged).toMatchObject({ later: { id: second }, dismissed: { by: expect.stringMatching(/○/) } });
    expect((await moderator.form(PATH, form)).status).toBe(409);

    await compare(second);
    await compare(first);
    expect(await pairsOf(second)).toHaveLength(0);
    expect((await pairs("dismissed")).pairs).toHaveLength(1);
  });

  test("turns pages without missing a pair", async () => {
    const { pool } = portal.database;
    const ids: number[] = [];
    for (let index = 0; index < 7; index += 1)
      ids.push(await publish(`차례를 세는 제안 ${"가나다라마바사"[index]}`, `${index}번째입니다.`));
    await pool.query("delete from likely_duplicate");
    // 21 pairs, some with the same score.
    await pool.query(
      `insert into likely_duplicate (matter_id, earlier_id, space_id, score, found_at)
       select a, b, 1, 600 + (a + b)::int % 5, now() from unnest($1::bigint[]) a, unnest($1::bigint[]) b where a > b`,
      [ids],
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await pairs("open", cursor);
      seen.push(...page.pairs.map(({ later, earlier }) => `${later.id}-${earlier.id}`));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toHaveLength(21);
    expect(new Set(seen).size).toBe(21);
    expect((await moderator.send(`${PATH}?cursor=nonsense`)).status).toBe(422);
  });

  test("is the only one, with the operator", async () => {
    expect((await (await signIn(portal.url, "admin")).send(PATH)).status).toBe(200);
    for (const login of ["citizen-7101", "officer-transport", "mayor"]) {
      const client = await signIn(portal.url, login);
      expect((await client.send(PATH)).status, login).toBe(403);
      const form = { intent: "dismiss", later: "2", earlier: "1" };
      expect((await client.form(PATH, form)).status, login).toBe(403);
    }
    expect((await moderator.form(PATH, { intent: "dismiss", later: "x", earlier: "1" })).status).toBe(400);
  });
});
