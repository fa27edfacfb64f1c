import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { definitionSchema } from "#app/domain/kinds/poll/definition.ts";
import { definitionChanges } from "#app/domain/kinds/poll/definition-changes.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { PollFields } from "#app/doors/poll-fields.ts";
import {
  definitionOfFields,
  fieldsOfDefinition,
  hangOn,
  movedUp,
  without,
  withoutQuestion,
} from "#app/doors/poll-form.ts";
import { answersOf } from "#app/routes/polls.$id/answers.server.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { type Client, signIn } from "./support/client.ts";
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
  related: [3, 4],
};

const DISTRICTS = [
  { code: "hae", name: { ko: "해동", en: "Haedong", ja: "ヘドン" } },
  { code: "san", name: { ko: "산동", en: "Sandong", ja: "サンドン" } },
];

const DIRECTORY: Directory = {
  space: { id: 1, code: "city", kind: "city", name: { ko: "시", en: "City", ja: "市" }, prefix: "" },
  districts: DISTRICTS,
  categories: [
    { code: "parks", name: { ko: "공원", en: "Parks", ja: "公園" }, officeCode: null, officeName: null },
  ],
  offices: [],
};

describe("the form of a draft", () => {
  test("gives back the definition that it was filled with, ids too", () => {
    const back = definitionOfFields(fieldsOfDefinition(DEFINITION));
    expect(back).toMatchObject({
      pages: DEFINITION.pages.map(({ questions }) => ({
        questions: questions.map(({ id, type }) => ({ id, type })),
      })),
      related: [3, 4],
      documents: [{ title: { ko: "조사" }, url: "https://example.com/a" }],
      who: { residents: true, minAge: 14 },
    });
    expect(JSON.stringify(back)).toContain('"when":{"question":"q1","is":["c1"]}');
  });

  test("loses nothing of what it does not show", () => {
    const picture = "0b9f3c1e-3f0a-4a54-9a52-0b7d5a1c2d3e";
    const [first, ...others] = DEFINITION.pages;
    const [brief] = DEFINITION.briefs;
    if (!first || !brief) throw new Error("The definition has too little.");
    const choice = { id: "c7", title: { ko: "물" }, picture };
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
      documents: [{ title: { ko: "조사 | 2025", en: "Survey" }, url: "https://example.com/a" }],
      video: {
        url: "https://youtu.be/a",
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
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    expect(answersOf(form, DEFINITION)).toEqual(answers);
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

  test("who is not signed in reads it and is shown the way", async () => {
    const { page, context } = await visit(browser, portal.url, { width: 375 });
    await page.goto(`/polls/${id}`);
    await page.getByRole("link", { name: "로그인하고 참여하기" }).waitFor();
    expect(await page.getByLabel("놀이터").isDisabled()).toBe(true);
    await context.close();
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

  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
});
