import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountOf } from "./support/accounts.ts";
import { choose, launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Each journey as a person goes it, and again with JavaScript off. */
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const WITH_AND_WITHOUT = [
  ["with JavaScript", true],
  ["without JavaScript", false],
] as const;

async function publishByApi(login: string, title: string): Promise<number> {
  const author = await signIn(portal.url, login);
  const body = "버스를 기다리는 동안 앉을 곳이 없습니다.";
  const answer = await author.json("/api/v1/proposals", "POST", {
    title,
    body,
    category: "transport",
    district: "garam",
  });
  return (await answer.json()).id;
}

async function agreeByApi(id: number, from: number, count: number): Promise<void> {
  const logins = Array.from({ length: count }, (_, index) => `citizen-${from + index}`);
  const people = await Promise.all(logins.map((login) => signIn(portal.url, login)));
  await Promise.all(
    people.map((person) => person.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" })),
  );
}

/** By keyboard: the same with and without scripts, and no journey may need a mouse. */
const press = (control: Locator) => control.press("Enter");

/** Fills the editor as a person would. */
async function write(page: Page, text: { title: string; body: string }): Promise<void> {
  await page.getByLabel("제목").fill(text.title);
  await page.getByLabel("분야").selectOption({ label: "교통" });
  await page.getByLabel("지역").selectOption({ label: "가람구" });
  await page.locator("#draft-problem").fill(text.body);
  await page.locator("#draft-wish").fill("의자를 놓아 주세요.");
}

describe("a visitor", () => {
  test("finds a proposal and sees its count move while others agree, without a reload", async () => {
    const id = await publishByApi("citizen-7001", "움직이는 숫자를 보는 제안");
    const { page, context } = await visit(browser, portal.url);
    await page.goto("/");
    await press(page.getByRole("link", { name: "제안 모두 보기" }).first());
    await page.getByRole("heading", { level: 1, name: "시민 제안" }).waitFor();
    // What moves comes first; what is new is asked for.
    await press(page.getByRole("link", { name: "최신순" }));
    await page.waitForURL(/sort=newest/);
    // Answered and not only asked: from then on the portal tells it of counts.
    const listening = page.waitForResponse(/\/live\/\d+/);
    await press(page.getByRole("link", { name: "움직이는 숫자를 보는 제안" }));
    await page.getByRole("heading", { level: 1, name: "움직이는 숫자를 보는 제안" }).waitFor();
    await listening;
    await agreeByApi(id, 7010, 5);
    await page.getByText("공감 5", { exact: true }).first().waitFor();
    await context.close();
  });

  test.each(WITH_AND_WITHOUT)("who wants to agree signs in and has done it, %s", async (_, javaScript) => {
    const id = await publishByApi("citizen-7002", `로그인하고 돌아올 제안 ${javaScript}`);
    const { page, context } = await visit(browser, portal.url, { javaScript });
    await page.goto(`/proposals/${id}`);
    await press(page.getByRole("button", { name: "공감하기" }));
    await press(page.getByRole("button", { name: /citizen-3$/ }));
    if (!javaScript) {
      await page.waitForURL("**/acts/**");
      await press(page.getByRole("button", { name: "공감하기" }));
    }
    await page.waitForURL(`**/proposals/${id}?done=agreed`);
    await page.getByRole("button", { name: "공감 취소" }).waitFor();
    await page.getByText("공감 1", { exact: true }).first().waitFor();
    await page.getByText("참여해 주셔서 고맙습니다").waitFor();
    await press(page.getByRole("button", { name: "공감 취소" }));
    await page.getByRole("button", { name: "공감하기" }).waitFor();
    await expect.poll(() => page.getByText("공감 0", { exact: true }).count()).toBeGreaterThan(0);
    // The page shows the touch while it is still under way.
    const counted = async () =>
      (await (await fetch(`${portal.url}/api/v1/proposals/${id}`)).json()).support.count;
    await expect.poll(counted).toBe(0);
    await context.close();
  });
});

describe("an author", () => {
  test.each(WITH_AND_WITHOUT)(
    "writes, adds a picture, reads it back, publishes, edits, supplements, withdraws, %s",
    async (_, javaScript) => {
      const title = `정류장에 의자를 놓아 주세요 ${javaScript ? "가" : "나"}`;
      const { page, context } = await visit(browser, portal.url, {
        login: javaScript ? "citizen-7101" : "citizen-7102",
        javaScript,
      });
      await page.goto("/proposals/new");
      await write(page, { title, body: "**앉을 곳**이 없습니다." });
      await press(page.getByRole("button", { name: "다음" }));
      await page.getByRole("heading", { level: 1, name: "마지막으로 확인해 주세요" }).waitFor();
      await press(page.getByRole("link", { name: "고쳐 쓰기" }));

      const alts = page.getByLabel("대체 텍스트");
      const add = async (name: string, buffer: Buffer) => {
        await page.getByLabel("사진 파일").setInputFiles({ name, mimeType: "image/jpeg", buffer });
        if (!javaScript) await press(page.getByRole("button", { name: "사진 올리기" }));
      };
      for (const [count, background] of ["#2266ee", "#ee6622"].entries()) {
        const size = { width: 40, height: 30, channels: 3, background } as const;
        const picture = await sharp({ create: size })
          .withExif({ IFD0: { Make: "secret camera" } })
          .jpeg()
          .toBuffer();
        await add("bench.jpg", picture);
        await alts.nth(count).waitFor();
      }
      await add("not.jpg", Buffer.from("no picture"));
      await page.getByText("사진으로 읽을 수 없는 파일입니다").first().waitFor();
      if (javaScript) await press(page.getByRole("button", { name: "올리지 않기" }));
      // What a picture shows must be said of each, and is asked for where it is missing.
      await alts.first().fill("의자가 없는 정류장");
      await page.getByLabel("사진 아래 설명").first().fill("7월의 오후");
      await press(page.getByRole("button", { name: "다음" }));
      await page
        .locator(".error-summary")
        .getByRole("link", { name: /대체 텍스트/ })
        .waitFor();
      expect(await page.locator("[id^='draft-alt:'][aria-invalid=true]").count()).toBe(1);
      expect(await alts.nth(1).getAttribute("aria-invalid")).toBe("true");
      await alts.nth(1).fill("둘째 사진");
      await press(page.getByRole("button", { name: "앞으로 옮기기" }));
      await expect.poll(() => alts.first().inputValue()).toBe("둘째 사진");
      expect(await page.getByLabel("사진 아래 설명").nth(1).inputValue()).toBe("7월의 오후");

      await press(page.getByRole("button", { name: "다음" }));
      await page.getByRole("heading", { level: 3, name: "지금의 문제" }).waitFor();
      await page.locator("figcaption", { hasText: "7월의 오후" }).waitFor();
      await press(page.getByRole("button", { name: "게시하기" }));
      await page.getByText("제안이 공개되었습니다").first().waitFor();
      const id = Number(/proposals\/(\d+)/.exec(page.url())?.[1]);
      const shown = page.locator(".proposal-pictures img");
      expect(await shown.evaluateAll((all) => all.map((img) => img.getAttribute("alt")))).toEqual([
        "둘째 사진",
        "의자가 없는 정류장",
      ]);
      expect(await page.locator(".proposal-pictures figcaption").allTextContents()).toEqual(["7월의 오후"]);
      const { body, pictures } = await (await fetch(`${portal.url}/api/v1/proposals/${id}`)).json();
      expect(body).toBe("## 지금의 문제\n\n**앉을 곳**이 없습니다.\n\n## 바라는 점\n\n의자를 놓아 주세요.");
      expect(pictures).toMatchObject([{ alt: "둘째 사진", caption: "" }, { caption: "7월의 오후" }]);
      const bytes = await page.request.get((await shown.last().getAttribute("src")) ?? "");
      expect(bytes.headers()["content-type"]).toBe("image/webp");
      expect((await bytes.body()).includes("secret camera")).toBe(false);

      await press(page.getByRole("link", { name: "본문 고치기" }));
      await page.getByLabel("제목").fill(`${title} (고침)`);
      await press(page.getByRole("button", { name: "고친 내용 공개하기" }));
      await page.getByRole("heading", { level: 1, name: `${title} (고침)` }).waitFor();

      await agreeByApi(id, javaScript ? 7110 : 7120, 1);
      await page.goto(`/proposals/${id}`);
      expect(await page.getByRole("link", { name: "본문 고치기" }).count()).toBe(0);
      await page.goto(`/proposals/${id}/edit`);
      await page.getByText("본문을 더 고칠 수 없습니다").first().waitFor();

      await page.goto(`/proposals/${id}`);
      await press(page.getByRole("link", { name: "보충 글 쓰기" }));
      await page.getByLabel("보충 글").fill("옆 정류장도 같습니다.");
      await press(page.getByRole("button", { name: "덧붙이기" }));
      await page.getByText("옆 정류장도 같습니다.").first().waitFor();

      await press(page.getByRole("link", { name: "제안 철회" }));
      await press(page.getByRole("button", { name: "이 제안 철회하기" }));
      // By its address: the page that asks already says the word "철회됨".
      await page.waitForURL((url) => url.pathname === `/proposals/${id}`);
      const kinds = await portal.database.db
        .selectFrom("event")
        .select("kind")
        .where("matter_id", "=", id)
        .orderBy("seq")
        .execute();
      expect(kinds.map(({ kind }) => kind)).toEqual([
        "published",
        "text-changed",
        "supplemented",
        "withdrawn",
      ]);
      await context.close();
    },
  );

  test.each(WITH_AND_WITHOUT)(
    "who left something out is told where, and nothing that was typed is lost, %s",
    async (_, javaScript) => {
      const { page, context } = await visit(browser, portal.url, { login: "citizen-7103", javaScript });
      await page.goto("/proposals/new");
      const problem = page.getByLabel("무엇이 문제인가요?", { exact: true });
      await problem.fill("제목을 잊었습니다.");
      await press(page.getByRole("button", { name: "다음" }));
      await page.getByRole("alert").or(page.getByText("다시 확인할 곳이")).first().waitFor();
      expect(await page.locator(".error-summary a").allTextContents()).toEqual([
        expect.stringMatching(/^제목/),
        expect.stringMatching(/^분야/),
        expect.stringMatching(/^바라는 점/),
      ]);
      const wish = page.locator("#draft-wish");
      expect(await wish.getAttribute("aria-describedby")).toContain("draft-wish-error");
      await expect.poll(() => problem.inputValue()).toBe("제목을 잊었습니다.");
      // In one field it is the same text, and back in the questions too.
      await press(page.getByRole("button", { name: "질문 없이 한 칸에 쓰기" }));
      await expect
        .poll(() => page.locator("#draft-body").inputValue())
        .toBe("## 지금의 문제\n\n제목을 잊었습니다.");
      await page.locator("#draft-body").fill("제 마음대로 쓴 글");
      await press(page.getByRole("button", { name: "질문 세 개에 나눠 쓰기" }));
      await expect.poll(() => problem.inputValue()).toBe("제 마음대로 쓴 글");
      await context.close();
    },
  );

  test("who loses the connection while writing finds every word again", async () => {
    const { page, context } = await visit(browser, portal.url, { login: "citizen-7104" });
    await page.goto("/proposals/new", { waitUntil: "networkidle" });
    await write(page, { title: "끊겨도 남는 글", body: "저장된 첫 문장." });
    await page
      .getByText(/저장됨/)
      .first()
      .waitFor();
    await context.setOffline(true);
    await page.locator("#draft-problem").fill("저장된 첫 문장. 끊긴 뒤에 쓴 문장.");
    await page
      .getByText(/연결이 끊겼습니다/)
      .first()
      .waitFor();
    const address = page.url();
    await page.close(); // the battery is empty, too
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address.includes("/drafts/") ? address : "/proposals/new", { waitUntil: "networkidle" });
    const link = again.getByRole("link", { name: /끊겨도 남는 글/ });
    if (await link.count()) await press(link.first());
    await expect
      .poll(() => again.locator("#draft-problem").inputValue())
      .toBe("저장된 첫 문장. 끊긴 뒤에 쓴 문장.");
    await context.close();
  });
});

describe("a department", () => {
  test.each(WITH_AND_WITHOUT)(
    "finds what it owes, replies, adds a version; people read both, %s",
    async (_, javaScript) => {
      const title = `부서가 답할 제안 ${javaScript ? "가" : "나"}`;
      const id = await publishByApi("citizen-7201", title);
      await agreeByApi(id, javaScript ? 7300 : 7400, 50);
      const { page, context } = await visit(browser, portal.url, { login: "officer-transport", javaScript });
      await page.goto("/desk");
      await press(page.getByRole("link", { name: title }));
      await page.getByRole("heading", { level: 1 }).waitFor();
      await press(page.getByRole("button", { name: "답변 게시" })); // with nothing in it
      await page.getByText("다시 확인할 곳이").waitFor();
      await choose(page, /^추진하겠습니다/);
      await page
        .getByLabel("답변 내용")
        .fill("내년 3월까지 정류장마다 앉을 의자를 놓고, 사진으로 알려 드리겠습니다.");
      await press(page.getByRole("button", { name: "미리 보기" }));
      await page
        .getByRole("paragraph")
        .filter({ hasText: "내년 3월까지 정류장마다 앉을 의자를 놓고, 사진으로 알려 드리겠습니다." })
        .waitFor();
      await press(page.getByRole("button", { name: "답변 게시" }));
      await page.getByText("답변을 게시했습니다").waitFor();

      await page.goto("/desk");
      const visitor = await visit(browser, portal.url, { javaScript });
      await visitor.page.goto(`/proposals/${id}`);
      await visitor.page
        .getByText("내년 3월까지 정류장마다 앉을 의자를 놓고, 사진으로 알려 드리겠습니다.")
        .first()
        .waitFor();
      await visitor.page.getByText("답변 완료").first().waitFor();
      await visitor.context.close();
      await context.close();
    },
  );
});

describe("a forum", () => {
  test.each(WITH_AND_WITHOUT)(
    "takes one opinion a person, changes, replies and marks, %s",
    async (_, javaScript) => {
      const { rows } = await portal.database.pool.query(
        "select matter_id as id from forum order by for_count limit 1",
      );
      const login = javaScript ? "citizen-8001" : "citizen-8002";
      const { page, context } = await visit(browser, portal.url, { login, javaScript });
      const mine = `찬성하는 까닭을 적습니다 ${login}`;
      await page.goto(`/forums/${rows[0].id}`);
      await choose(page, /^찬성/);
      await page
        .getByLabel("의견", { exact: true })
        .or(page.locator("textarea[name=body]"))
        .first()
        .fill(mine);
      await press(page.getByRole("button", { name: "의견 남기기" }));
      await page.getByText("의견을 남겼습니다").waitFor();
      await press(page.getByText("고치기", { exact: true }).first());
      await choose(page, /^반대/);
      await press(page.getByRole("button", { name: "고친 의견 올리기" }));
      await page.getByText(/고치기 전의 의견 1건/).waitFor();
      await press(page.getByRole("button", { name: /도움됨/ }).first());
      await expect
        .poll(
          async () =>
            (
              await portal.database.pool.query(
                "select count(*)::int as n from helpful join person on person.id = person_id join account on account.person_id = person.id where subject_hash = $1",
                [accountOf(login)],
              )
            ).rows[0].n,
        )
        .toBe(1);
      const own = await portal.database.db
        .selectFrom("opinion")
        .selectAll()
        .where("body", "=", mine)
        .execute();
      expect(own).toMatchObject([{ stance: "against", version: 2 }]);
      await context.close();
    },
  );

  test("the thousandth participant brings the mayor in, who replies at the same desk", async () => {
    const { rows } = await portal.database.pool.query(
      "select id from matter where kind = 'forum' and support_count = 999",
    );
    const forum = rows[0].id;
    const { page, context } = await visit(browser, portal.url, { login: "citizen-8100" });
    await page.goto(`/forums/${forum}`);
    await choose(page, /^다른 의견/);
    await page.locator("textarea[name=body]").first().fill("천 번째로 남기는 의견입니다.");
    await press(page.getByRole("button", { name: "의견 남기기" }));
    await page.getByText("의견을 남겼습니다").waitFor();
    const state = await (await fetch(`${portal.url}/api/v1/forums/${forum}`)).json();
    expect(state.participants).toBe(1000);
    expect(state.duties).toMatchObject([{ kind: "mayor-reply", office: "mayor", state: "open" }]);

    const mayor = await visit(browser, portal.url, { login: "mayor" });
    await mayor.page.goto("/desk");
    await press(mayor.page.getByRole("link", { name: /심야 순환버스|자정/ }).first());
    await choose(mayor.page, /^일부 추진하겠습니다/);
    await mayor.page
      .getByLabel("답변 내용")
      .fill("석 달 동안 시험으로 운행하고, 탄 사람의 수를 보아 정하겠습니다.");
    await press(mayor.page.getByRole("button", { name: "답변 게시" }));
    await mayor.page.getByText("답변을 게시했습니다").waitFor();
    await page.reload();
    // In short on top, and whole below.
    await expect
      .poll(() => page.getByText("석 달 동안 시험으로 운행하고, 탄 사람의 수를 보아 정하겠습니다.").count())
      .toBe(2);
    await mayor.context.close();
    await context.close();
  });
});

describe("languages", () => {
  test("an address can be shared in a language, and stays in it", async () => {
    const { page, context } = await visit(browser, portal.url, { language: "ko" });
    await page.goto("/proposals?lang=ja");
    expect(await page.getAttribute("html", "lang")).toBe("ja");
    await page.goto("/rules");
    expect(await page.getAttribute("html", "lang")).toBe("ja");
    await press(page.getByRole("link", { name: "English" }).first());
    await expect.poll(() => page.getAttribute("html", "lang")).toBe("en");
    await context.close();
  });

  test.each([["ko"], ["en"], ["ja"]] as const)("a browser that asks for %s gets it", async (language) => {
    const { page, context } = await visit(browser, portal.url, { language });
    await page.goto("/");
    expect(await page.getAttribute("html", "lang")).toBe(language);
    await context.close();
  });
});
