import { setTimeout } from "node:timers/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { launchBrowser, type VisitorOptions, visit } from "./browser.ts";

/** By keyboard, as the other journeys go. */
export const press = (control: Locator) => control.press("Enter");
export const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });

export const PHONE = { width: 375 } satisfies VisitorOptions;
export const WITHOUT_SCRIPTS = { width: 375, javaScript: false } satisfies VisitorOptions;

/** Remix looks ahead for links of the page, and reads data of pages; it says so when either is overtaken by the next. */
const LEFT = /^(Failed to fetch manifest patches|AbortError: BodyStreamBuffer was aborted)/;

/** How long pages for visitors are kept, and a little more: who looks again sees how it stands now. */
const KEPT_MS = 1_100;

/** Where a drive stands, as its page says: the badge, and the step that is marked on its way. */
export interface Standing {
  state: string;
  step: string | null;
}

/** The people of a drive, each with a browser of their own, gone when their act is done. */
export class DrivePeople {
  #browser: Promise<Browser> = launchBrowser();
  #looked = Number.NEGATIVE_INFINITY;

  constructor(private readonly origin: string) {}

  async close(): Promise<void> {
    await (await this.#browser).close();
  }

  /** Somebody does something; nothing in their browser may complain. */
  async as<T>(login: string | undefined, act: (page: Page) => Promise<T>, options: VisitorOptions = {}) {
    const { page, context, complaints } = await visit(await this.#browser, this.origin, {
      ...options,
      login,
    });
    const done = await act(page);
    const told = complaints.filter((complaint) => !LEFT.test(complaint));
    if (told.length > 0) throw new Error(`${login}'s browser complains: ${told.join("\n")}`);
    await context.close();
    return done;
  }

  /** What a visitor who is nobody sees on a drive's page. */
  async look<T>(id: number, see: (page: Page) => Promise<T>): Promise<T> {
    await setTimeout(Math.max(0, this.#looked + KEPT_MS - performance.now()));
    const seen = await this.as(undefined, async (page) => {
      await page.goto(`/drives/${id}`);
      return see(page);
    });
    this.#looked = performance.now();
    return seen;
  }

  standing(id: number): Promise<Standing> {
    return this.look(id, async (page) => {
      const here = page.locator(".tracker [aria-current=step]");
      const state = await page.locator(".page-header .krds-badge").last().innerText();
      if ((await here.count()) === 0) return { state, step: null };
      const said = (part: string) => here.locator(part).innerText();
      return { state, step: `${await said(".tracker-state")}: ${await said(".tracker-name")}` };
    });
  }

  /** Signs on a phone: reads, agrees, presses the button, has the receipt before them. */
  sign(login: string, id: number, options: VisitorOptions = PHONE): Promise<string> {
    return this.as(
      login,
      async (page) => {
        await page.goto(`/drives/${id}`);
        await press(page.getByRole("link", { name: "서명하기" }));
        await page.getByRole("heading", { name: "서명하실 수 있습니다" }).waitFor();
        await page.getByRole("checkbox", { name: "위와 같이 저장하는 데 동의합니다" }).check();
        await press(button(page, "위 글에 서명합니다"));
        await page.getByText("서명이 접수되었습니다").waitFor();
        return page.locator(".receipt-card").innerText();
      },
      options,
    );
  }

  /** Comes to sign and may not. @returns what the page says stands against it */
  refusal(login: string, id: number): Promise<string[]> {
    return this.as(
      login,
      async (page) => {
        await page.goto(`/drives/${id}/sign`);
        await page.getByRole("heading", { name: "지금은 서명하실 수 없습니다" }).waitFor();
        if (await button(page, "위 글에 서명합니다").count()) throw new Error("There is a button to sign.");
        return page.locator(".eligibility .is-not strong").allInnerTexts();
      },
      PHONE,
    );
  }

  /** The clerk presses the button of the next act, with a note where one is asked for. */
  clerk(id: number, act: string, note?: string): Promise<void> {
    return this.as("clerk", async (page) => {
      await page.goto(`/clerk/drives/${id}`);
      if (note) await page.getByLabel("사유").first().fill(note);
      await press(button(page, act));
      await button(page, act).waitFor({ state: "detached" });
    });
  }

  /** What stands in the way of an act on the clerk's desk. */
  obstacles(id: number): Promise<string[]> {
    return this.as("clerk", async (page) => {
      await page.goto(`/clerk/drives/${id}`);
      return page.locator(".act-obstacles li").allInnerTexts();
    });
  }

  handIn(login: string, id: number): Promise<string> {
    return this.as(login, async (page) => {
      await page.goto(`/drives/${id}`);
      await press(page.getByRole("link", { name: "청구인명부 내기" }));
      await page.getByRole("checkbox", { name: "명부를 지금 그대로 제출합니다." }).check();
      await press(button(page, "명부 제출하기"));
      await button(page, "명부 제출하기").waitFor({ state: "detached" });
      return page.locator(".notice.success").innerText();
    });
  }
}

/** The guided application from the first button to the people: an amendment with its article, reasons and checks. */
export async function writeAmendment(page: Page): Promise<void> {
  await page.goto("/drives/new");
  await press(page.getByRole("button", { name: "신청 시작 주민조례청구" }));
  await page.getByRole("radio", { name: "개정" }).check();
  await page.getByLabel("제목").fill("도서관을 밤 10시까지");
  await page.getByLabel("조례 이름").fill("한울시립도서관 운영 조례");
  await page.getByLabel("분야").selectOption({ label: "문화" });
  await page.getByLabel("한눈에 보는 요지").fill("시립도서관의 문을 밤 10시까지 엽니다.");
  await press(button(page, "저장하고 다음"));
  await press(button(page, "조문 더하기"));
  await page.getByLabel("번호").fill("제5조");
  await page.getByLabel("지금 조문").fill("도서관은 오후 6시까지 연다.");
  await page.getByLabel("바꿀 조문").fill("도서관은 오후 10시까지 연다.");
  await page.locator("ins", { hasText: "10" }).waitFor();
  await press(button(page, "저장하고 다음"));
  await page.getByLabel("청구하는 이유").fill("퇴근하고 가면 문이 닫혀 있습니다.");
  await page.getByLabel("드는 비용").fill("해마다 4억 원쯤 듭니다.");
  await press(button(page, "저장하고 다음"));
  await page.getByText("공공시설을 짓는 것에 반대하는 내용인가요?").waitFor();
  for (const no of await page.getByRole("radio", { name: "아니요" }).all()) await no.check();
  await press(button(page, "저장하고 다음"));
}
