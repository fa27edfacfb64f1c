import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { leafHash } from "#app/platform/merkle.ts";
import { findDrive } from "#db/queries/drives.ts";
import { readAddress } from "#db/queries/matter-addresses.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { Client, signIn } from "./support/client.ts";
import { createProposal } from "./support/database.ts";
import { DAY, makeDrive, portalSigning, signMany, standAt, WALKING } from "./support/drive-city.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** The public side of drives: the list, one drive, signing, the receipt, and what helps to collect. */
let portal: TestPortal;
let browser: Browser;
let services: SigningServices;
let walking: number;
let recall: number;
let petition: number;
/** It is not listed. */
let petitionAddress: string;
let decided: number;
let lapsed: number;

const ago = (days: number) => new Date(Date.now() - days * DAY);

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "city" }), launchBrowser()]);
  const { db } = portal.database;
  services = portalSigning(db);
  const make = (options: Parameters<typeof makeDrive>[2]) => makeDrive(db, services, options);
  const other = { articles: [], request: "petition" };
  walking = await make({ at: ago(20) });
  recall = await make({
    at: ago(9),
    statute: "recall",
    content: {
      ...other,
      title: "한울시장 소환투표 청구",
      request: "recall",
      target: "한울시장",
      targetCode: "mayor",
    },
  });
  petition = await make({
    at: ago(2),
    statute: "assembly-petition",
    content: { ...other, title: "급식 알레르기 표시를 넓혀 주세요", target: "식품 표시", category: "health" },
  });
  petitionAddress = await readAddress(db, petition);
  decided = await make({
    at: ago(300),
    required: 12,
    content: { title: "늦은 시간 도서관 조례 청구", category: "culture" },
  });
  lapsed = await make({ at: ago(240), content: { title: "반려동물 놀이터 조례 청구" } });
  await signMany(db, services, walking, 40, ago(20), ago(1));
  await signMany(db, services, decided, 14, ago(300), ago(290));
  const dates = { handed_in_at: ago(100), list_published_at: ago(97), inspect_until: ago(87) };
  await standAt(
    db,
    decided,
    "adopted",
    { ...dates, accepted_at: ago(80), introduced_at: ago(60), decided_at: ago(5) },
    {
      outcome: "amended",
      votes: { for: 18, against: 6, abstained: 2 },
      articles: [
        { number: "제5조", title: "보행환경 조사", current: null, proposed: "시장은 두 해마다 조사한다." },
      ],
      reasons: "예산을 살펴 고쳤습니다.",
    },
  );
  await standAt(db, lapsed, "lapsed", {});
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const countOf = async (id: number) => (await findDrive(portal.database.db, FIRST_SPACE, id))?.support_count;
const hashOf = async (id: number) =>
  (await findDrive(portal.database.db, FIRST_SPACE, id))?.draft_hash.toString("hex") ?? "";
const record = () => closeBatches(portalSigning(portal.database.db), new Date());

/** Signs as the form does. */
async function sign(client: Client, id: number): Promise<Response> {
  return client.form(`/drives/${id}/sign`, { draft: await hashOf(id), consent: "yes" });
}

describe("the list", () => {
  test("shows drives that are listed, and is narrowed by kind, stage and field", async () => {
    const visitor = new Client(portal.url);
    const page = async (query: string) => (await visitor.send(`/drives${query}`)).text();
    const all = await page("?stage=all");
    for (const title of [WALKING.title, "한울시장 소환투표 청구", "늦은 시간 도서관 조례 청구"])
      expect(all).toContain(title);
    // a petition before its first number is found by its address alone
    expect(all).not.toContain("급식 알레르기");
    expect(await page("?kind=recall")).not.toContain(WALKING.title);
    const ended = await page("?stage=ended");
    expect(ended).toContain("반려동물 놀이터");
    expect(ended).not.toContain("도서관");
    expect(await page("?category=culture")).not.toContain(WALKING.title);
    expect(await page("?sort=closest")).not.toContain("도서관");
  });

  test("goes on from a cursor, in every order, without leaving out or repeating", async () => {
    const visitor = new Client(portal.url);
    for (let index = 0; index < 22; index += 1)
      await makeDrive(portal.database.db, services, {
        at: ago(30 + index),
        content: { title: `청구 ${index}`, category: "women" },
      });
    for (const sort of ["newest", "trending", "closing", "closest", "signed"]) {
      const seen: number[] = [];
      let next: string | null = "";
      while (next !== null) {
        const query = new URLSearchParams({ sort, category: "women", cursor: next });
        const body: { items: { id: number }[]; next: string | null } = await (
          await visitor.send(`/api/v1/drives?${query}`)
        ).json();
        seen.push(...body.items.map(({ id }) => id));
        next = body.next;
      }
      expect(seen.length, sort).toBe(22);
      expect(new Set(seen).size, sort).toBe(22);
    }
  });

  test.each(["kind=nonsense", "stage=nonsense", "sort=x", "category=x", "cursor=zzz", "kind=%00"])(
    "%s does not exist here, and the page says so",
    async (query) => {
      const response = await new Client(portal.url).send(`/drives?${query}`);
      expect(response.status).toBe(422);
      expect(await response.text()).toContain("이 조건으로는 찾을 수 없습니다");
    },
  );
});

describe("a drive's page", () => {
  test("shows the sum, the number that is missing, the text side by side and the legal dates", async () => {
    const { page, context } = await visit(browser, portal.url);
    await page.goto(`/drives/${walking}`);
    await page.getByText("40명 서명").first().waitFor();
    // Hanul: 402,549 residents who may sign, one in 70
    await page.getByText("청구권자 402,549명 ÷ 70").waitFor();
    await page.getByText("= 5,750.7 → 5,751명").waitFor();
    await page.getByText("5,711명 더 필요").waitFor();
    expect(await page.locator("ins").count()).toBeGreaterThan(0);
    expect(await page.locator(".tracker [aria-current=step]").textContent()).toContain("서명 받기");
    await context.close();
  });

  test("moves while others sign, without a reload", async () => {
    const { page, context } = await visit(browser, portal.url);
    // Answered and not only asked: from then on the portal tells it of counts.
    const listening = page.waitForResponse(/\/live\/\d+/);
    await page.goto(`/drives/${recall}`);
    await listening;
    await page.getByText("0명 서명").first().waitFor();
    expect((await sign(await signIn(portal.url, "citizen-8101"), recall)).status).toBe(302);
    await page.getByText("1명 서명").first().waitFor();
    await context.close();
  });

  test("of a petition before its first number is not for search engines; of a decided drive shows the vote", async () => {
    const visitor = new Client(portal.url);
    const unlisted = await (await visitor.send(`/drives/${petitionAddress}`)).text();
    expect(unlisted).toContain("noindex");
    expect(unlisted).toContain("아직 목록에는 보이지 않습니다");
    expect(unlisted).toContain("법이 정한 50,000명");
    const page = await (await visitor.send(`/drives/${decided}`)).text();
    for (const text of ["수정 가결", "찬성", "18", "시장은 두 해마다 조사한다."])
      expect(page).toContain(text);
    expect(await (await visitor.send(`/drives/${lapsed}`)).text()).toContain("여기에서 절차가 끝났습니다");
  });

  test.each([
    "/drives/abc",
    "/drives/0",
    "/drives/999999",
    "/drives/999999/collect",
    "/drives/999999/poster.pdf",
    "/drives/999999/badge.svg",
  ])("%s is not found", async (path) => expect((await new Client(portal.url).send(path)).status).toBe(404));

  test("is none for a proposal's number", async () => {
    const proposal = await createProposal(portal.database.db, new Date());
    expect((await new Client(portal.url).send(`/drives/${proposal}`)).status).toBe(404);
  });
});

describe("signing", () => {
  test("begins with signing in, and comes back to the page for signing", async () => {
    const response = await new Client(portal.url).send(`/drives/${walking}/sign`);
    expect(response.status).toBe(302);
    const target = new URL(response.headers.get("Location") ?? "", portal.url);
    expect([target.pathname, target.searchParams.get("returnTo")]).toEqual([
      "/auth/sign-in",
      `/drives/${walking}/sign`,
    ]);
  });

  test.each([
    [true, "citizen-8001"],
    [false, "citizen-8002"],
  ])("from the drive to the receipt and back again (JavaScript: %s)", async (javaScript, login) => {
    const { page, context, complaints } = await visit(browser, portal.url, { javaScript, login, width: 375 });
    const before = (await countOf(walking)) ?? 0;
    await page.goto(`/drives/${walking}`);
    await page.getByRole("link", { name: "서명하기" }).press("Enter");
    await page.getByRole("heading", { name: "서명하실 수 있습니다" }).waitFor();

    // without consent nothing is signed, and the page says what is missing
    await page.getByRole("button", { name: "위 글에 서명합니다" }).press("Enter");
    const missing = page.getByRole("alert").getByRole("link", { name: "동의해 주셔야 서명할 수 있습니다." });
    const inSight = (element: HTMLElement | SVGElement) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    };
    await expect.poll(() => missing.evaluate(inSight)).toBe(true);
    await missing.press("Enter");
    expect(await countOf(walking)).toBe(before);

    await page.getByLabel("위와 같이 저장하는 데 동의합니다").press("Space");
    await page.getByRole("button", { name: "위 글에 서명합니다" }).press("Enter");
    await page.getByText("서명이 접수되었습니다").waitFor();
    expect(await countOf(walking)).toBe(before + 1);
    await page.getByText(/늦어도 \d\d:00 직후/).waitFor();

    await record();
    await page.reload();
    await page.getByRole("link", { name: /공개 기록 [\d,]+번째 줄/ }).waitFor();
    await page.getByText("아직 아무도 보지 않았습니다.").waitFor();

    // who signed sees it on the drive's page, and on their own
    await page.goto(`/drives/${walking}/sign`);
    expect(new URL(page.url()).pathname).toBe(`/drives/${walking}/receipt`);
    await page.goto("/me?show=drives");
    await page.getByRole("link", { name: WALKING.title }).waitFor();

    await page.goto(`/drives/${walking}/receipt`);
    await page.getByText("서명을 철회하고 싶습니다").click();
    await page.getByRole("button", { name: "서명 철회" }).press("Enter");
    await page.getByText("서명을 철회했습니다").waitFor();
    expect(await countOf(walking)).toBe(before);
    expect(complaints.filter((line) => !line.includes("Failed to load resource"))).toEqual([]);
    await context.close();
  });

  test.each([
    ["citizen-21", "18세부터 서명할 수 있습니다"],
    ["citizen-41", "영주 자격을 얻고 3년이 지나야 합니다"],
    ["citizen-51", "영주 자격이 있는 외국인 주민부터 서명할 수 있습니다"],
    ["citizen-61", "이 도시의 주민만 서명할 수 있습니다"],
  ])("%s may not, and is told why and what to do", async (login, why) => {
    const client = await signIn(portal.url, login);
    const before = await countOf(walking);
    const page = await (await client.send(`/drives/${walking}/sign`)).text();
    expect(page).toContain("지금은 서명하실 수 없습니다");
    expect(page).toContain(why);
    expect(page).not.toContain("위 글에 서명합니다");
    // whoever sends the form all the same comes to the same page
    expect((await sign(client, walking)).headers.get("Location")).toBe(`/drives/${walking}/sign`);
    expect(await countOf(walking)).toBe(before);
  });

  test("a foreigner with permanent residence for years may", async () => {
    const client = await signIn(portal.url, "citizen-31");
    expect((await sign(client, walking)).headers.get("Location")).toBe(
      `/drives/${walking}/receipt?done=signed`,
    );
  });

  test("what is over cannot be signed, and the page says where it stands", async () => {
    const client = await signIn(portal.url, "citizen-8003");
    const page = await (await client.send(`/drives/${decided}/sign`)).text();
    expect(page).toContain("서명을 받는 단계가 아닙니다");
    expect((await sign(client, decided)).headers.get("Location")).toBe(`/drives/${decided}/sign`);
  });

  test("bad input is refused whole", async () => {
    const client = await signIn(portal.url, "citizen-8004");
    const path = `/drives/${walking}/sign`;
    const before = await countOf(walking);
    const draft = await hashOf(walking);
    expect((await client.form(path, { draft })).status).toBe(422);
    expect((await client.form(path, { draft, consent: "no" })).status).toBe(422);
    expect((await client.form(path, { draft: "0".repeat(64), consent: "yes" })).status).toBe(409);
    expect((await client.form(path, { consent: "yes" })).status).toBe(409);
    expect((await client.form("/drives/999999/sign", { draft, consent: "yes" })).status).toBe(404);
    expect((await client.form(`/drives/${walking}/receipt`, { intent: "nonsense" })).status).toBe(302);
    expect(await countOf(walking)).toBe(before);
  });
});

describe("a receipt", () => {
  async function ownReceipt(login: string) {
    const client = await signIn(portal.url, login);
    await sign(client, walking);
    await record();
    const response = await client.send(`/drives/${walking}/receipt.json`);
    expect(response.headers.get("Content-Disposition")).toContain("attachment");
    return response.text();
  }
  const check = (fields: Record<string, string>) => new Client(portal.url).form("/receipts", fields);

  test("is checked by the page: included, changed, unknown, empty", async () => {
    const receipt = await ownReceipt("citizen-8201");
    const { note } = JSON.parse(receipt);
    for (const pasted of [receipt, note, note.trim()]) {
      const page = await (await check({ receipt: pasted })).text();
      expect(page).toContain("공개 기록에 있습니다");
      expect(page).toContain(WALKING.title);
    }
    const wrong = JSON.stringify({ ...JSON.parse(receipt), root: "0".repeat(64) });
    expect(await (await check({ receipt: wrong })).text()).toContain("증명이 맞지 않습니다");
    const changed = note.replace(/drive \d+/, "drive 999999");
    expect(await (await check({ receipt: changed })).text()).toContain("이 사이트의 증서가 아닙니다");
    expect((await check({ receipt: "" })).status).toBe(422);
    expect((await check({ receipt: "x".repeat(30_000) })).status).toBe(422);
    expect((await check({})).status).toBe(422);
  });

  test("is checked by what the code on its paper holds, and by one touch on its page", async () => {
    const { note } = JSON.parse(await ownReceipt("citizen-8207"));
    // A signed note: the text that is the leaf, an empty line, signatures.
    const leaf = leafHash(Buffer.from(note.slice(0, note.indexOf("\n\n") + 1))).toString("hex");
    const asked = async (code: string) => (await fetch(`${portal.url}/receipts?leaf=${code}`)).text();
    expect(await asked(leaf)).toContain("공개 기록에 있습니다");
    expect(await asked("0".repeat(64))).toContain("이 사이트의 증서가 아닙니다");
    expect(await asked("x")).not.toContain("이 사이트의 증서가 아닙니다");
    const { page, context } = await visit(browser, portal.url, { login: "citizen-8207", width: 375 });
    await page.goto(`/drives/${walking}/receipt`);
    await page.getByRole("img", { name: /QR/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "증서 확인하기" }).click();
    await page.getByText("공개 기록에 있습니다").waitFor();
    await context.close();
  });

  test("is checked as a file, without JavaScript and without signing in", async () => {
    const receipt = await ownReceipt("citizen-8202");
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.goto("/receipts");
    await page
      .getByLabel("또는 파일 고르기")
      .setInputFiles({ name: "receipt.json", mimeType: "application/json", buffer: Buffer.from(receipt) });
    await page.getByRole("button", { name: "확인하기" }).press("Enter");
    await page.getByRole("heading", { name: "공개 기록에 있습니다" }).waitFor();
    await context.close();
  });

  test("verifies by the script that the page shows, which uses none of our code", async () => {
    const folder = await mkdtemp(join(tmpdir(), "receipt-"));
    const script = await (await new Client(portal.url).send("/receipts/verify-receipt.mjs")).text();
    const receipt = JSON.parse(await ownReceipt("citizen-8203"));
    await writeFile(join(folder, "verify.mjs"), script);
    const run = async (content: unknown) => {
      await writeFile(join(folder, "receipt.json"), JSON.stringify(content));
      const { stdout } = await promisify(execFile)(process.execPath, [
        resolve(folder, "verify.mjs"),
        resolve(folder, "receipt.json"),
        portal.url,
      ]);
      return stdout.trim();
    };
    expect(await run(receipt)).toBe("The ledger holds this signature.");
    expect(await run({ ...receipt, note: receipt.note.replace("nonce ", "nonce A") })).toBe(
      "NOT in the ledger.",
    );
    expect(receipt.note).not.toMatch(/citizen|DEMO/);
  });

  test("cannot be read by anybody else", async () => {
    const stranger = await signIn(portal.url, "citizen-8204");
    expect((await stranger.send(`/drives/${walking}/receipt.json`)).status).toBe(404);
    expect((await stranger.send(`/drives/${walking}/receipt`)).headers.get("Location")).toBe(
      `/drives/${walking}`,
    );
    expect((await new Client(portal.url).send(`/drives/${walking}/receipt.json`)).status).toBe(302);
  });

  test("can no longer be taken back once the list was handed in", async () => {
    const id = await makeDrive(portal.database.db, services, {
      at: ago(3),
      content: { title: "명부를 낸 청구" },
    });
    const client = await signIn(portal.url, "citizen-8205");
    await sign(client, id);
    await standAt(portal.database.db, id, "handed-in", { handed_in_at: new Date() });
    expect(await (await client.send(`/drives/${id}/receipt`)).text()).toContain(
      "명부를 낸 뒤라 철회할 수 없습니다.",
    );
    expect((await client.form(`/drives/${id}/receipt`, { intent: "withdraw" })).status).toBe(409);
    expect(await countOf(id)).toBe(1);
  });
});

describe("what helps to collect", () => {
  test("a poster of one page with Korean letters in it, and a badge that is a picture", async () => {
    const visitor = new Client(portal.url);
    const poster = await visitor.send(`/drives/${walking}/poster.pdf`);
    expect(poster.headers.get("Content-Type")).toBe("application/pdf");
    const pdf = Buffer.from(await poster.arrayBuffer()).toString("latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(pdf).toContain("PretendardGOV");
    const badge = await visitor.send(`/drives/${walking}/badge.svg`);
    expect(badge.headers.get("Content-Type")).toContain("image/svg+xml");
    expect(badge.headers.get("Set-Cookie")).toBeNull();
    const svg = await badge.text();
    expect(svg).toContain("5,751");
    expect(svg).not.toContain("<script");
  });

  test("a title cannot break out of the badge", async () => {
    const id = await makeDrive(portal.database.db, services, {
      at: ago(1),
      content: { title: `"><script>alert(1)</script>&` },
    });
    const svg = await (await new Client(portal.url).send(`/drives/${id}/badge.svg`)).text();
    expect(svg).not.toContain("<script");
  });
});

const PAGES: [string, string | undefined, () => string][] = [
  ["the list", undefined, () => "/drives"],
  ["a list of nothing", undefined, () => "/drives?kind=residents-vote&category=women"],
  ["a choice that does not exist", undefined, () => "/drives?kind=x"],
  ["a drive that collects", undefined, () => `/drives/${walking}`],
  ["a recall with minimums by district", undefined, () => `/drives/${recall}`],
  ["a petition before its first number", undefined, () => `/drives/${petitionAddress}`],
  ["a drive that was decided", undefined, () => `/drives/${decided}`],
  ["a drive that lapsed", undefined, () => `/drives/${lapsed}`],
  ["signing", "citizen-8301", () => `/drives/${walking}/sign`],
  ["signing, refused", "citizen-21", () => `/drives/${walking}/sign`],
  ["a receipt", "citizen-31", () => `/drives/${walking}/receipt`],
  ["checking receipts", undefined, () => "/receipts"],
  ["what helps to collect", undefined, () => `/drives/${walking}/collect`],
  ["home", undefined, () => "/"],
  ["my drives", "citizen-31", () => "/me?show=drives"],
];

describe.each([
  [1280, "ko"],
  [375, "en"],
  [375, "ja"],
] as const)("at %i px, in %s", (width, language) => {
  test.each(PAGES)("%s", async (_, login, path) => {
    const { page, context, complaints } = await visit(browser, portal.url, { login, width, language });
    await page.goto(path());
    await page.waitForTimeout(300);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.locator("h1").count()).toBe(1);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, "scrolls sideways").toBeLessThanOrEqual(0);
    expect(complaints.filter((line) => !line.includes("Failed to load resource"))).toEqual([]);
    expect(await page.getByText(/\b[a-z]+:[a-z]+\.[a-zA-Z.]+\b/).count()).toBe(0);
    await context.close();
  });
});
