import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** One-touch polls from outside: the contract, what is refused, and that a GET changes nothing. */
let portal: TestPortal;
let person: Client;
beforeAll(async () => {
  portal = await startPortal();
  person = await signIn(portal.url, "citizen-8101");
});
afterAll(() => portal.stop());

const QUESTION = { question: "점심은 어디에서 먹을까요?", choices: ["김밥", "냉면"] };
const make = (body: object, client = person) => client.json("/api/v1/quick-polls", "POST", body);
const addressOf = (name: string) => `/api/v1/quick-polls/${encodeURIComponent(name)}`;
const vote = (client: Client, name: string, choice: unknown) =>
  client.json(`${addressOf(name)}/vote`, "PUT", { choice });
const read = async (name: string) => (await fetch(portal.url + addressOf(name))).json();

async function made(body: object = {}): Promise<string> {
  const answer = await make({ ...QUESTION, name: `poll-${Math.random().toString(36).slice(2)}`, ...body });
  expect(answer.status).toBe(201);
  return (await answer.json()).name;
}

test("from making to voting", async () => {
  const answer = await make({ ...QUESTION, name: "점심" });
  expect(answer.status).toBe(201);
  const { name, url } = await answer.json();
  expect([name, url]).toEqual(["점심", `${portal.url}/q/${encodeURIComponent("점심")}`]);
  expect((await fetch(url)).status).toBe(200);

  const phone = new Client(portal.url);
  const first = await vote(phone, name, 1);
  expect(first.status).toBe(201);
  expect(await first.json()).toMatchObject({ choice: 1, votes: { count: 1 } });
  const changed = await vote(phone, name, "2");
  expect([changed.status, (await changed.json()).choices]).toEqual([
    200,
    [
      { id: 1, title: "김밥", count: 0 },
      { id: 2, title: "냉면", count: 1 },
    ],
  ]);
  expect((await vote(new Client(portal.url), name, 2)).status).toBe(201);
  await expect.poll(async () => (await read(name)).votes.count).toBe(2);
  expect(await read(name)).toMatchObject({
    name,
    url,
    state: "open",
    question: QUESTION.question,
    number: 1,
  });
});

test("a name is proposed from the question, and a second one of the same gets a number", async () => {
  const names = [];
  for (const choices of [
    ["가", "나"],
    ["다", "라"],
  ])
    names.push((await (await make({ question: "Where to meet?", choices })).json()).name);
  expect(names).toEqual(["where-to-meet", "where-to-meet-2"]);
});

describe("what is refused", () => {
  const long = "가".repeat(3_500); // 10 kB
  test.each([
    [{ ...QUESTION, name: "🍜" }, "name", "bad-name"],
    [{ ...QUESTION, name: "점심🍜" }, "name", "bad-name"],
    [{ ...QUESTION, name: "점심 메뉴" }, "name", "bad-name"],
    [{ ...QUESTION, name: "../me" }, "name", "bad-name"],
    [{ ...QUESTION, name: "482913" }, "name", "bad-name"],
    [{ ...QUESTION, name: "new" }, "name", "reserved-name"],
    [{ ...QUESTION, name: "선거".normalize("NFD") }, "name", "reserved-name"],
    [{ ...QUESTION, name: long }, "name", "too-long"],
    [{ ...QUESTION, name: "가" }, "name", "too-short"],
    [{ ...QUESTION, name: 7 }, "name", "not-text"],
    [{ ...QUESTION, lasts: "year" }, "lasts", "unknown-choice"],
    [{ ...QUESTION, choices: ["하나"] }, "choices", "too-few-choices"],
    [{ ...QUESTION, choices: [] }, "choices", "too-few-choices"],
    [{ ...QUESTION, choices: ["1", "2", "3", "4", "5", "6", "7"] }, "choices", "too-many-choices"],
    [{ ...QUESTION, choices: ["같음", " 같음 "] }, "choices", "same-choice"],
    [{ ...QUESTION, choices: ["가", long] }, "choices.1", "too-long"],
    [{ ...QUESTION, choices: ["가", " "] }, "choices.1", "required"],
    [{ ...QUESTION, choices: ["가", 2] }, "choices.1", "not-text"],
    [{ ...QUESTION, choices: "가,나" }, "choices", "not-text"],
    [{ ...QUESTION, question: long }, "question", "too-long"],
    [{ ...QUESTION, question: "\u200b" }, "question", "required"],
    [{ ...QUESTION, question: "가\0나" }, "question", "bad-characters"],
    [{ choices: ["가", "나"] }, "question", "required"],
    [{ question: "질문입니다" }, "choices", "required"],
  ])("%j names %s: %s", async (body, field, code) => {
    const answer = await make(body);
    expect(answer.status).toBe(422);
    const { errors } = await answer.json();
    expect(errors.map((error: { field: string; code: string }) => [error.field, error.code])).toContainEqual([
      field,
      code,
    ]);
  });

  test("the name of another poll, in whatever way it is written", async () => {
    const name = await made({ name: "이름-하나" });
    for (const same of [name, name.normalize("NFD"), ` ${name} `]) {
      const answer = await make({ ...QUESTION, question: `다른 질문 ${same.length}`, name: same });
      expect(answer.status).toBe(422);
      expect((await answer.json()).errors).toMatchObject([{ field: "name", code: "name-taken" }]);
    }
    expect((await fetch(`${portal.url}${addressOf(name.normalize("NFD"))}`)).status).toBe(200);
  });

  test("making without a session; voting needs none, but a page of ours", async () => {
    expect((await make(QUESTION, new Client(portal.url))).status).toBe(401);
    const name = await made();
    const foreign = await fetch(`${portal.url}${addressOf(name)}/vote`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", Origin: "https://elsewhere.example" },
      body: JSON.stringify({ choice: 1 }),
    });
    expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []]);
  });

  test.each([
    [{ choice: 7 }, 422],
    [{ choice: 0 }, 422],
    [{ choice: -1 }, 422],
    [{ choice: 1.5 }, 422],
    [{ choice: 9e15 }, 422],
    [{ choice: "1; drop table" }, 422],
    [{ choice: [1, 2] }, 422],
    [{ choice: null }, 422],
    [{}, 422],
  ])("a vote of %j", async (body, status) => {
    const name = await made();
    const client = new Client(portal.url);
    const answer = await client.json(`${addressOf(name)}/vote`, "PUT", body);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([status, []]);
    expect((await read(name)).votes.count).toBe(0);
  });

  test("a vote for what nobody made, or what closed a second ago", async () => {
    for (const name of ["nobody-made-this", "🍜", "new", "x".repeat(5_000)])
      expect((await vote(new Client(portal.url), name, 1)).status).toBe(404);
    const name = await made();
    await portal.database.db
      .updateTable("quick_poll")
      .set({ created_at: new Date(Date.now() - 60_000), closes_at: new Date(Date.now() - 1_000) })
      .where("name", "=", name)
      .execute();
    const answer = await vote(new Client(portal.url), name, 1);
    expect([answer.status, (await answer.json()).code]).toEqual([409, "quick-poll-closed"]);
    expect(await read(name)).toMatchObject({ state: "closed", votes: { count: 0 } });
  });
});

describe("the cookie of a device", () => {
  test("is set by a vote that was taken and by nothing else; a GET changes nothing", async () => {
    const name = await made();
    const visitor = new Client(portal.url);
    const page = `/q/${name}`;
    for (const path of [
      page,
      `${page}/screen`,
      `${page}/vote`,
      "/q",
      addressOf(name),
      `${addressOf(name)}/messages`,
    ]) {
      const answer = await visitor.send(path);
      expect([path, answer.headers.getSetCookie()]).toEqual([path, []]);
      await answer.arrayBuffer();
    }
    // What looks like a vote and is none.
    await (await visitor.send(`${page}/vote?choice=1`)).arrayBuffer();
    expect((await visitor.send(`${addressOf(name)}/vote?choice=1`)).status).toBe(405);
    expect((await read(name)).votes.count).toBe(0);
    const voted = await vote(visitor, name, 1);
    expect(voted.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^gonggam-device=\S+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test("copied to a hundred clients is one vote; invented ones are new devices", async () => {
    const name = await made();
    const original = new Client(portal.url);
    await vote(original, name, 1);
    const copies = Array.from({ length: 100 }, () => {
      const copy = new Client(portal.url);
      copy.keep(original.cookieHeader);
      return copy;
    });
    await Promise.all(copies.map((copy, index) => vote(copy, name, (index % 2) + 1)));
    const view = await read(name);
    expect(view.votes).toEqual({ count: 1, crowded: 0, repeated: 1 });

    const inventor = new Client(portal.url);
    inventor.keep("gonggam-device=AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA");
    const answer = await vote(inventor, name, 2);
    expect([answer.status, answer.headers.getSetCookie().length]).toEqual([201, 1]);
    expect(inventor.cookieHeader).not.toContain("AAAAAAAA");
  });

  test("of many new ones at one address: said on the page, and stopped", async () => {
    const limited = await startPortal({ database: portal.database, environment: { RATE_LIMITS: "on" } });
    const name = await made();
    const statuses: number[] = [];
    for (let from = 0; from < 1_250; from += 50)
      statuses.push(
        ...(await Promise.all(
          Array.from({ length: 50 }, async () => {
            const answer = await vote(new Client(limited.url), name, 1);
            if (answer.status === 429) expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
            return answer.status;
          }),
        )),
      );
    await limited.stop();
    const taken = statuses.filter((status) => status === 201).length;
    expect(statuses.filter((status) => status !== 201 && status !== 429)).toEqual([]);
    expect(taken).toBe(1_200);
    const { votes } = await read(name);
    expect(votes).toEqual({ count: taken, crowded: taken, repeated: 0 });
    const page = await (await fetch(`${portal.url}/q/${name}`)).text();
    expect(page).toContain("한 인터넷 주소의 여러 기기에서 온 표가 1,200표 있습니다");
    // Their maker is told the same.
    expect(await (await person.send(`/q/${name}/manage`)).text()).toContain("1,200표 있습니다");
  });
});

test("five hundred who look hear how it stands, and each vote after that", async () => {
  const name = await made();
  const stop = new AbortController();
  const address = `${portal.url}/q/${name}/live`;
  /** Of each reader the votes that they heard of last. */
  const heard = Array.from({ length: 500 }, () => -1);
  const listen = async (reader: number) => {
    const answer = await fetch(address, { signal: stop.signal });
    expect(answer.status).toBe(200);
    const follow = async () => {
      const [decoder, pieces] = [new TextDecoder(), answer.body?.getReader()];
      for (let read = await pieces?.read(); read?.value; read = await pieces?.read()) {
        const board = /"board":("(?:[^"\\]|\\.)*")/.exec(decoder.decode(read.value))?.[1];
        if (board) heard[reader] = JSON.parse(JSON.parse(board)).votes;
      }
    };
    follow().catch(() => undefined); // it is left below
  };
  for (let from = 0; from < heard.length; from += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => listen(from + index)));
  const all = (votes: number) => heard.every((known) => known === votes);
  await expect.poll(() => all(0)).toBe(true);
  const begun = performance.now();
  await vote(new Client(portal.url), name, 1);
  await expect.poll(() => all(1), { interval: 5 }).toBe(true);
  console.log(`500 streams heard of a vote ${Math.round(performance.now() - begun)} ms after it was sent`);
  stop.abort();
});

test("what a device chose is on its own page, and on nobody else's", async () => {
  const name = await made();
  const phone = new Client(portal.url);
  await vote(phone, name, 2);
  for (let time = 0; time < 3; time += 1) {
    const [own, others] = await Promise.all([
      phone.send(`/q/${name}`).then((answer) => answer.text()),
      fetch(`${portal.url}/q/${name}`).then((answer) => answer.text()),
    ]);
    expect(own).toContain("내 선택");
    expect(others).not.toContain("내 선택");
  }
});

test("a form's vote leads back to the page, and says there why it was not taken", async () => {
  const name = await made();
  const phone = new Client(portal.url);
  const taken = await phone.form(`/q/${name}/vote`, { choice: "1" });
  expect([taken.status, taken.headers.get("Location")]).toEqual([302, `/q/${name}?voted=1#vote`]);
  const refused = await phone.form(`/q/${name}/vote`, { choice: "9" });
  expect(refused.headers.get("Location")).toBe(`/q/${name}?refused=invalid-input#vote`);
  expect((await phone.form("/q/nobody-made-this/vote", { choice: "1" })).status).toBe(302);
  expect((await phone.send("/q/nobody-made-this?refused=not-found")).status).toBe(404);
});

describe("an address", () => {
  test("has one form, and a code leads there", async () => {
    const name = await made({ name: "Meet-Up-42" });
    expect(name).toBe("meet-up-42");
    for (const way of ["/q/MEET-up-42", "/q/%20meet-up-42"]) {
      const answer = await person.send(way);
      expect([answer.status, answer.headers.get("Location")]).toEqual([301, "/q/meet-up-42"]);
    }
    const { code } = await portal.database.db
      .selectFrom("quick_poll")
      .select("code")
      .where("name", "=", name)
      .executeTakeFirstOrThrow();
    for (const typed of [code ?? "", `${code?.slice(0, 3)} ${code?.slice(3)}`, "Meet-Up-42"]) {
      const answer = await person.send(`/q?code=${encodeURIComponent(typed)}`);
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/q/meet-up-42"]);
    }
    const unknown = await person.send(`/q?code=${encodeURIComponent("<없는 번호>")}`);
    expect([unknown.status, await unknown.text()]).toEqual([
      200,
      expect.stringContaining("그런 번호의 투표가 없습니다"),
    ]);
    expect((await person.send(`/q?code=${"1".repeat(9_000)}`)).status).toBe(200);
  });

  test("in another space is another poll", async () => {
    await setUpHaetsal(portal.database.db);
    await made({ name: "우리-모임" });
    const there = "/api/v1/spaces/haetsal/quick-polls";
    const answer = await person.json(there, "POST", { ...QUESTION, name: "우리-모임" });
    expect(answer.status).toBe(201);
    const { url } = await answer.json();
    expect(url).toBe(`${portal.url}/s/haetsal/q/${encodeURIComponent("우리-모임")}`);
    await vote(new Client(portal.url), "우리-모임", 1);
    const elsewhere = await (await fetch(`${portal.url}${there}/${encodeURIComponent("우리-모임")}`)).json();
    expect(elsewhere.votes.count).toBe(0);
    expect((await fetch(url)).status).toBe(200);
  });
});

describe("the chat", () => {
  test("is off until its maker allows it; who made it and moderators hide a message, with a reason", async () => {
    const name = await made();
    const page = `/q/${name}`;
    const speaker = await signIn(portal.url, "citizen-8102");
    const say = (body: string) => speaker.form(page, { intent: "message", body });
    expect((await say("들리나요?")).status).toBe(409);
    expect((await speaker.form(`${page}/manage`, { intent: "chat-on" })).status).toBe(403);
    expect((await person.form(`${page}/manage`, { intent: "chat-on" })).status).toBe(302);
    expect((await say("첫 마디")).status).toBe(302);
    expect((await say("첫 마디")).status).toBe(302); // sent twice
    expect((await say("둘째 마디")).status).toBe(302);
    expect((await say("가".repeat(301))).status).toBe(422);
    expect((await say(" ")).status).toBe(422);
    const messages = async () =>
      (await (await fetch(`${portal.url}${addressOf(name)}/messages`)).json()).items as {
        id: number;
        body: string | null;
        author: string;
        hiddenReason: string | null;
      }[];
    await expect
      .poll(async () => (await messages()).map(({ body }) => body))
      .toEqual(["둘째 마디", "첫 마디"]);
    const [second, first] = await messages();
    expect(first?.author).toMatch(/^.○+$/);

    const hide = (client: Client, id: number | undefined) =>
      client.form(page, { intent: "hide", message: String(id), reason: "insult" });
    expect((await hide(speaker, first?.id)).status).toBe(403);
    expect((await hide(person, first?.id)).status).toBe(302);
    const moderator = await signIn(portal.url, "moderator");
    expect((await hide(moderator, second?.id)).status).toBe(302);
    await expect
      .poll(async () => (await messages()).map(({ body, hiddenReason }) => [body, hiddenReason]))
      .toEqual([
        [null, "insult"],
        [null, "insult"],
      ]);
    expect(await (await fetch(portal.url + page)).text()).not.toContain("첫 마디");
  });
});

test("a poll is reported, and moderators hide it from everybody", async () => {
  const name = await made({ question: "신고할 만한 질문" });
  const page = `/q/${name}`;
  const report = (client: Client, note = "") =>
    client.form(page, { intent: "report", message: "", reason: "illegal", note });
  expect((await report(new Client(portal.url))).headers.get("Location")).toContain("/auth/sign-in");
  const witness = await signIn(portal.url, "citizen-8103");
  expect((await report(witness, "살펴봐 주세요")).status).toBe(302);
  expect((await report(witness)).status).toBe(302);
  expect((await report(witness, "가".repeat(501))).status).toBe(422);

  const list = "/moderation/reports";
  expect((await witness.send(list)).status).toBe(403);
  const moderator = await signIn(portal.url, "moderator");
  const before = await (await moderator.send(list)).text();
  expect(before).toContain("신고할 만한 질문");
  expect(before.match(/살펴봐 주세요/g)?.length).toBeGreaterThan(0);
  const { rows } = await portal.database.pool.query(
    "select m.id from moderated m join quick_poll p on p.id = quick_poll_id where name = $1",
    [name],
  );
  const judge = { intent: "hide", thing: String(rows[0].id), reason: "illegal" };
  expect((await witness.form(list, judge)).status).toBe(403);
  expect((await moderator.form(list, judge)).status).toBe(302);
  expect(await (await moderator.send(list)).text()).not.toContain("신고할 만한 질문");
  await expect.poll(async () => (await fetch(`${portal.url}${addressOf(name)}`)).status).toBe(404);
  const hidden = await (await witness.send(page)).text();
  expect(hidden).toContain("법에 어긋나는 내용");
  expect(hidden).not.toContain("신고할 만한 질문");
  expect((await vote(new Client(portal.url), name, 1)).status).toBe(409);
});

test("one's own polls, messages and reports are in one's data; leaving ends the polls", async () => {
  const leaver = await signIn(portal.url, "citizen-8104");
  const made = await make({ question: "떠날 사람의 질문", choices: ["가", "나"] }, leaver);
  const { name } = await made.json();
  await leaver.form(`/q/${name}/manage`, { intent: "chat-on" });
  await leaver.form(`/q/${name}`, { intent: "message", body: "떠날 사람의 말" });
  await leaver.form(`/q/${name}`, { intent: "report", message: "", reason: "spam", note: "제 것" });
  const data = await (await leaver.send("/me/data.json")).json();
  expect(data.quickPolls).toMatchObject([
    { name, questions: [{ text: "떠날 사람의 질문", choices: ["가", "나"] }] },
  ]);
  expect(data.quickMessages).toMatchObject([{ name, text: "떠날 사람의 말" }]);
  expect(data.reports).toMatchObject([{ name, reason: "spam", text: "제 것" }]);
  expect(await (await leaver.send("/me?show=quick")).text()).toContain("떠날 사람의 질문");

  expect((await leaver.form("/me/leave", { sure: "yes" })).status).toBe(302);
  await expect.poll(async () => (await read(name)).state).toBe("closed");
  expect((await read(name)).maker).not.toMatch(/[가-힣]/);
  const { rows } = await portal.database.pool.query(
    "select count(*)::int as n from report where note = '제 것'",
  );
  expect(rows[0].n).toBe(0);
});
