import { mkdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import iconv from "iconv-lite";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { matchWaiting } from "#app/domain/kinds/drive/match-sheets.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { DAY, makeDrive, portalSigning } from "./support/drive-city.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

const BORN = "1961-02-03";
const ROWS = [
  "서명부;줄;성명;생년월일;주소;지역;비고",
  `한장;1;가가가;${BORN};솔밭길 7;;`,
  `1;1;김똠이;${BORN};솔밭길 7 "가"동;;`,
  ";2;나나나;03/02/1961;솔밭길 7;없는동;대리 서명",
  `;한줄;다다다;${BORN};솔밭길 7;;`,
  `;4;라\u0007라;${BORN};솔밭길 7;;`,
  `;5;박?울;모름;${"가".repeat(301)};;`,
  `;1;마마마;${BORN};솔밭길 7;;`,
];

/** What the report says of that file: rows by what is wrong with them. */
const SAID = {
  ko: {
    mended: "고친 내용을 저장했습니다",
    file: "CP949 파일에서 7행을 읽었습니다. 칸 구분: 세미콜론",
    items: [
      "서명부 번호를 읽을 수 없음: 2행",
      "줄 번호를 읽을 수 없음: 5행",
      "깨진 글자나 제어 문자가 있음: 6행",
      "같은 서명부의 같은 줄이 앞에 있음: 8행",
      "생년월일을 읽을 수 없음: 4, 7행",
      "성명을 읽을 수 없음: 7행",
      "주소를 읽을 수 없음: 7행",
    ],
  },
  en: {
    mended: "Saved",
    file: "7 rows were read from a CP949 file. Separator: semicolon",
    items: [
      "the sheet number cannot be read: row 2",
      "the line number cannot be read: row 5",
      "garbled or control characters: row 6",
      "the same line of the same sheet stands above: row 8",
      "the date of birth cannot be read: row 4, 7",
      "the name cannot be read: row 7",
      "the address cannot be read: row 7",
    ],
  },
  ja: {
    mended: "修正を保存しました",
    file: "CP949のファイルから7行を読み取りました。区切り：セミコロン",
    items: [
      "用紙番号を読み取れない: 2行目",
      "行番号を読み取れない: 5行目",
      "文字化けまたは制御文字がある: 6行目",
      "同じ用紙の同じ行が上にある: 8行目",
      "生年月日を読み取れない: 4, 7行目",
      "氏名を読み取れない: 7行目",
      "住所を読み取れない: 7行目",
    ],
  },
} as const;

describe("the page of paper", () => {
  let portal: TestPortal;
  let browser: Browser;
  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const drive = () =>
    makeDrive(portal.database.db, portalSigning(portal.database.db), {
      at: new Date(Date.now() - 20 * DAY),
      required: 500,
    });

  test.each([
    ["ko", 1280, true],
    ["en", 375, true],
    ["ja", 375, false],
  ] as const)(
    "says in %s at %i pixels what was read of a file, what was not, and why",
    async (language, width, javaScript) => {
      const pictures = process.env.PICTURES;
      if (pictures) await mkdir(pictures, { recursive: true });
      const id = await drive();
      const { page, context, complaints } = await visit(browser, portal.url, {
        login: "clerk",
        width,
        language,
        javaScript,
      });
      const look = async (name: string) => {
        await page.waitForSelector(".import-progress", { state: "detached" });
        // One that is cut off has ended too.
        await page.evaluate(() =>
          Promise.allSettled(
            document
              .getAnimations()
              // What moves with the place that something is scrolled to never ends.
              .filter(({ timeline }) => timeline instanceof DocumentTimeline)
              .map(({ finished }) => finished),
          ),
        );
        if (javaScript) expect(await axeFindings(page), name).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          name,
        ).toBeLessThanOrEqual(0);
        if (pictures)
          await page.screenshot({ path: `${pictures}/${name}-${language}-${width}.png`, fullPage: true });
      };
      await page.goto(`/clerk/drives/${id}/paper?lang=${language}`);
      const buffer = iconv.encode(ROWS.join("\r\n"), "cp949");
      await page.setInputFiles("#import-file", { name: "sheets.csv", mimeType: "text/csv", buffer });
      await page.click("form:has(#import-file) button");
      const notice = page.locator(".notice.warning");
      await notice.waitFor();
      expect(await notice.textContent()).toContain(SAID[language].file);
      const items = await notice.locator("li").allTextContents();
      expect(items.toSorted()).toEqual([...SAID[language].items].toSorted());
      await look("report");

      // The sheet waits: what was typed is shown for a purpose, and mended.
      await page.goto(`/clerk/drives/${id}/sheets/1?lang=${language}`);
      await look("waiting");
      expect(await page.content()).not.toContain("03/02/1961");
      await Promise.all([page.waitForSelector(".sheet-table"), page.click('button[value="look"]')]);
      expect(await page.inputValue('[name="lines.2.birthDate"]')).toBe("03/02/1961");
      await look("mending");
      await page.fill('[name="lines.1.name"]', "김또미");
      await page.click('button[value="mend"]');
      await page.getByText(SAID[language].mended).waitFor();
      await look("mended");
      const { rows: waiting } = await portal.database.pool.query(
        "select line from paper_waiting where matter_id = $1 order by line",
        [id],
      );
      expect(waiting.map(({ line }) => line)).toEqual([1, 2, 5]);
      await page.goto(`/clerk/drives/${id}/paper?lang=${language}`);
      await look("sheets");
      await matchWaiting(
        portalSigning(portal.database.db),
        { spaceId: FIRST_SPACE, matterId: id },
        new Date(),
      );

      await page.goto(`/clerk/drives/${id}/doubtful?lang=${language}`);
      expect(await page.content()).not.toContain("03/02/1961");
      await Promise.all([page.waitForSelector(".doubtful-line"), page.click('button[value="look"]')]);
      const lines = await page.locator(".doubtful-line").allTextContents();
      expect(lines).toHaveLength(2);
      for (const typed of ["나나나", "03/02/1961", "없는동", "대리 서명"]) expect(lines[0]).toContain(typed);
      for (const typed of ["박?울", "모름", "가".repeat(301)]) expect(lines[1]).toContain(typed);
      await look("doubtful");
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test("a sheet that another window changed shows both texts, and keeps the one that is chosen", async () => {
    const { db, pool } = portal.database;
    const services = portalSigning(db);
    const id = await drive();
    const open = async (javaScript: boolean) => {
      const visitor = { login: "clerk", language: "ko", width: 375, javaScript } as const;
      const { page } = await visit(browser, portal.url, visitor);
      await page.goto(`/clerk/drives/${id}/sheets/1`);
      await Promise.all([page.waitForSelector(".sheet-table"), page.click('button[value="look"]')]);
      return page;
    };
    const clerkId = await idOfClerk();
    const enter = (line: number, name: string) => {
      const typed = { name, birthDate: BORN, address: "솔밭길 7", district: "" };
      return enterSheet(services, {
        spaceId: FIRST_SPACE,
        matterId: id,
        clerkId,
        at: new Date(),
        sheet: 1,
        source: "hand",
        lines: [{ ...typed, line, unreadable: false, unsigned: false }],
        districts: new Map(),
      });
    };
    const mend = async (page: Page, name: string) => {
      await page.fill('[name="lines.1.name"]', name);
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === "POST"),
        page.click('button[value="mend"]:not([tabindex])'),
      ]);
      return answer.status();
    };
    await enter(1, "김하나");
    const [older, newer] = [await open(false), await open(true)];
    await enter(2, "박두리");
    expect(await mend(newer, "김두나")).toBe(409); // a line came
    await newer.click('button[value^="mend:"]');
    await newer.getByText(SAID.ko.mended).waitFor();

    expect(await mend(older, "김세나")).toBe(409);
    const told = older.locator(".conflict-text");
    expect(await told.textContent()).toContain("김두나");
    expect(await older.inputValue('[name="lines.1.name"]')).toBe("김세나");
    expect(await mend(older, "김네나"), "the form's own button writes over nothing").toBe(409);
    await older.click('button[value^="mend:"]');
    await older.getByText(SAID.ko.mended).waitFor();
    const last = await open(true);
    expect(await last.inputValue('[name="lines.1.name"]')).toBe("김네나");
    expect(await last.inputValue('[name="lines.2.name"]'), "what was never in the form").toBe("박두리");
    const { rows } = await pool.query("select from personal_read where matter_id = $1", [id]);
    expect(rows, "each look and each conflict is on record").toHaveLength(6);

    await matchWaiting(services, { spaceId: FIRST_SPACE, matterId: id }, new Date());
    expect(await mend(last, "김다섯")).toBe(409);
    await last.waitForSelector(".conflict-text");
    expect(await axeFindings(last)).toEqual([]);
    expect(await last.locator(".conflict-text").textContent()).toContain("김다섯");
    expect(await last.locator('button[value="look"]').count(), "opened, it can be corrected").toBe(1);
    await Promise.all([older, newer, last].map((page) => page.context().close()));
  });

  const idOfClerk = async () => {
    const { rows } = await portal.database.pool.query<{ person_id: number }>(
      "select person_id from post where role = 'clerk' and ends_at is null order by id limit 1",
    );
    return rows[0]?.person_id ?? 0;
  };

  test("a register's extract and a sheet by hand say the same", async () => {
    const id = await drive();
    const { page } = await visit(browser, portal.url, { login: "clerk", language: "ko" });
    await page.goto(`/clerk/drives/${id}/paper`);
    const buffer = await readFile(resolve(import.meta.dirname, "fixtures/paper/paper-dates.csv"));
    await page.setInputFiles("#register-file", { name: "register.csv", mimeType: "text/csv", buffer });
    await page.click("form:has(#register-file) button");
    const notice = page.locator(".notice.warning");
    await notice.waitFor();
    expect(await notice.locator("li").allTextContents()).toEqual(["생년월일을 읽을 수 없음: 18, 19행"]);

    await page.goto(`/clerk/drives/${id}/paper`);
    await page.fill('[name="lines.3.name"]', "김한울");
    await page.fill('[name="lines.3.birthDate"]', "3/2/1961");
    await page.fill('[name="lines.3.address"]', "솔밭길 7");
    await page.click('button[value="sheet"]');
    await notice.waitFor();
    expect(await notice.locator("li").allTextContents()).toEqual(["생년월일을 읽을 수 없음: 3줄"]);
  });
});
