import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldOf } from "#app/domain/kinds/poll/answer-fields.ts";
import { answersOf } from "#app/domain/kinds/poll/answers-of-fields.ts";
import { definitionSchema } from "#app/domain/kinds/poll/definition.ts";
import { definitionChanges } from "#app/domain/kinds/poll/definition-changes.ts";
import type { QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { PollFields } from "#app/doors/poll-fields.ts";
import { definitionOfFields, fieldsOfDefinition } from "#app/doors/poll-form.ts";
import { hangOn, movedUp, without, withoutQuestion } from "#app/routes/desk.polls.$id/form-order.ts";
import { drawn } from "#app/routes/polls.$id/poll-page.server.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { axeFindings, choose, launchBrowser, visit } from "./support/browser.ts";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

const DEFINITION: PollDefinition = {
  title: { ko: "공원에 무엇이 필요한가요?", en: "What does the park need?" },
  purpose: "survey",
  category: "parks",
  district: null,
  opensAt: "2026-11-27T00:00:00.000Z",
  closesAt: "2026-12-11T09:00:00.000Z",
  results: "live",
  mayChange: true,
  who: { residents: true, minAge: 14 },
  pages: [
    {
      questions: [
        {
          id: "q1",
          type: "single",
          title: { ko: "자주 오시나요?" },
          required: true,
          drawnOrder: false,
          choices: [
            { id: "c1", title: { ko: "예", en: "Yes" } },
            { id: "c2", title: { ko: "아니요" } },
          ],
        },
        {
          id: "q2",
          type: "multiple",
          title: { ko: "무엇이 좋은가요?" },
          required: true,
          drawnOrder: true,
          min: 1,
          max: 2,
          when: { question: "q1", is: ["c1"] },
          choices: [
            { id: "c3", title: { ko: "그늘" } },
            { id: "c4", title: { ko: "의자" } },
          ],
        },
      ],
    },
    {
      questions: [
        {
          id: "q3",
          type: "ranking",
          title: { ko: "순서" },
          required: false,
          drawnOrder: false,
          min: 0,
          max: 2,
          choices: [
            { id: "c5", title: { ko: "화장실" } },
            { id: "c6", title: { ko: "조명" } },
          ],
        },
        { id: "q4", type: "number", title: { ko: "한 달에 몇 번?" }, required: false, min: 0, max: 31 },
        { id: "q5", type: "text", title: { ko: "더 하실 말씀" }, required: false, max: 100 },
        { id: "q8", type: "rating", title: { ko: "만족도" }, required: false, min: 1, max: 5 },
      ],
    },
  ],
  briefs: [{ title: { ko: "공원의 지금" }, body: { ko: "오래되었습니다." } }],
  documents: [{ title: { ko: "조사" }, url: "https://example.com/a" }],
  opinionMap: true,
  gifts: [
    { name: { ko: "책 교환권", en: "Book token" }, count: 3 },
    { name: { ko: "입장권 | 두 장" }, count: 1 },
  ],
  related: [3, 4],
};

const DISTRICTS = [
  { code: "hae", name: { ko: "해동", en: "Haedong", ja: "ヘドン" } },
  { code: "san", name: { ko: "산동", en: "Sandong", ja: "サンドン" } },
];

const DIRECTORY: Directory = {
  space: {
    id: 1,
    code: "city",
    kind: "city",
    name: { ko: "시", en: "City", ja: "市" },
    prefix: "",
    contact: null,
  },
  districts: DISTRICTS,
  map: null,
  categories: [
    { code: "parks", name: { ko: "공원", en: "Parks", ja: "公園" }, officeCode: null, officeName: null },
  ],
  offices: [],
};

describe("choices in an order drawn for each reader", () => {
  const ids = ["c1", "c2", "c3", "c4", "c5"];
  const question: QuestionView = {
    id: "q1",
    type: "single",
    title: "무엇이 먼저인가요?",
    help: null,
    required: true,
    when: null,
    min: null,
    max: null,
    unit: null,
    words: null,
    choices: ids.map((id) => ({ id, title: id, picture: null, proposal: null })),
    drawnOrder: true,
  };
  const orderFor = (reader: number | undefined, asked = question) =>
    drawn(asked, reader).choices?.map(({ id }) => id) ?? [];
  const readers = Array.from({ length: 200 }, (_, index) => index + 1);

  test("differ between readers, each choice first for some, and stay for one", () => {
    for (const reader of readers) {
      expect(orderFor(reader)).toEqual(orderFor(reader));
      expect(orderFor(reader).toSorted()).toEqual(ids);
    }
    expect(new Set(readers.map((reader) => orderFor(reader)[0]))).toEqual(new Set(ids));
    // Another question of the same choices has another order.
    expect(
      readers.some((reader) => `${orderFor(reader, { ...question, id: "q2" })}` !== `${orderFor(reader)}`),
    ).toBe(true);
  });

  test("stand as they were written where the poll does not say so, and for who is not signed in", () => {
    expect(orderFor(undefined)).toEqual(ids);
    expect(orderFor(1, { ...question, drawnOrder: false })).toEqual(ids);
  });

  test("are answered by their ids, wherever they stand", () => {
    const choices = ids.map((id) => ({ id, title: { ko: id } }));
    const asked = {
      id: "q1",
      type: "single" as const,
      title: { ko: "무엇" },
      required: true,
      drawnOrder: true,
      choices,
    };
    for (const reader of readers) {
      const [first = ""] = orderFor(reader);
      const fields = { [fieldOf.choice("q1")]: first };
      expect(answersOf(fields, { pages: [{ questions: [asked] }] })).toEqual({ q1: first });
    }
  });
});

describe("the form of a draft", () => {
  test("gives back the definition that it was filled with, ids too", () => {
    const back = definitionOfFields(fieldsOfDefinition(DEFINITION));
    expect(back).toMatchObject({
      pages: DEFINITION.pages.map(({ questions }) => ({
        questions: questions.map(({ id, type }) => ({ id, type })),
      })),
      related: [3, 4],
      opinionMap: true,
      documents: [{ title: { ko: "조사" }, url: "https://example.com/a" }],
      who: { residents: true, minAge: 14 },
    });
    expect(JSON.stringify(back)).toContain('"when":{"question":"q1","is":["c1"]}');
  });

  test("loses nothing of what it does not show", () => {
    const picture = {
      id: "0b9f3c1e-3f0a-4a54-9a52-0b7d5a1c2d3e",
      alt: { ko: "물 한 잔", en: "A glass of water" },
    };
    const [first, ...others] = DEFINITION.pages;
    const [brief] = DEFINITION.briefs;
    if (!first || !brief) throw new Error("The definition has too little.");
    const choice = { id: "c7", title: { ko: "물" }, picture, proposal: 12 };
    const rich: PollDefinition = {
      ...DEFINITION,
      who: { residents: true, districts: DISTRICTS.map(({ code }) => code), roll: "guild", maxAge: 90 },
      pages: [
        {
          title: { ko: "첫 쪽", en: "First", ja: "最初" },
          questions: [
            ...first.questions,
            {
              id: "q6",
              type: "multiple",
              title: { ko: "무엇을 드릴까요?" },
              required: false,
              drawnOrder: false,
              min: 0,
              max: 2,
              choices: [choice, { id: "c8", title: { ko: "차" } }],
            },
            {
              id: "q7",
              type: "rating",
              title: { ko: "얼마나?" },
              required: true,
              min: 1,
              max: 5,
              words: { low: { ko: "조금" }, high: { ko: "많이", ja: "とても" } },
            },
          ],
        },
        ...others,
      ],
      briefs: [{ ...brief, picture }],
      // An entry of a roll has no number to be drawn by.
      gifts: undefined,
      documents: [{ title: { ko: "조사 | 2025", en: "Survey" }, url: "https://example.com/a" }],
      video: {
        url: "https://youtu.be/aqz-KE-bpKQ",
        title: { ko: "영상" },
        transcript: { ko: "안녕하세요", en: "Hello" },
      },
    };
    const saved = (definition: PollDefinition) =>
      definitionSchema(DIRECTORY).parse(definitionOfFields(fieldsOfDefinition(definition)));
    expect(saved(rich)).toEqual(rich);
    expect(saved(DEFINITION)).toEqual(DEFINITION);
  });

  test("all choices stay all when there are more; a question is no more asked of who chose at one that is gone", () => {
    const fields = fieldsOfDefinition(DEFINITION);
    expect([fields["q.1.max"], fields["q.2.max"], fields["q.3.max"]]).toEqual(["", "", "31"]);
    expect([hangOn(fields, 0), hangOn(fields, 1)]).toEqual([[1], []]);
    const rest = definitionOfFields(withoutQuestion(fields, 0));
    expect(() => definitionSchema(DIRECTORY).parse(rest)).not.toThrow();
    expect(JSON.stringify(rest)).not.toContain('"when"');
  });

  test.each<[string, (fields: PollFields) => PollFields, string[]]>([
    [
      "a line put between keeps the ids of the others",
      edit("q.0.choices.ko", "예\n가끔\n아니요"),
      ["c1", "", "c2"],
    ],
    ["a line taken out keeps the other's", edit("q.0.choices.ko", "아니요"), ["c2"]],
    ["a line written anew is the same choice", edit("q.0.choices.ko", "네\n아니요"), ["c1", "c2"]],
    ["lines moved and one renamed have each id once", edit("q.0.choices.ko", "아니요\n네"), ["c2", "c1"]],
    ["a line written twice has its id once", edit("q.0.choices.ko", "예\n예"), ["c1", "c2"]],
    ["what the form says they were may be anything", edit("q.0.was", '{"a":'), ["", ""]],
  ])("%s", (_, change, ids) => {
    const made = JSON.stringify(definitionOfFields(change(fieldsOfDefinition(DEFINITION))));
    const [first] = JSON.parse(made).pages[0].questions;
    expect(first.choices.map((choice: { id?: string }) => choice.id ?? "")).toEqual(ids);
  });

  test("takes a question out, and moves one up", () => {
    const fields = fieldsOfDefinition(DEFINITION);
    expect([
      without(fields, "q", 0)["q.0.id"],
      movedUp(fields, 1)["q.0.id"],
      movedUp(fields, 1)["q.1.id"],
    ]).toEqual(["q2", "q2", "q1"]);
    expect(movedUp(fields, 0)).toEqual(fields);
  });

  function edit(name: string, value: string) {
    return (fields: PollFields): PollFields => ({ ...fields, [name]: value });
  }
});

test("each setting that changed is named, a text with its language, a question's by its number", () => {
  const changed = structuredClone(DEFINITION);
  changed.who.minAge = 19;
  delete changed.opinionMap;
  changed.closesAt = "2026-12-12T09:00:00.000Z";
  const [brief] = changed.briefs;
  const [page] = changed.pages;
  const [question] = page?.questions ?? [];
  if (!brief || question?.type !== "single") throw new Error("The definition has too little.");
  brief.body.en = "It is old.";
  question.choices.splice(1, 0, { id: "c9", title: { ko: "가끔" } });
  expect(definitionChanges(DEFINITION, changed)).toEqual([
    {
      of: null,
      field: "closesAt",
      language: null,
      before: DEFINITION.closesAt,
      after: "2026-12-12T09:00:00.000Z",
    },
    { of: null, field: "minAge", language: null, before: "14", after: "19" },
    { of: null, field: "opinionMap", language: null, before: "true", after: null },
    {
      of: { what: "question", number: 1 },
      field: "choices",
      language: "ko",
      before: null,
      after: "가끔",
    },
    {
      of: { what: "brief", number: 1 },
      field: "body",
      language: "en",
      before: null,
      after: "It is old.",
    },
  ]);
});

test("what changed in a draft is told by where it stands; a question that moved did not change", () => {
  const changed = structuredClone(DEFINITION);
  const [page] = changed.pages;
  if (!page) throw new Error("There is no page.");
  page.questions.reverse();
  changed.title.ko = "공원에 무엇을 둘까요?";
  expect(definitionChanges(DEFINITION, changed)).toEqual([
    {
      of: null,
      field: "title",
      language: "ko",
      before: "공원에 무엇이 필요한가요?",
      after: "공원에 무엇을 둘까요?",
    },
  ]);
});

describe("the form of a ballot", () => {
  test.each<[string, Record<string, string>, object]>([
    [
      "ticks, places, numbers and texts",
      {
        "choice.q1": "c1",
        "pick.q2.c4": "yes",
        "rank.q3.c5": "2",
        "rank.q3.c6": "1",
        "number.q4": "１,０",
        "text.q5": "네",
      },
      { q1: "c1", q2: ["c4"], q3: ["c6", "c5"], q4: 10, q5: "네" },
    ],
    [
      "what is not asked of who chose so is passed over",
      { "choice.q1": "c2", "pick.q2.c3": "yes" },
      { q1: "c2" },
    ],
    ["no answer is none", { "choice.q1": "-", "text.q5": " ", "number.q8": "-" }, {}],
    [
      "one place given twice is told as one choice twice",
      { "choice.q1": "c2", "rank.q3.c5": "1", "rank.q3.c6": "1" },
      { q1: "c2", q3: ["c5", "c5"] },
    ],
    [
      "what is no number is told as such",
      { "choice.q1": "c2", "number.q4": "많이" },
      { q1: "c2", q4: Number.NaN },
    ],
  ])("%s", (_, fields, answers) => {
    expect(answersOf(fields, DEFINITION)).toEqual(answers);
  });
});

describe("in a browser", () => {
  let portal: TestPortal;
  let browser: Browser;
  let writer: Client;
  let approver: Client;
  let id: number;
  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
    [writer, approver] = await Promise.all([signIn(portal.url, WRITER), signIn(portal.url, "mayor")]);
    id = await makePoll({ title: "공원에 무엇을 먼저 둘까요?", mayChange: true, results: "live" });
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });
  const WRITER = "officer-transport";

  async function makePoll(more: object): Promise<number> {
    const made = await writer.json("/api/v1/polls", "POST", {
      closesAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      questions: [
        { type: "single", title: "하나를 골라 주세요", choices: ["그늘과 의자", "놀이터"] },
        { type: "text", title: "까닭", required: false },
      ],
      ...more,
    });
    expect(made.status).toBe(201);
    const { id: made_id } = await made.json();
    expect((await approver.json(`/api/v1/polls/${made_id}/approval`, "POST", {})).status).toBe(201);
    return made_id;
  }

  test.each([
    ["with JavaScript", true, "citizen-8801"],
    ["without JavaScript", false, "citizen-8802"],
  ])(
    "somebody takes part in two touches, changes it, and sees the results, %s",
    async (_, javaScript, login) => {
      const { page, context, complaints } = await visit(browser, portal.url, {
        login,
        javaScript,
        width: 375,
      });
      await page.goto(`/polls/${id}`);
      await page.getByLabel("그늘과 의자").check();
      await page.getByRole("button", { name: "이대로 참여하기" }).click();
      await page.getByText("참여해 주셔서 고맙습니다").waitFor();
      await page.getByText(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/).waitFor();

      await page.getByText("답 바꾸기", { exact: true }).last().click();
      expect(await page.getByLabel("그늘과 의자").isChecked()).toBe(true);
      await page.getByLabel("놀이터").check();
      await page.getByRole("button", { name: "바꾼 답 보내기" }).click();
      await page.getByText("답을 바꾸었습니다").waitFor();

      // So few are not in the totals yet, which the page says.
      await page.goto(`/polls/${id}/results`);
      await page.getByText(`${javaScript ? 1 : 2}명의 답은 다른 답과 함께 집계됩니다`).waitFor();
      const row = page.getByRole("row", { name: /놀이터/ }).first();
      expect(await row.innerText()).toMatch(/\b0\b/);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test.each([
    [375, "citizen-8821"],
    [1280, "citizen-8822"],
  ])(
    "a film plays beside the ballot once one says so, and goes on while one votes, at %i px",
    async (width, login) => {
      const film = await makePoll({
        title: `영상이 있는 투표 ${width}`,
        results: "live",
        video: { url: "https://youtu.be/aqz-KE-bpKQ", title: "공원 한 바퀴", transcript: "공원을 걷습니다." },
      });
      const { page, context, complaints } = await visit(browser, portal.url, { login, width });
      const elsewhere: string[] = [];
      await context.route(
        (url) => url.origin !== portal.url,
        (route) => {
          elsewhere.push(route.request().url());
          return route.fulfill({ contentType: "text/html", body: "<!doctype html><p>film</p>" });
        },
      );
      const answer = await page.goto(`/polls/${film}`);
      expect(answer?.headers()["content-security-policy"]).not.toMatch(/frame-src|youtube/);
      await page.getByText("제공: YouTube (Google)").waitFor();
      expect([await page.locator("iframe").count(), elsewhere]).toEqual([0, []]);
      expect(await page.getByRole("link", { name: "새 창에서 보기" }).getAttribute("href")).toBe(
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
      );
      expect([await overflow(page), await axeFindings(page)]).toEqual([0, []]);

      await page.getByRole("button", { name: "여기서 재생" }).click();
      await page.frameLocator("iframe").frameLocator("iframe").getByText("film").waitFor();
      expect(elsewhere.map((url) => url.replace(/&.*/, ""))).toEqual([
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1",
      ]);
      await page.getByLabel("그늘과 의자").scrollIntoViewIfNeeded();
      await page.getByLabel("그늘과 의자").check();
      const player = page.locator(".poll-player");
      expect(await inSight(page, player)).toBe(true);
      await page.getByRole("button", { name: "이대로 참여하기" }).click();
      await page.getByText("참여해 주셔서 고맙습니다").waitFor();
      expect([await inSight(page, player), elsewhere.length, await overflow(page)]).toEqual([true, 1, 0]);
      await page.getByRole("button", { name: "영상 닫기" }).click();
      await player.waitFor({ state: "detached" });
      expect(complaints).toEqual([]);
      await context.close();

      const frame = await new Client(portal.url).send(`/polls/${film}/video`);
      expect(frame.headers.get("X-Frame-Options")).toBeNull();
      const policy = frame.headers.get("Content-Security-Policy");
      expect(policy).toContain("frame-src https://www.youtube-nocookie.com;");
      expect(policy).toContain("frame-ancestors 'self'");
      expect((await new Client(portal.url).send(`/polls/${id}/video`)).status).toBe(404);
    },
  );

  test("what a poll comes from is on its page, and the poll on the page of that", async () => {
    const author = await signIn(portal.url, "citizen-8823");
    const publish = async (title: string): Promise<number> => {
      const text = {
        title,
        body: "공원에 그늘이 없어서 여름에는 아무도 머물지 못합니다.",
        category: "transport",
      };
      const made = await author.json("/api/v1/proposals", "POST", text);
      expect(made.status).toBe(201);
      return (await made.json()).id;
    };
    const [first, second, withdrawn] = [
      await publish("공원에 나무 그늘을 만들어 주세요"),
      await publish("공원 의자가 모자랍니다"),
      await publish("공원 이야기를 거둡니다"),
    ];
    expect((await author.form(`/proposals/${withdrawn}/withdraw`, {})).status).toBe(302);
    const named = await makePoll({
      title: "여기에서 나온 투표",
      related: [second, first],
    });
    const page = async (path: string) => (await new Client(portal.url).send(`${path}?lang=ko`)).text();
    const linksIn = (html: string, section: string) => {
      const [, part = ""] = html.split(`aria-labelledby="${section}"`);
      return [...(part.split("</section>")[0] ?? "").matchAll(/href="([^"?#]+)/g)].map(([, href]) => href);
    };
    const shown = await page(`/polls/${named}`);
    expect(shown).toContain("이 투표가 나온 곳");
    expect(linksIn(shown, "origins")).toEqual([`/proposals/${second}`, `/proposals/${first}`]);
    expect(linksIn(await page(`/proposals/${first}`), "polls-from")).toEqual([`/polls/${named}`]);
  });

  const SURVEY = {
    purpose: "survey",
    results: "after-closing",
    pages: [
      {
        questions: [
          { id: "often", type: "single", title: "자주 오시나요?", choices: ["매일 옵니다", "가끔 옵니다"] },
        ],
      },
      { questions: [{ id: "why", type: "text", title: "왜 오시나요?", required: false }] },
      {
        questions: [
          { id: "wish", type: "number", title: "한 달에 몇 번?", required: false, min: 0, max: 31 },
        ],
      },
    ],
  };
  const draftsOf = async (poll: number) =>
    (await portal.database.pool.query("select version from ballot_draft where matter_id = $1", [poll])).rows;

  test.each([
    ["with JavaScript", true, "citizen-8811"],
    ["without JavaScript", false, "citizen-8812"],
  ])("a survey is begun on a phone and ended at a desk, %s", async (_, javaScript, login) => {
    const survey = await makePoll({ ...SURVEY, title: `공원에 자주 오시나요? ${javaScript}` });
    const phone = await visit(browser, portal.url, { login, javaScript, width: 375 });
    const { page } = phone;
    // As from a letter: the first question is on screen, and no page is between.
    await page.goto(`/polls/${survey}/ballot`);
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe(`/polls/${survey}#ballot`);
    const card = page.locator("label.radio-card", { hasText: "가끔 옵니다" });
    await expect.poll(() => inSight(page, card)).toBe(true);
    await choose(page, /가끔 옵니다/);
    await page.getByRole("button", { name: "다음" }).click();
    await page.getByText("3쪽 가운데 2쪽").waitFor();
    if (javaScript) await page.getByText("여기까지 저장했습니다").waitFor();
    expect(await draftsOf(survey)).toEqual([{ version: 1 }]);

    const desk = await visit(browser, portal.url, { login, javaScript, width: 1280 });
    await desk.page.goto("/me");
    await desk.page.getByRole("link", { name: `공원에 자주 오시나요? ${javaScript}` }).click();
    await desk.page
      .getByText("다른 기기나 지난번 로그인에서 시작한 답을 불러왔습니다. 오늘 저장했습니다.")
      .waitFor();
    await desk.page.getByText("3쪽 가운데 2쪽").waitFor();
    await desk.page.getByLabel("2번 문항 답").fill("나무 그늘이 좋아서");
    await desk.page.getByRole("button", { name: "이전" }).click();
    await desk.page.getByText("3쪽 가운데 1쪽").waitFor();
    expect(await desk.page.getByLabel("가끔 옵니다").isChecked()).toBe(true);
    await desk.page.getByRole("button", { name: "다음" }).click();
    await desk.page.getByText("3쪽 가운데 2쪽").waitFor();
    await desk.page.getByRole("button", { name: "저장하고 나중에 계속하기" }).click();
    await desk.page.getByText("마감 전에 어느 기기에서든 로그인하면").waitFor();
    expect(await draftsOf(survey)).toEqual([{ version: 4 }]);

    // The phone has not seen that: nothing is written over, both are shown, and its owner takes the desk's.
    await page.getByLabel("2번 문항 답").fill("가까워서");
    await page.getByRole("button", { name: "다음" }).click();
    await page.locator(".notice-title", { hasText: "다른 기기에서도 답하셨습니다" }).waitFor();
    await page.getByText("나무 그늘이 좋아서").waitFor();
    if (!javaScript) expect(await page.getByLabel("2번 문항 답").inputValue()).toBe("가까워서");
    if (javaScript) expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("link", { name: "다른 기기의 답으로 계속" }).click();
    await page.getByText("3쪽 가운데 2쪽").waitFor();
    await page.waitForURL(/from=4/);
    expect(await page.getByLabel("2번 문항 답").inputValue()).toBe("나무 그늘이 좋아서");
    await page.getByText("이어서 답하세요").waitFor();
    await page.getByRole("button", { name: "다음" }).click();
    await page.getByText("3쪽 가운데 3쪽").waitFor();
    if (javaScript) await page.getByText("여기까지 저장했습니다").waitFor();

    // The desk in its turn goes on in spite of it, to the end.
    await desk.page.getByLabel("2번 문항 답").fill("나무 그늘과 바람이 좋아서");
    await desk.page.getByRole("button", { name: "다음" }).click();
    await desk.page.locator(".notice-title", { hasText: "다른 기기에서도 답하셨습니다" }).waitFor();
    await desk.page.getByRole("button", { name: "이 화면의 답으로 계속" }).click();
    await desk.page
      .locator(".notice-title", { hasText: "다른 기기에서도 답하셨습니다" })
      .waitFor({ state: "detached" });
    // With a script the page had turned before the server said no.
    if (!javaScript) await desk.page.getByRole("button", { name: "다음" }).click();
    await desk.page.getByText("3쪽 가운데 3쪽").waitFor();
    await desk.page.getByRole("button", { name: "이대로 참여하기" }).click();
    await desk.page.getByText("참여해 주셔서 고맙습니다").waitFor();
    expect(await draftsOf(survey)).toEqual([]);
    // What is sent is sent: the phone keeps nothing beside it.
    await page.getByRole("button", { name: "저장하고 나중에 계속하기" }).click();
    await page.getByText("이미 참여하셨습니다").waitFor();
    expect(await draftsOf(survey)).toEqual([]);
    expect([...phone.complaints, ...desk.complaints].filter((text) => !text.includes("409"))).toEqual([]);
    await Promise.all([phone.context.close(), desk.context.close()]);
  });

  test.each([
    ["with JavaScript", true, "citizen-8813"],
    ["without JavaScript", false, "citizen-8814"],
  ])("a survey is begun anew, and one wants to be reminded and not, %s", async (_, javaScript, login) => {
    const survey = await makePoll({ ...SURVEY, title: "다시 답합니다" });
    const { page, context, complaints } = await visit(browser, portal.url, { login, javaScript, width: 375 });
    await page.goto(`/polls/${survey}`);
    await choose(page, /매일 옵니다/);
    await page.getByRole("button", { name: "다음" }).click();
    await page.getByText("3쪽 가운데 2쪽").waitFor();
    if (javaScript) await page.getByText("여기까지 저장했습니다").waitFor();
    await page.goto(`/polls/${survey}`);
    await page.getByText("오늘 여기까지 저장했습니다.").waitFor();
    await page.getByText("처음부터 다시 답하기").click();
    await page.getByRole("button", { name: "저장한 답 지우기" }).click();
    await page.getByText("저장한 답을 지웠습니다").waitFor();
    await page.getByText("3쪽 가운데 1쪽").waitFor();
    expect(await page.getByLabel("매일 옵니다").isChecked()).toBe(false);
    expect(await draftsOf(survey)).toEqual([]);

    await page.getByRole("button", { name: "마감 전에 알려 주세요" }).click();
    await page.getByText("알림을 신청하셨습니다").waitFor();
    const asked = "select from poll_reminder where matter_id = $1";
    expect((await portal.database.pool.query(asked, [survey])).rowCount).toBe(1);
    await page.getByRole("button", { name: "알림 취소" }).click();
    await page.getByRole("button", { name: "마감 전에 알려 주세요" }).waitFor();
    expect((await portal.database.pool.query(asked, [survey])).rowCount).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a letter's link leads who is not signed in to the ballot by the way of signing in", async () => {
    const { page, context } = await visit(browser, portal.url);
    const asked = await page.request.get(`/polls/${id}/ballot?lang=ko`, { maxRedirects: 0 });
    expect([asked.status(), asked.headers().location]).toEqual([
      302,
      `/auth/sign-in?returnTo=${encodeURIComponent(`/polls/${id}#ballot`)}`,
    ]);
    await context.close();
  });

  test.each([
    ["with JavaScript", true, "citizen-8803"],
    ["without JavaScript", false, "citizen-8804"],
  ])("somebody leaves the draw of gifts, and joins it again, %s", async (_, javaScript, login) => {
    const drawn = await makePoll({
      title: `선물이 있는 투표 ${javaScript}`,
      gifts: [{ name: "책 교환권", count: 3 }],
    });
    const { page, context, complaints } = await visit(browser, portal.url, { login, javaScript, width: 375 });
    await page.goto(`/polls/${drawn}`);
    await page.getByText("책 교환권 × 3").waitFor();
    await page.goto(`/polls/${drawn}/draw`);
    expect(await page.getByRole("button", { name: "추첨에서 빠지기" }).count()).toBe(0);
    await page.goto(`/polls/${drawn}`);
    await page.getByLabel("그늘과 의자").check();
    await page.getByRole("button", { name: "이대로 참여하기" }).click();
    await page.getByText("참여해 주셔서 고맙습니다").waitFor();
    await page.getByRole("link", { name: "추첨 방법과 결과" }).click();
    await page.getByRole("button", { name: "추첨에서 빠지기" }).click();
    await page.getByText("추첨에서 빠지셨습니다").waitFor();
    await page.getByRole("button", { name: "추첨에 다시 들어가기" }).click();
    await page.getByText(/접수 번호 [2-9A-Z-]{11}번으로 추첨에 들어갑니다/).waitFor();
    expect([await overflow(page), javaScript ? await axeFindings(page) : []]).toEqual([0, []]);
    expect(complaints).toEqual([]);
    await context.close();
    const other = await signIn(portal.url, "citizen-8805");
    expect((await other.form(`/polls/${drawn}/draw`, { intent: "decline" })).status).toBe(409);
    expect((await other.form(`/polls/${drawn}/draw`, { intent: "win" })).status).toBe(400);
    expect((await other.form(`/polls/${id}/draw`, { intent: "decline" })).status).toBe(404);
    expect((await other.send(`/polls/${id}/draw`)).status).toBe(404);
    expect((await other.send(`/api/v1/polls/${drawn}/draw`)).status).toBe(409);
  });

  test("who is not signed in reads it and is shown the way", async () => {
    const { page, context } = await visit(browser, portal.url, { width: 375 });
    await page.goto(`/polls/${id}`);
    await page.getByRole("link", { name: "로그인하고 참여하기" }).waitFor();
    expect(await page.getByLabel("놀이터").isDisabled()).toBe(true);
    await context.close();
  });

  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("anyone tries a mock poll, as often as they like, %s", async (_, javaScript) => {
    const mock = await makePoll({
      title: `투표 연습 ${javaScript}`,
      purpose: "mock",
      who: { residents: true },
    });
    const { page, context, complaints } = await visit(browser, portal.url, { javaScript, width: 375 });
    await page.goto(`/polls/${mock}`);
    // A required question is left out: it is told as of every other ballot.
    await page.getByRole("button", { name: "보내 보기" }).click();
    await page
      .getByRole("link", { name: /답해 주세요|골라 주세요/ })
      .first()
      .waitFor();
    for (const choice of ["놀이터", "그늘과 의자"]) {
      await page.getByLabel(choice).check();
      await page.getByRole("button", { name: "보내 보기" }).click();
      await page.getByText("연습이라 아무것도 저장되지 않았습니다").waitFor();
    }
    expect([await overflow(page), javaScript ? await axeFindings(page) : []]).toEqual([0, []]);
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
    await context.close();
    const { rows } = await portal.database.pool.query(
      "select count(*)::int as kept from support where matter_id = $1",
      [mock],
    );
    expect(rows).toEqual([{ kept: 0 }]);
  });

  test("results say who could take part", async () => {
    const { page, context } = await visit(browser, portal.url, { width: 375 });
    await page.goto(`/polls/${id}/results`);
    expect(await page.locator("#method ~ .facts").innerText()).toMatch(
      /참여할 수 있는 사람\s+본인 확인을 마친 누구나/,
    );
    await context.close();
  });

  test("two devices see the bars move, signed in or not", async () => {
    const live = await makePoll({ title: "지금 어떻게 되어 가나요", mayChange: true, results: "live" });
    const devices = await Promise.all([
      visit(browser, portal.url, { width: 375 }),
      visit(browser, portal.url, { login: "citizen-8850", width: 1280, language: "en" }),
    ]);
    // Only what somebody chose is the most.
    const most = (page: Page) => page.locator(".answer-bars tr.is-most");
    for (const { page } of devices) {
      const listening = page.waitForResponse((answer) => answer.url().endsWith(`/live/${live}`));
      await page.goto(`/polls/${live}/results`);
      await listening;
      expect(await most(page).count()).toBe(0);
    }
    const made = await (await fetch(`${portal.url}/api/v1/polls/${live}`)).json();
    const [question] = made.questions;
    const voters = await Promise.all(
      Array.from({ length: 10 }, (_, index) => signIn(portal.url, `citizen-${8860 + index}`)),
    );
    for (const voter of voters) {
      const cast = await voter.json(`/api/v1/polls/${live}/ballot`, "PUT", {
        answers: { [question.id]: question.choices[0].id },
      });
      expect(cast.status).toBe(201);
    }
    for (const device of devices) {
      await most(device.page).waitFor();
      expect(device.complaints).toEqual([]);
      await device.context.close();
    }
  });

  test("results as they stand are the same for everybody, and wait where the poll says so", async () => {
    const stranger = new Client(portal.url);
    const stand = async (poll: number, query = "") => {
      const answer = await stranger.send(`/polls/${poll}/results/now${query}`);
      return [answer.status, answer.headers.get("Set-Cookie")];
    };
    const waiting = await makePoll({ title: "마감 뒤에 보입니다", results: "after-closing" });
    expect(await stand(id, "?lang=en&seen=1&by=age")).toEqual([200, null]);
    expect([await stand(waiting), await stand(999_999_999)]).toEqual([
      [409, null],
      [404, null],
    ]);
  });

  test("results that wait for the closing are told as such", async () => {
    const waiting = await makePoll({ title: "마감 뒤에 봅니다", results: "after-closing" });
    const { page, context } = await visit(browser, portal.url);
    await page.goto(`/polls/${waiting}/results`);
    await page.getByText("결과는 마감한 뒤에 공개합니다").waitFor();
    await context.close();
  });

  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("an office writes one from a template, another officer lets it open, %s", async (_, javaScript) => {
    const desk = await visit(browser, portal.url, { login: WRITER, javaScript });
    const title = `이 공원에 무엇이 필요한가요? ${javaScript}`;
    await desk.page.goto("/desk/polls/new");
    await desk.page.getByRole("button", { name: /이것으로 시작\s*공원/ }).click();
    await desk.page.getByLabel("제목 (한국어)").first().fill(title);
    await desk.page.getByRole("button", { name: "문항 추가" }).click();
    await desk.page.getByText("3번 문항").first().waitFor();
    expect(await desk.page.getByLabel("제목 (한국어)").first().inputValue()).toBe(title);
    await desk.page.getByRole("button", { name: "3번 삭제" }).click();
    await desk.page.getByText("3번 문항").first().waitFor({ state: "detached" });
    await desk.page.getByRole("button", { name: "저장하고 승인 요청" }).click();
    await desk.page.getByText("저장하고 승인을 요청했습니다.").waitFor();
    const address = new URL(desk.page.url()).pathname;
    await desk.context.close();

    const other = await visit(browser, portal.url, { login: "mayor", javaScript });
    await other.page.goto(address);
    await other.page.getByText("처음 보는 것입니다").waitFor();
    await other.page.getByRole("button", { name: "승인하기" }).click();
    await other.page.getByRole("heading", { level: 1, name: title }).waitFor();
    await other.context.close();
  });

  /** A draft with two choices and a brief. */
  async function makeDraft(title: string): Promise<number> {
    const made = await writer.json("/api/v1/polls", "POST", {
      title,
      closesAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      questions: [{ type: "single", title: "어느 것이 좋은가요?", choices: ["그늘", "놀이터"] }],
      briefs: [{ title: "공원의 지금", body: "오래되었습니다." }],
    });
    expect(made.status).toBe(201);
    return (await made.json()).id;
  }
  const drawing = (colour: string) =>
    sharp({ create: { width: 80, height: 60, channels: 3, background: colour } })
      .png()
      .toBuffer();

  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("an office gives a choice and a brief their pictures, %s", async (_, javaScript) => {
    const draft = await makeDraft(`그림이 있는 것 ${javaScript}`);
    const { page, context, complaints } = await visit(browser, portal.url, { login: WRITER, javaScript });
    await page.goto(`/desk/polls/${draft}`);
    const part = page.locator('section[aria-labelledby="pictures"]');
    const add = async (where: string, alt: string, colour: string) => {
      await page
        .locator("#poll-picture")
        .setInputFiles({ name: "그림.png", mimeType: "image/png", buffer: await drawing(colour) });
      await page.locator("#pictureOf").selectOption(where);
      await page.locator('[id="alt.ko"]').fill(alt);
      await page.getByRole("button", { name: "그림 넣기", exact: true }).click();
      await part.getByAltText(alt).waitFor();
    };
    const shown = () => part.getByRole("img").count();
    await page.getByLabel("짧은 설명 (한국어)").fill("쓰던 것은 남습니다");
    await add("q.0.c1", "나무 그늘", "#228833");
    await add("b.0", "낡은 의자", "#554433");
    expect(await shown()).toBe(2);
    expect(await page.getByLabel("짧은 설명 (한국어)").inputValue()).toBe("쓰던 것은 남습니다");
    // Another one in its place.
    await add("q.0.c1", "큰 나무", "#117722");
    expect([await shown(), await part.getByAltText("나무 그늘").count()]).toEqual([2, 0]);
    const choice = await part.getByAltText("큰 나무").getAttribute("src");
    expect([
      (await writer.send(choice ?? "")).status,
      (await approver.send(choice ?? "")).status,
      (await (await signIn(portal.url, "citizen-8803")).send(choice ?? "")).status,
    ]).toEqual([200, 200, 404]);
    await page.getByRole("button", { name: /그림 삭제.*배경 1/ }).click();
    await part.getByAltText("낡은 의자").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "저장하고 승인 요청" }).click();
    await page.getByText("저장하고 승인을 요청했습니다.").waitFor();
    expect(complaints).toEqual([]);
    await context.close();

    const other = await visit(browser, portal.url, { login: "mayor", javaScript });
    await other.page.goto(`/desk/polls/${draft}`);
    await other.page
      .getByRole("group", { name: /어느 것이/ })
      .getByAltText("큰 나무")
      .first()
      .waitFor();
    await other.page.getByRole("button", { name: "승인하기" }).click();
    // The same choice stands in what is approved: only the address tells that it was.
    await other.page.waitForURL(({ pathname }) => pathname === `/polls/${draft}`);
    await other.page.getByRole("radio", { name: /그늘/ }).waitFor();
    expect(await other.page.getByAltText("큰 나무").first().getAttribute("src")).toBe(choice);
    expect((await new Client(portal.url).send(choice ?? "")).status).toBe(200);
    await other.context.close();
  });

  test.each([
    [1280, "ko", "지어낸 답 1,204개로 만든 화면입니다"],
    [375, "en", "Made from 1,204 invented answers"],
  ] as const)("an office sees results of made answers, at %i px in %s", async (width, language, made) => {
    const draft = await makeDraft("시험해 볼 것");
    const { page, context, complaints } = await visit(browser, portal.url, {
      login: WRITER,
      width,
      language,
    });
    await page.goto(`/desk/polls/${draft}`);
    await page.locator(`a[href="/desk/polls/${draft}/test-run"]`).click();
    await page.getByText(made).waitFor();
    expect([await overflow(page), await axeFindings(page)]).toEqual([0, []]);
    await page.locator('a[href$="?by=age"]').click();
    await page.getByRole("row", { name: /^30/ }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
    // One that lacks something says so.
    const unfinished = await writer.form("/desk/polls/new", { template: "empty" });
    const path = new URL(unfinished.headers.get("Location") ?? "", portal.url).pathname;
    const answer = await writer.send(`${path}/test-run`);
    expect([answer.status, (await answer.text()).includes("아직 결과를 미리 볼 수 없습니다")]).toEqual([
      422,
      true,
    ]);
  });

  describe("pictures that cannot be taken", () => {
    let draft: number;
    let sound: Record<string, string>;
    beforeAll(async () => {
      draft = await makeDraft("나쁜 그림");
      sound = {
        ...fieldsOfDefinition({
          ...DEFINITION,
          category: "transport",
          who: { residents: false },
          related: [],
        }),
        version: "1",
        intent: "add-picture",
        pictureOf: "q.0.c1",
        "alt.ko": "그림",
      };
    });

    const png = () => drawing("#123456");
    test.each<[string, Record<string, string>, (() => Promise<Uint8Array>) | null, number, string]>([
      ["none was chosen", {}, null, 422, "picture:required"],
      ["an empty file", {}, async () => Buffer.alloc(0), 422, "picture:required"],
      ["a text", {}, async () => Buffer.from("그림이 아님"), 422, "picture:not-a-picture"],
      [
        "a drawing with a script",
        {},
        async () => Buffer.from("<svg onload='x()'/>"),
        422,
        "picture:not-a-picture",
      ],
      ["no description", { "alt.ko": " " }, png, 422, "alt.ko:required"],
      ["a description that is too long", { "alt.ja": "가".repeat(201) }, png, 422, "alt.ja:too-long"],
      ["for nothing", { pictureOf: "" }, png, 422, "pictureOf:required"],
      ["for a choice that there is not", { pictureOf: "q.0.c99" }, png, 422, "pictureOf:unknown-choice"],
      ["for a question without choices", { pictureOf: "q.3.c1" }, png, 422, "pictureOf:unknown-choice"],
      ["for a brief that there is not", { pictureOf: "b.7" }, png, 422, "pictureOf:unknown-choice"],
      ["for something else", { pictureOf: "title.ko" }, png, 422, "pictureOf:unknown-choice"],
      ["along with another button", { intent: "save", pictureOf: "" }, png, 422, "pictureOf:required"],
      ["with a button that there is not", { intent: "publish" }, png, 400, ""],
      ["one of 11 MB", {}, async () => Buffer.alloc(11 * 1024 * 1024), 413, ""],
      [
        "one that the draft does not have",
        { intent: "save", "q.0.picture.c1": crypto.randomUUID() },
        null,
        422,
        "picture:unknown-choice",
      ],
    ])("%s", async (_, fields, file, status, fault) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...sound, ...fields })) form.set(name, value);
      if (file) form.set("picture", new File([new Uint8Array(await file())], "그림.png"));
      const answer = await writer.send(`/desk/polls/${draft}.data`, { method: "POST", body: form });
      expect(answer.status).toBe(status);
      const text = await answer.text();
      for (const word of fault.split(":")) expect(text).toContain(word);
      expect((await (await writer.send(`/api/v1/polls/${draft}`)).json()).title).toBe("나쁜 그림");
    });

    test("a file is taken on no other page of the desk", async () => {
      const form = new FormData();
      form.set("picture", new File([new Uint8Array(300_000)], "그림.png"));
      expect((await writer.send("/desk/polls/new", { method: "POST", body: form })).status).toBe(413);
    });
  });

  test.each([
    [1280, "ko"],
    [375, "en"],
  ] as const)("have nothing that axe finds, at %i px in %s", async (width, language) => {
    const { page, context } = await visit(browser, portal.url, { login: WRITER, width, language });
    const draft = await writer.json("/api/v1/polls", "POST", {
      title: "살펴볼 것",
      closesAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      questions: [
        { type: "rating", title: "얼마나?" },
        { type: "ranking", title: "순서", choices: ["가", "나"] },
      ],
    });
    const pages = [
      "/polls",
      `/polls/${id}`,
      `/polls/${id}/results`,
      "/desk/polls",
      "/desk/polls/new",
      "/polls/compare",
    ];
    for (const path of [...pages, `/desk/polls/${(await draft.json()).id}`]) {
      await page.goto(path);
      expect([path, await overflow(page), await axeFindings(page)]).toEqual([path, 0, []]);
    }
    await context.close();
  });

  const inSight = async (page: Page, part: Locator) => {
    const box = await part.boundingBox();
    return box !== null && box.y >= 0 && box.y + box.height <= (page.viewportSize()?.height ?? 0);
  };

  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
});
