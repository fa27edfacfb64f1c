import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, launchBrowser, smallTargets, visit } from "./support/browser.ts";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** One-touch polls on phones and on the wall of a meeting, with scripts and without. */
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const PHONE = 375;

async function make(question: string, choices = ["찬성", "반대"], login = "citizen-8201"): Promise<string> {
  const maker = await signIn(portal.url, login);
  const answer = await maker.json("/api/v1/quick-polls", "POST", { question, choices });
  return (await answer.json()).name;
}

/** Answered and not only asked: from then on the page hears how the poll stands. */
const hearing = (page: Page) => page.waitForResponse(/\/q\/[^/]+\/live$/);

/** As wide as the window and no wider. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe("making one on a phone", () => {
  test("takes a question and one touch", async () => {
    const { page, context, complaints } = await visit(browser, portal.url, {
      login: "citizen-8210",
      width: PHONE,
    });
    await page.goto("/q");
    let touches = 0;
    const touch = async (name: string, role: "button" | "link") => {
      touches += 1;
      await page.getByRole("main").getByRole(role, { name }).click();
    };
    const begun = performance.now();
    await touch("투표 만들기", "link");
    touches += 1; // the field
    await page.getByLabel("질문").fill("오늘 저녁에 모일까요?");
    await touch("만들기", "button");
    await page.getByText("투표를 시작했습니다").waitFor();
    const seconds = (performance.now() - begun) / 1_000;
    console.log(
      `a one-touch poll was made in ${touches} touches and ${seconds.toFixed(1)} s of the machine's`,
    );
    expect(touches).toBeLessThanOrEqual(3);
    expect(decodeURI(page.url())).toBe(`${portal.url}/q/오늘-저녁에-모일까요?made=1`);
    await page.getByRole("heading", { level: 1, name: "오늘 저녁에 모일까요?" }).waitFor();
    await page.getByRole("img", { name: "이 투표로 가는 QR 코드" }).waitFor();
    expect(await page.getByText(`${portal.url}/q/오늘-저녁에-모일까요`).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("with six answers, a name and an hour, also without scripts; what was wrong stays typed", async () => {
    for (const javaScript of [true, false]) {
      const { page, context } = await visit(browser, portal.url, {
        login: javaScript ? "citizen-8211" : "citizen-8212",
        width: PHONE,
        javaScript,
      });
      const name = `여섯-가지-${javaScript ? "가" : "나"}`;
      await page.goto("/q/new");
      await page.getByLabel("질문").fill("무엇을 먹을까요?");
      if (!javaScript) await page.getByText("답변 더 쓰기").click();
      for (let number = 1; number <= 6; number += 1) {
        if (javaScript && number > 2) await page.getByRole("button", { name: "답변 추가" }).click();
        await page.getByLabel(`답변 ${number}`).fill(`먹을 것 ${number}`);
      }
      if (javaScript) expect(await page.getByRole("button", { name: "답변 추가" }).count()).toBe(0);
      await page.getByText("주소와 기간 바꾸기").click();
      await page.getByLabel("주소").fill("🍜");
      await page.getByText("1시간").click();
      await page.getByRole("button", { name: "만들기" }).click();
      await page
        .getByText(/한글, 영문 소문자, 숫자와 사이의 붙임표\(-\)만 쓸 수 있고/)
        .first()
        .waitFor();
      expect(await page.getByLabel("답변 6").inputValue()).toBe("먹을 것 6");
      await page.getByLabel("주소").fill(name);
      await page.getByRole("button", { name: "만들기" }).click();
      await page.getByText("투표를 시작했습니다").waitFor();
      expect(decodeURI(page.url())).toContain(`/q/${name}`);
      expect(await page.getByRole("button", { name: /^먹을 것/ }).count()).toBe(6);
      await context.close();
    }
  });

  test("a visitor signs in first and comes back", async () => {
    const answer = await new Client(portal.url).send("/q/new");
    expect(answer.headers.get("Location")).toBe("/auth/sign-in?returnTo=%2Fq%2Fnew");
  });
});

describe("voting on a phone", () => {
  test("is two touches from the link: two devices see the bars move", async () => {
    const name = await make("두 기기에서 보이나요?");
    const [mine, theirs] = await Promise.all([
      visit(browser, portal.url, { width: PHONE }),
      visit(browser, portal.url, { width: PHONE }),
    ]);
    for (const { page } of [mine, theirs]) {
      const live = hearing(page);
      await page.goto(`/q/${encodeURIComponent(name)}`);
      await live;
    }
    await mine.page.getByRole("button", { name: /^찬성/ }).click();
    await mine.page.getByText("투표했습니다. 다른 답변을 누르면 바뀝니다.").waitFor();
    await theirs.page.getByText("모두 1표").waitFor();
    await theirs.page.getByRole("button", { name: /^찬성 1표 · 100%/ }).waitFor();
    await theirs.page.getByRole("button", { name: /^반대/ }).click();
    await mine.page.getByText("모두 2표").waitFor();
    // Another touch changes it, and a reload knows.
    await mine.page.getByRole("button", { name: /^반대/ }).click();
    await theirs.page.getByRole("button", { name: /^반대.*2표 · 100%/ }).waitFor();
    await mine.page.reload();
    await mine.page.getByRole("button", { name: /^반대 내 선택 2표/, pressed: true }).waitFor();
    expect(
      await mine.page.getByText("등록 없이 투표, 기기당 한 번. 확인된 사람 수가 아닙니다.").count(),
    ).toBe(1);
    expect(await axeFindings(mine.page)).toEqual([]);
    expect(await overflow(mine.page)).toBe(0);
    // Large enough for a thumb.
    const box = await mine.page.getByRole("button", { name: /^반대/ }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(56);
    expect([...mine.complaints, ...theirs.complaints]).toEqual([]);
    await Promise.all([mine.context.close(), theirs.context.close()]);
  });

  test("works without scripts, by keyboard, and says when it is too late", async () => {
    const name = await make("스크립트 없이도 되나요?");
    const { page, context } = await visit(browser, portal.url, { width: PHONE, javaScript: false });
    await page.goto(`/q/${encodeURIComponent(name)}`);
    await page.getByRole("button", { name: /^반대/ }).press("Enter");
    await page.getByText("투표했습니다. 다른 답변을 누르면 바뀝니다.").waitFor();
    await page.getByRole("button", { name: /^반대 내 선택 1표/ }).waitFor();
    await page.getByRole("button", { name: /^찬성/ }).press("Enter");
    await page.getByRole("button", { name: /^찬성 내 선택 1표/ }).waitFor();
    await portal.database.db
      .updateTable("quick_poll")
      .set({ created_at: new Date(Date.now() - 60_000), closes_at: new Date(Date.now() - 1_000) })
      .where("name", "=", name)
      .execute();
    await page.getByRole("button", { name: /^반대/ }).press("Enter");
    await page.getByText("정한 때가 되었거나 만든 사람이 끝냈습니다").waitFor();
    await page.getByText("끝난 투표입니다. 더는 투표할 수 없습니다.").waitFor();
    expect(await page.getByRole("button", { name: /^반대/ }).count()).toBe(0);
    await context.close();
  });

  test("ends before the eyes of who looks, when its maker ends it", async () => {
    const name = await make("곧 끝나는 질문");
    const { page, context } = await visit(browser, portal.url, { width: PHONE });
    const live = hearing(page);
    await page.goto(`/q/${encodeURIComponent(name)}`);
    await live;
    const maker = await signIn(portal.url, "citizen-8201");
    await maker.form(`/q/${encodeURIComponent(name)}/manage`, { intent: "close" });
    await page.getByText("끝난 투표입니다").waitFor();
    expect(await page.getByRole("button", { name: /^찬성/ }).count()).toBe(0);
    await context.close();
  });
});

test("a meeting: a code is typed, the wall's bars grow, phones follow from question to question", async () => {
  const name = await make("첫째 질문");
  const path = `/q/${encodeURIComponent(name)}`;
  const maker = await visit(browser, portal.url, { login: "citizen-8201" });
  await maker.page.goto(`${path}/manage`);
  await maker.page.getByText("질문 더하기").click();
  await maker.page.getByRole("textbox", { name: "질문" }).fill("둘째 질문");
  await maker.page.getByLabel("답변 1").fill("산");
  await maker.page.getByLabel("답변 2").fill("바다");
  await maker.page.getByRole("button", { name: "더하기", exact: true }).click();
  await maker.page.getByText("질문을 더했습니다").waitFor();
  expect(await axeFindings(maker.page)).toEqual([]);

  const wall = hearing(maker.page);
  await maker.page.goto(`${path}/screen`);
  await wall;
  await maker.page.getByRole("heading", { level: 1, name: "첫째 질문" }).waitFor();
  const code = (await maker.page.locator(".quick-code").innerText()).replace(" ", "");
  expect(code).toMatch(/^\d{6}$/);
  expect(await maker.page.locator("#krds-header").isVisible()).toBe(false);
  expect(await axeFindings(maker.page)).toEqual([]);

  const phones = await Promise.all([1, 2].map(() => visit(browser, portal.url, { width: PHONE })));
  for (const { page } of phones) {
    await page.goto("/q");
    await page.getByRole("textbox", { name: "번호" }).fill(code);
    const live = hearing(page);
    await page.getByRole("button", { name: "들어가기" }).click();
    await page.getByRole("heading", { level: 1, name: "첫째 질문" }).waitFor();
    await live;
  }
  for (const { page } of phones) await page.getByRole("button", { name: /^찬성/ }).click();
  await maker.page.getByText("모두 2표").waitFor();
  const fill = maker.page.locator(".quick-bar .fill").first();
  await expect.poll(() => fill.getAttribute("width")).toBe("100%");

  await maker.page.getByRole("button", { name: "다음 질문" }).click();
  await maker.page.getByRole("heading", { level: 1, name: "둘째 질문" }).waitFor();
  for (const { page } of phones) await page.getByRole("button", { name: /^바다/ }).click();
  await maker.page.getByText("모두 2표").waitFor();
  await maker.page.getByText("바다").waitFor();
  // Back again: each phone knows what it chose there.
  await maker.page.getByRole("button", { name: "이전 질문" }).click();
  await maker.page.getByRole("heading", { level: 1, name: "첫째 질문" }).waitFor();
  for (const { page } of phones)
    await page.getByRole("button", { name: /^찬성 내 선택 2표/, pressed: true }).waitFor();
  for (const { complaints, context } of [maker, ...phones]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test("a notice and the chat reach who looks; a hidden message says why", async () => {
  const name = await make("대화하는 질문");
  const path = `/q/${encodeURIComponent(name)}`;
  const maker = await visit(browser, portal.url, { login: "citizen-8201" });
  const phone = await visit(browser, portal.url, { login: "citizen-8220", width: PHONE });
  const live = hearing(phone.page);
  await phone.page.goto(path);
  await live;
  await maker.page.goto(`${path}/manage`);
  await maker.page.getByLabel("알림").fill("곧 시작합니다");
  await maker.page.getByRole("button", { name: "알림 올리기" }).click();
  await phone.page.getByText("곧 시작합니다").waitFor();
  await maker.page.getByRole("button", { name: "대화 열기" }).click();
  await phone.page.getByRole("heading", { name: "대화" }).waitFor();
  await phone.page.getByLabel("하고 싶은 말").fill("반갑습니다");
  await phone.page.getByRole("button", { name: "보내기" }).click();
  await phone.page.locator(".quick-message", { hasText: "반갑습니다" }).waitFor();
  expect(await phone.page.getByLabel("하고 싶은 말").inputValue()).toBe("");
  expect(await axeFindings(phone.page)).toEqual([]);

  const watching = hearing(maker.page);
  await maker.page.goto(path);
  await watching;
  await phone.page.getByLabel("하고 싶은 말").fill("또 왔습니다");
  await phone.page.getByRole("button", { name: "보내기" }).click();
  const message = maker.page.locator(".quick-message", { hasText: "또 왔습니다" });
  await message.waitFor();
  await message.getByText("가리기").first().click();
  await message.getByLabel("이유").selectOption({ label: "주제와 무관" });
  await message.getByRole("button", { name: "가리기" }).click();
  await phone.page.getByText("가려진 글입니다: 주제와 무관").waitFor();
  expect(await phone.page.getByText("또 왔습니다").count()).toBe(0);
  expect([...maker.complaints, ...phone.complaints]).toEqual([]);
  await Promise.all([maker.context.close(), phone.context.close()]);
});

test("reported, read by a moderator, and left as it is", async () => {
  const name = await make("신고되는 질문");
  const reader = await visit(browser, portal.url, { login: "citizen-8230", width: PHONE, javaScript: false });
  await reader.page.goto(`/q/${encodeURIComponent(name)}`);
  await reader.page.getByText("이 투표 신고하기").click();
  await reader.page.getByLabel("이유").selectOption({ label: "광고나 도배" });
  await reader.page.getByLabel("덧붙일 말").fill("광고 같습니다");
  await reader.page.getByRole("button", { name: "신고하기" }).click();
  await reader.page.getByText("신고를 접수했습니다").waitFor();
  await reader.context.close();
  const { page, context } = await visit(browser, portal.url, { login: "moderator" });
  await page.goto("/moderation/reports");
  const item = page.locator("li", { hasText: "신고되는 질문" }).last();
  await item.getByText("광고나 도배: 광고 같습니다").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await item.getByRole("button", { name: "문제없음" }).click();
  await page.getByText("살필 신고가 없습니다").waitFor();
  await context.close();
});

describe("each page", () => {
  test.each(["ko", "en", "ja"] as const)("is sound in %s, small and large", async (language) => {
    const name = await make(`언어 ${language}`);
    const path = `/q/${encodeURIComponent(name)}`;
    for (const width of [PHONE, 1280]) {
      const { page, context, complaints } = await visit(browser, portal.url, {
        login: "citizen-8201",
        width,
        language,
      });
      for (const address of [
        "/q",
        "/q?code=000",
        "/q/new",
        path,
        `${path}/screen`,
        `${path}/manage`,
        "/me?show=quick",
      ]) {
        await page.goto(address);
        expect([address, await axeFindings(page)]).toEqual([address, []]);
        expect([address, await overflow(page)]).toEqual([address, 0]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    }
  });
});
