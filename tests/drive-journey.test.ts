import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demonstrationCitizen } from "#app/demonstration/people.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { accountOf } from "./support/accounts.ts";
import { choose } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { directoryOf } from "./support/database.ts";
import { portalSigning, signMany } from "./support/drive-city.ts";
import { paperFile, proveWithScript } from "./support/drive-files.ts";
import {
  button,
  DrivePeople,
  PHONE,
  press,
  WITHOUT_SCRIPTS,
  writeAmendment,
} from "./support/drive-people.ts";
import { createRecipient, driveOf, signer } from "./support/drives.ts";
import { type ClockedPortal, startClockedPortal } from "./support/portal.ts";

/** One ordinance petition from its first word to the day when its signers' data goes, chapter by chapter, in 2026 to 2028. */
const TITLE = "도서관 운영 조례 개정: 밤 10시까지";
const REPRESENTATIVE = "citizen-801";
const CO_REPRESENTATIVE = "citizen-811";
const [PHONE_SIGNER, PLAIN_SIGNER, DOUBTER] = ["citizen-901", "citizen-902", "citizen-903"];
const [LAST_SECOND, TOO_LATE, OBJECTOR] = ["citizen-904", "citizen-905", "citizen-906"];
const [MINOR, ELSEWHERE] = ["citizen-921", "citizen-961"];

let portal: ClockedPortal;
let people: DrivePeople;
let application: number;
let id: number;
/** As the applicant was told; the rest is counted from it. */
let required: number;

beforeAll(async () => {
  // The demonstration is made in the start itself, as it is on the day that the clock says.
  portal = await startClockedPortal({ template: "empty", clock: "2026-03-02T10:00:00+09:00" });
  people = new DrivePeople(portal.url);
});
afterAll(async () => {
  await people.close();
  await portal.stop();
});

const seoul = (time: string) => portal.moveTo(`${time}+09:00`);
const number = (value: number) => value.toLocaleString("ko-KR");
const persons = (count: number) => `${number(count)}명`;
const drive = () => driveOf(portal.database.db, id);
/** What the letters about the drive are called that somebody, or the council's office, has. */
async function letters(to: string): Promise<string[]> {
  const { rows } = await portal.database.pool.query(
    `select mail.subject from mail left join account on account.person_id = mail.person_id
      where mail.matter_id = $1 and case when $2 then office_id is not null else account.subject_hash = $3 end
      order by mail.id`,
    [id, to === "office", accountOf(to)],
  );
  return rows.map(({ subject }) => subject);
}
const COLLECTING = { state: "서명 받는 중", step: "진행 중: 서명 받기" };

test("an amendment is written step by step, with what the law leaves out asked, and joined by another", async () => {
  await people.as(REPRESENTATIVE, async (page) => {
    await writeAmendment(page);
    await press(button(page, "초대 주소 만들기"));
    const address = await page.getByRole("textbox", { name: "초대 주소" }).inputValue();
    application = Number(/applications\/(\d+)/.exec(page.url())?.[1]);
    await people.as(CO_REPRESENTATIVE, async (friend) => {
      await friend.goto(address);
      await press(button(friend, "수락하기"));
      await friend.getByText("함께하는 사람으로 보고 계십니다").waitFor();
    });
    await press(page.getByRole("link", { name: "다음" }));
    const told = await page.getByText(/^서명 [\d,]+명$/).innerText();
    required = Number(told.replace(/\D/g, ""));
    expect(required).toBeGreaterThan(1_000);
    await page.getByLabel("위와 같이 개인정보를 수집·이용하는 데 동의합니다").check();
    await press(button(page, "제출하기"));
    await page.getByText("의회사무국이 검토하고 있습니다").waitFor();
  });
});

test("the clerk asks for a correction with the reason; corrected, it is certified and opens", async () => {
  await seoul("2026-03-03T14:00:00");
  await people.as("clerk", async (page) => {
    await page.goto("/clerk");
    await press(page.getByRole("link", { name: "도서관을 밤 10시까지" }));
    await page.getByLabel("사유").fill("제목에 조례 이름을 넣어 주세요.");
    await press(button(page, "보완 요청"));
    await page.getByText("고쳐서 다시 내 달라는 요청이 있습니다").waitFor();
  });
  await people.as(REPRESENTATIVE, async (page) => {
    await page.goto(`/drives/applications/${application}?step=subject`);
    await page.getByText("제목에 조례 이름을 넣어 주세요.").waitFor();
    await page.getByLabel("제목").fill(TITLE);
    await press(button(page, "저장하고 다음").or(button(page, "저장")).first());
    await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    await page.goto(`/drives/applications/${application}?step=review`);
    await page.getByLabel("위와 같이 개인정보를 수집·이용하는 데 동의합니다").check();
    await press(button(page, "제출하기"));
    await page.getByText("의회사무국이 검토하고 있습니다").waitFor();
  });
  await seoul("2026-03-04T09:00:00");
  await people.as("clerk", async (page) => {
    await page.goto(`/clerk/applications/${application}`);
    await press(button(page, "증명서 발급하기"));
    await page.getByText("서명을 모으고 있습니다").waitFor();
  });
  const { rows } = await portal.database.pool.query("select matter_id from drive where application_id = $1", [
    application,
  ]);
  id = rows[0].matter_id;
  // Six months end with 4 September; the pause before the local elections gives 14 days back.
  expect(await drive()).toMatchObject({
    required,
    closes_at: new Date("2026-09-18T23:59:59.999+09:00"),
  });
  expect(await people.standing(id)).toEqual(COLLECTING);
});

test("citizens sign on a phone, with and without scripts; one takes it back", async () => {
  await seoul("2026-03-05T08:10:00");
  expect(await people.sign(PHONE_SIGNER, id)).toContain("늦어도 09:00 직후");
  await people.sign(PLAIN_SIGNER, id, WITHOUT_SCRIPTS);
  await people.sign(DOUBTER, id);
  expect((await drive()).support_count).toBe(3);
  await people.as(
    DOUBTER,
    async (page) => {
      await page.goto(`/drives/${id}`);
      await press(page.getByRole("link", { name: "내 서명 증서 보기" }));
      await page.getByText("서명을 철회하고 싶습니다").click();
      await press(button(page, "서명 철회"));
      await page.getByText("서명을 철회했습니다").waitFor();
    },
    PHONE,
  );
  expect((await drive()).support_count).toBe(2);
});

test("who may not sign is told why: a minor, somebody from elsewhere, everybody in the election's pause", async () => {
  expect(await people.refusal(MINOR, id)).toEqual(["18세부터 서명할 수 있습니다"]);
  expect(await people.refusal(ELSEWHERE, id)).toEqual(["이 도시의 주민만 서명할 수 있습니다"]);
  await seoul("2026-05-25T12:00:00");
  expect(await people.refusal(LAST_SECOND, id)).toEqual(["선거가 가까워 잠시 멈추었습니다"]);
  expect((await drive()).support_count).toBe(2);
});

test("as many sign as it takes, but nine; the receipt is in the ledger, and a script that knows nothing of us finds it there", async () => {
  const { db } = portal.database;
  const [from, until] = ["2026-03-05T09:00:00+09:00", "2026-05-20T20:00:00+09:00"];
  await signMany(db, portalSigning(db), id, required - 11, new Date(from), new Date(until));
  await portal.work();
  const receipt = await people.as(PHONE_SIGNER, async (page) => {
    await page.goto(`/drives/${id}/receipt`);
    expect(await page.locator(".receipt-card").innerText()).toMatch(/공개 기록 [\d,]+번째 줄/);
    return (await page.request.get(`/drives/${id}/receipt.json`)).body();
  });
  expect(await proveWithScript(portal.url, receipt)).toBe("The ledger holds this signature.\n");
  expect((await drive()).support_count).toBe(required - 9);
});

test("paper: a file with overlaps and doubts; the clerk decides, and the number is reached", async () => {
  await seoul("2026-09-10T11:00:00");
  const { districts } = await directoryOf(portal.database.db);
  const codes = districts.map(({ code }) => code);
  const csv = paperFile([demonstrationCitizen(901, codes), signer(1), signer(2), signer(3)]);
  await people.as("clerk", async (page) => {
    await page.goto(`/clerk/drives/${id}/paper`);
    const upload = { name: "sheets.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
    await page.getByLabel("파일").first().setInputFiles(upload);
    await press(button(page, "올려서 입력하기"));
    await page.getByText("오늘이 지나면 서명부마다 대조합니다.").waitFor();
  });
  // What becomes of it shows once the day is over, whoever was on it.
  await seoul("2026-09-10T23:59:59");
  await portal.work();
  const panel = () => people.look(id, (page) => page.locator(".sign-panel").innerText());
  expect(await panel()).toContain(`${persons(required - 9)} 서명`);
  await seoul("2026-09-11T00:00:00");
  await portal.work();
  expect(await panel()).toContain(`${persons(required - 1)} 서명`);
  await people.as("clerk", async (page) => {
    await page.goto(`/clerk/drives/${id}/doubtful`);
    await press(button(page, "내용 보기"));
    const decide = (line: number, what: string) =>
      page
        .getByRole("group", { name: `서명부 3번 ${line}줄의 판단` })
        .getByLabel(what, { exact: true })
        .check();
    await decide(14, "무효");
    await decide(15, "무효");
    await decide(16, "유효");
    await press(button(page, "판단 저장하기"));
    await page.getByText("3줄을 정했습니다").waitFor();
  });
  expect(await panel()).toMatch(
    new RegExp(
      `${persons(required)} 서명.*필요한 수를 채웠습니다.*온라인 ${number(required - 9)} · 종이 9`,
      "s",
    ),
  );
});

test("the window ends in Seoul: signed at 23:59:59, refused at 00:00:00", async () => {
  await seoul("2026-09-18T23:59:59");
  await people.sign(LAST_SECOND, id);
  await seoul("2026-09-19T00:00:00");
  expect(await people.refusal(TOO_LATE, id)).toEqual(["서명 기간이 끝났습니다"]);
  await portal.work();
  expect(await people.standing(id)).toEqual({ state: "서명 마감", step: "진행 중: 청구인명부 제출" });
});

test("the representative hands the list in; the clerk publishes it and sends it out under seal", async () => {
  await seoul("2026-09-25T10:00:00");
  expect(await people.handIn(REPRESENTATIVE, id)).toContain(`서명 ${persons(required + 1)}의 명부입니다`);
  expect(await people.standing(id)).toEqual({ state: "명부 제출됨", step: "진행 중: 명부 공표" });
  expect(await letters("office")).toContain(`[공감] 명부가 제출되었습니다: ${TITLE}`);
  await seoul("2026-09-28T10:00:00");
  await people.clerk(id, "공표하기");
  expect(await people.standing(id)).toEqual({ state: "명부 열람 중", step: "진행 중: 명부 열람과 이의신청" });
  const clerk = await signIn(portal.url, "clerk");
  const key = await identityToRecipient(await generateX25519Identity());
  const recipient = await createRecipient(portal.database.db, key);
  const sent = await clerk.form(`/clerk/drives/${id}/export`, {
    format: "csv",
    purpose: "명부 열람",
    recipient,
  });
  expect(sent.status).toBe(200);
  await sent.arrayBuffer();
});

test("a signer sees which office looked at their entry, when, and what for", async () => {
  await people.as(PHONE_SIGNER, async (page) => {
    await page.goto(`/drives/${id}/receipt`);
    const look = page.getByRole("row").filter({ hasText: "명부 열람" });
    expect(await look.innerText()).toMatch(/2026년 9월 28일.*의회사무국.*명부 전체 \(내보내기\)/s);
    await page.getByText("명부를 낸 뒤라 철회할 수 없습니다.").waitFor();
  });
});

test("an objection strikes three; the inspection ends after its tenth day, and too few are left", async () => {
  await people.as(OBJECTOR, async (page) => {
    await page.goto(`/drives/${id}`);
    await press(page.getByRole("link", { name: "이의신청하기" }));
    await page.getByLabel("이의 내용").fill("이사 간 사람 셋이 명부에 있습니다.");
    await press(button(page, "이의신청하기"));
    await page.getByText("이의신청을 받았습니다").waitFor();
  });
  await seoul("2026-10-08T23:59:59");
  await portal.work();
  expect((await people.standing(id)).state).toBe("명부 열람 중");
  await seoul("2026-10-09T00:00:00");
  await portal.work();
  expect(await people.standing(id)).toEqual({ state: "수리 여부 심사 중", step: "진행 중: 이의신청 결정" });
  expect(await people.obstacles(id)).toContain("답하지 않은 이의신청이 있습니다.");
  await people.as("clerk", async (page) => {
    await page.goto(`/clerk/drives/${id}/objections`);
    await press(button(page, "내용 보기"));
    await page.getByText("이사 간 사람 셋이 명부에 있습니다.").waitFor();
    await page.locator("#objections").check();
    await choose(page, /^받아들임/);
    await page.getByLabel("무효가 된 온라인 서명 수").fill("3");
    await page.getByLabel("답변").fill("확인해 보니 세 분이 이사하셨습니다. 명부에서 뺍니다.");
    await press(button(page, "결정하기"));
    await page.getByText("온라인 서명 3건 무효").waitFor();
  });
  expect(await people.obstacles(id)).toEqual(["유효한 서명이 필요한 수보다 적습니다."]);
});

test("twenty days, and one more because they end on a Sunday, make it good; the second list goes the same way and is accepted", async () => {
  await seoul("2026-10-12T10:00:00");
  await people.clerk(id, "보완 기간 주기", "유효한 서명이 필요한 수보다 두 명 적습니다.");
  expect(await people.standing(id)).toEqual({ state: "서명 보완 중", step: "진행 중: 모자란 서명 보완" });
  expect((await drive()).closes_at).toEqual(new Date("2026-11-02T23:59:59.999+09:00"));
  for (const login of [TOO_LATE, OBJECTOR, CO_REPRESENTATIVE]) await people.sign(login, id);
  await portal.work();
  await seoul("2026-10-20T10:00:00");
  expect(await people.handIn(CO_REPRESENTATIVE, id)).toContain(`서명 ${persons(required + 4)}의 명부입니다`);
  await people.clerk(id, "공표하기");
  expect(await people.standing(id)).toEqual({ state: "명부 열람 중", step: "진행 중: 명부 열람과 이의신청" });
  await seoul("2026-10-31T00:00:00");
  await portal.work();
  expect(await people.obstacles(id)).toEqual([
    "보완 기간은 한 번만 줄 수 있고, 이미 주었습니다.",
    "유효한 서명이 필요한 수를 채웠습니다.",
  ]);
  await seoul("2026-11-02T10:00:00");
  await people.clerk(id, "수리하기");
  expect(await people.standing(id)).toEqual({ state: "수리됨", step: "진행 중: 발의" });
});

test("it is introduced, takes the council its further year, and is adopted with a change", async () => {
  await seoul("2026-11-20T10:00:00");
  await people.clerk(id, "발의로 기록");
  expect(await people.standing(id)).toEqual({ state: "의회 심사 중", step: "진행 중: 의결" });
  await seoul("2027-10-29T09:00:00");
  await portal.work();
  expect(await letters("office")).toContain("[공감] 기한이 다가옵니다: 의결 기한 2027년 11월 2일");
  await people.clerk(id, "연장으로 기록");
  expect(await people.look(id, (page) => page.locator(".tracker").innerText())).toContain(
    "2028년 11월 2일까지",
  );
  await seoul("2028-02-29T15:00:00");
  await people.as("clerk", async (page) => {
    await page.goto(`/clerk/drives/${id}`);
    await press(page.getByRole("link", { name: "결정 적기" }));
    await choose(page, /^수정 가결/);
    for (const [vote, votes] of Object.entries({ 찬성: "19", 반대: "6", 기권: "1" }))
      await page.getByLabel(vote).fill(votes);
    await page.locator("summary", { hasText: "의결된 글" }).click();
    await page.getByRole("textbox", { name: "의결된 글" }).first().fill("도서관은 오후 9시까지 연다.");
    await press(button(page, "결정 공개하기"));
    await page.waitForURL(`**/clerk/drives/${id}`);
  });
  expect(await people.standing(id)).toEqual({ state: "가결", step: null });
  const decision = await people.look(id, (page) => page.locator(".council-decision").innerText());
  expect(decision).toMatch(/수정 가결.*찬성\s*19.*반대\s*6.*기권\s*1.*제5조/s);
  await portal.work();
  expect(await letters(PLAIN_SIGNER)).toEqual([
    `[공감] 청구가 수리되었습니다: ${TITLE}`,
    `[공감] 수정 가결되었습니다: ${TITLE}`,
  ]);
});

test("a year later the signers' data is gone, the counts and the whole way stay, and the ledger holds", async () => {
  const { db, pool } = portal.database;
  await seoul("2029-02-28T23:59:59");
  await portal.work();
  expect((await drive()).data_deleted_at).toBeNull();
  await seoul("2029-03-01T03:27:00");
  await portal.work();
  const { rows } = await pool.query(
    `select (select count(*)::int from signature where matter_id = $1) as online,
      (select count(*)::int from paper_line where matter_id = $1 and sealed is not null) as paper`,
    [id],
  );
  expect(rows).toEqual([{ online: 0, paper: 0 }]);
  const [panel, way] = await people.look(id, (page) =>
    Promise.all([page.locator(".sign-panel").innerText(), page.locator(".timeline-title").allInnerTexts()]),
  );
  expect(panel).toMatch(
    new RegExp(
      `${persons(required + 1)} 서명.*온라인 ${number(required - 5)} · 종이 9.*무효가 된 3건을 뺐습니다`,
      "s",
    ),
  );
  expect(way).toEqual([
    "청구인대표자 증명서를 내주었습니다. 2026년 9월 18일까지 서명을 받습니다.",
    `서명 ${persons(required)}에 도달했습니다.`,
    "서명 기간이 끝났습니다.",
    `서명 ${persons(required + 1)}의 명부를 냈습니다.`,
    "명부를 공표했습니다. 2026년 10월 8일까지 열람하고 이의를 신청할 수 있습니다.",
    "의회사무국의 법정 기한이 정해졌습니다. 명부 열람과 이의신청 결정: 2026년 10월 22일까지입니다.",
    "열람 기간이 끝났습니다.",
    "이의신청을 받아들여 온라인 서명 3건을 무효로 처리했습니다.",
    "의회사무국의 법정 기한이 정해졌습니다. 수리 여부 결정: 2027년 1월 11일까지입니다.",
    "유효한 서명이 모자라 2026년 11월 2일까지 보완할 수 있습니다.",
    `서명 ${persons(required + 4)}의 명부를 냈습니다.`,
    "명부를 공표했습니다. 2026년 10월 30일까지 열람하고 이의를 신청할 수 있습니다.",
    "의회사무국의 법정 기한이 정해졌습니다. 명부 열람과 이의신청 결정: 2026년 11월 13일까지입니다.",
    "열람 기간이 끝났습니다.",
    "의회사무국의 법정 기한이 정해졌습니다. 수리 여부 결정: 2027년 2월 1일까지입니다.",
    "서명 3건을 기록했습니다.",
    "청구를 수리했습니다.",
    "의회사무국의 법정 기한이 정해졌습니다. 발의: 2026년 12월 2일까지입니다.",
    "의회사무국의 법정 기한이 정해졌습니다. 의결: 2027년 11월 2일까지입니다.",
    "의안으로 발의했습니다.",
    "심사 기간을 2028년 11월 2일까지 늘렸습니다.",
    "고쳐서 의결했습니다.",
    "보관 기간이 끝나 서명자의 개인정보를 지웠습니다. 서명 수는 남아 있습니다.",
  ]);
  expect(await verifyLedger(db, LEDGER_CHECKS, 1)).toMatchObject({ holds: true });
});
