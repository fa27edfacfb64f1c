import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { type ClerkAct, obstaclesTo, performAct, readinessOf } from "#app/domain/kinds/drive/clerk-acts.ts";
import { articlesOfForm, decisionOf, decisionSchema } from "#app/domain/kinds/drive/council-decision.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { exportList, type ListWords } from "#app/domain/kinds/drive/export-list.ts";
import { handIn, isListAsHandedIn } from "#app/domain/kinds/drive/hand-in.ts";
import { matchWaiting } from "#app/domain/kinds/drive/match-sheets.ts";
import { decideObjections, makeObjection } from "#app/domain/kinds/drive/objections.ts";
import { ACTS } from "#app/domain/kinds/drive/procedure.ts";
import { remindOffice } from "#app/domain/kinds/drive/remind-office.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { tellSigners } from "#app/domain/kinds/drive/tell-signers.ts";
import { Papers } from "#app/platform/papers.ts";
import { updateDrive } from "#db/queries/drives.ts";
import { listFrozenLists } from "#db/queries/frozen-lists.ts";
import { findSheet } from "#db/queries/paper-sheets.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { CouncilDecision } from "#db/tables/drive-draft.ts";
import { inTransaction } from "#db/transaction.ts";
import { accountOf } from "./support/accounts.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { Client, signIn } from "./support/client.ts";
import {
  createClerk,
  createPerson,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { DAY, makeDrive, portalSigning, signMany } from "./support/drive-city.ts";
import {
  createDrive,
  createRecipient,
  createSigners,
  driveOf,
  signatureOf,
  signer,
  signingServices,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { enterMatched } from "./support/paper-desk.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

const START = new Date("2026-02-02T10:00:00+09:00");
const ORIGIN = "https://portal.test";
const NOTE = "유효한 서명이 필요한 수보다 적습니다.";
const day = (text: string) => new Date(`${text}T10:00:00+09:00`);
const lastSecondOf = (text: string) => new Date(`${text}T23:59:59.999+09:00`);
const ADOPTED: CouncilDecision = {
  outcome: "adopted",
  votes: { for: 20, against: 5, abstained: 1 },
  articles: [],
  reasons: "",
};

describe("the desk's acts", () => {
  let database: TestDatabase;
  let services: SigningServices;
  let clerk: number;
  beforeAll(async () => {
    database = await createTestDatabase();
    services = signingServices(database.db);
    clerk = await createClerk(database.db);
  });
  const papers = new Papers();
  afterAll(async () => {
    await papers.close();
    await database.close();
  });

  async function signed(count: number, required = 3): Promise<number> {
    const id = await createDrive(database.db, services, { at: START, required });
    const people = Array.from({ length: count }, (_, index) => signer(index));
    const ids = await createSigners(database.db, services.seal, people);
    for (const [index, who] of people.entries()) {
      const personId = ids[index] ?? 0;
      const signature = await signatureOf(database.db, services, id, personId, who);
      await services.supports.submit({
        spaceId: FIRST_SPACE,
        matterId: id,
        personId,
        kind: "drive",
        change: "add",
        at: START,
        beside: signature,
      });
    }
    return id;
  }
  const lead = async (id: number) => (await driveOf(database.db, id)).representative_id;
  const hand = async (id: number, at: Date) =>
    handIn(services, { spaceId: FIRST_SPACE, matterId: id, personId: await lead(id), at }, ORIGIN);
  const act = (id: number, what: ClerkAct, at: Date, clerkId = clerk) =>
    performAct(database.db, { spaceId: FIRST_SPACE, matterId: id, clerkId, act: what, at }, ORIGIN);
  const stateOf = async (id: number) => (await driveOf(database.db, id)).state;
  const eventsOf = async (id: number) =>
    (await database.pool.query("select kind, data from event where matter_id = $1 order by seq", [id])).rows;
  const stand = (id: number, state: DriveState) =>
    database.pool.query("update drive set state = $2 where matter_id = $1", [id, state]);

  test("the whole way, with the days of the law", async () => {
    const id = await signed(3);
    await hand(id, day("2026-03-01"));
    await act(id, { act: "publish-list" }, day("2026-03-03"));
    expect(await driveOf(database.db, id)).toMatchObject({
      state: "inspection",
      inspect_until: lastSecondOf("2026-03-13"),
    });
    // Not before the last moment of the tenth day.
    await advanceDrives(services, lastSecondOf("2026-03-13"));
    expect(await stateOf(id)).toBe("inspection");
    await advanceDrives(services, new Date("2026-03-14T00:00:00+09:00"));
    await act(id, { act: "accept" }, day("2026-03-16"));
    await act(id, { act: "introduce" }, day("2026-04-01"));
    await act(id, { act: "extend" }, day("2027-03-01"));
    await expect(act(id, { act: "extend" }, day("2027-03-02"))).rejects.toMatchObject({ code: "not-ready" });
    await act(id, { act: "decide", decision: ADOPTED }, day("2027-05-01"));
    expect(await driveOf(database.db, id)).toMatchObject({
      state: "adopted",
      matter_state: "closed",
      decision: ADOPTED,
      // one year from the end
      delete_data_at: lastSecondOf("2028-05-01"),
    });
    const events = await eventsOf(id);
    expect(events.map(({ kind }) => kind)).toEqual([
      "milestone-reached",
      "handed-in",
      "list-published",
      "duty-opened",
      "inspection-ended",
      "duty-opened",
      "accepted",
      "duty-opened",
      "duty-opened",
      "introduced",
      "decision-extended",
      "council-decided",
    ]);
    expect(events.at(-2)?.data).toEqual({ until: lastSecondOf("2028-03-16").toISOString() });
    const { rows: mails } = await database.pool.query(
      "select count(*)::int as letters from mail where matter_id = $1 and person_id is not null",
      [id],
    );
    expect(mails[0].letters).toBe(5);
  });

  test("too few are valid: once a shortfall, a second list, then dismissed with its reasons", async () => {
    const id = await signed(3);
    await hand(id, day("2026-03-01"));
    await act(id, { act: "publish-list" }, day("2026-03-03"));
    const person = await createPerson(database.db);
    const objection = {
      spaceId: FIRST_SPACE,
      matterId: id,
      personId: person,
      body: "이 시에 살지 않는 사람이 있습니다.",
      at: day("2026-03-05"),
    };
    const objectionId = await makeObjection(services, objection, ORIGIN);
    await expect(
      makeObjection(services, { ...objection, at: day("2026-03-14") }, ORIGIN),
    ).rejects.toMatchObject({ code: "matter-not-open" });
    await advanceDrives(services, day("2026-03-14"));
    for (const what of [{ act: "accept" }, { act: "dismiss", note: NOTE }] satisfies ClerkAct[])
      await expect(act(id, what, day("2026-03-15"))).rejects.toMatchObject({ code: "not-ready" });
    const answer = {
      spaceId: FIRST_SPACE,
      matterId: id,
      clerkId: clerk,
      objectionIds: [objectionId],
      at: day("2026-03-15"),
    };
    const input = { verdict: "upheld" as const, answer: "확인해 보니 맞습니다. 하나를 뺍니다.", struck: 1 };
    await expect(
      decideObjections(services, { ...answer, input: { ...input, struck: 4 } }, ORIGIN),
    ).rejects.toMatchObject({ code: "invalid-input" });
    await decideObjections(services, { ...answer, input }, ORIGIN);
    await expect(decideObjections(services, { ...answer, input }, ORIGIN)).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    await expect(act(id, { act: "accept" }, day("2026-03-16"))).rejects.toMatchObject({ code: "not-ready" });
    await act(id, { act: "grant-shortfall", note: NOTE }, day("2026-03-16"));
    expect(await driveOf(database.db, id)).toMatchObject({
      state: "shortfall",
      matter_state: "open",
      closes_at: lastSecondOf("2026-04-05"),
      clerk_note: NOTE,
    });
    expect(await hand(id, day("2026-04-01"))).toMatchObject({ round: 2 });
    await act(id, { act: "publish-list" }, day("2026-04-02"));
    await advanceDrives(services, day("2026-04-13"));
    await expect(act(id, { act: "grant-shortfall", note: NOTE }, day("2026-04-14"))).rejects.toMatchObject({
      code: "not-ready",
    });
    await act(id, { act: "dismiss", note: NOTE }, day("2026-04-14"));
    expect(await driveOf(database.db, id)).toMatchObject({ state: "dismissed", clerk_note: NOTE });
  });

  const STATES: DriveState[] = [
    "collecting",
    "collected",
    "handed-in",
    "inspection",
    "deciding",
    "shortfall",
    "accepted",
    "introduced",
    "adopted",
    "rejected",
    "dismissed",
    "lapsed",
  ];
  const EACH: [keyof typeof ACTS, ClerkAct][] = [
    ["publish-list", { act: "publish-list" }],
    ["grant-shortfall", { act: "grant-shortfall", note: NOTE }],
    ["accept", { act: "accept" }],
    ["dismiss", { act: "dismiss", note: NOTE }],
    ["introduce", { act: "introduce" }],
    ["extend", { act: "extend" }],
    ["adopt", { act: "decide", decision: ADOPTED }],
    ["reject", { act: "decide", decision: { ...ADOPTED, outcome: "rejected" } }],
  ];
  test.each(EACH)(
    "%s: at every other state somebody was faster, and of three at once one is first",
    async (name, what) => {
      const id = await signed(name === "grant-shortfall" ? 1 : 3);
      const from: readonly string[] = ACTS[name].from;
      for (const state of STATES.filter((one) => !from.includes(one))) {
        await stand(id, state);
        await expect(act(id, what, day("2026-03-20"))).rejects.toMatchObject({ code: "changed-meanwhile" });
        expect(await stateOf(id)).toBe(state);
      }
      await stand(id, ACTS[name].from[0]);
      await inTransaction(database.db, (tx) => updateDrive(tx, id, { accepted_at: day("2026-03-10") }));
      await expect(act(id, what, day("2026-03-20"), await lead(id))).rejects.toMatchObject({
        code: "not-permitted",
      });
      const tries = await Promise.allSettled([1, 2, 3].map(() => act(id, what, day("2026-03-20"))));
      expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await stateOf(id)).toBe(ACTS[name].to);
    },
  );

  test("the list is handed in by who leads the drive, once, and not with too few", async () => {
    const id = await signed(2);
    await expect(hand(id, day("2026-03-01"))).rejects.toMatchObject({ code: "not-ready" });
    const full = await signed(3);
    await expect(
      handIn(
        services,
        { spaceId: FIRST_SPACE, matterId: full, personId: clerk, at: day("2026-03-01") },
        ORIGIN,
      ),
    ).rejects.toMatchObject({ code: "not-permitted" });
    const tries = await Promise.allSettled([1, 2, 3].map(() => hand(full, day("2026-03-01"))));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("where the law asks a part of the districts, they decide beside the number", async () => {
    const { districts } = await directoryOf(database.db);
    const [first, second] = districts.map(({ code }) => code);
    if (!first || !second) throw new Error("Two districts are needed.");
    // Two of who may sign in each of half of the districts.
    const id = await createDrive(database.db, services, {
      at: START,
      required: 3,
      change: (statute) => ({
        ...statute,
        districtMinimum: {
          share: { numerator: 1, denominator: 100 },
          districts: { numerator: 1, denominator: 2 },
        },
      }),
    });
    const asOf = "2019-12-31";
    await database.db
      .insertInto("electorate")
      .values(
        districts.slice(0, 4).map(({ code }) => ({
          space_id: FIRST_SPACE,
          as_of: asOf,
          district: code,
          eligible: 150,
          published_on: "2020-01-10",
        })),
      )
      .execute();
    await inTransaction(database.db, (tx) => updateDrive(tx, id, { as_of: asOf }));
    const sign = async (from: number, count: number, district: string) => {
      const people = Array.from({ length: count }, (_, index) => signer(from + index, { district }));
      const ids = await createSigners(database.db, services.seal, people);
      for (const [index, who] of people.entries()) {
        const personId = ids[index] ?? 0;
        const beside = await signatureOf(database.db, services, id, personId, who);
        const adding = { matterId: id, personId, kind: "drive", change: "add", at: START, beside } as const;
        await services.supports.submit({ ...adding, spaceId: FIRST_SPACE });
      }
    };
    await sign(0, 4, first);
    await sign(10, 1, second);
    await expect(hand(id, day("2026-03-01"))).rejects.toMatchObject({ code: "not-ready" });
    const drive = await driveOf(database.db, id);
    const readiness = await readinessOf(database.db, drive);
    expect(readiness).toMatchObject({ valid: 5, districtsMissing: 1 });
    expect(obstaclesTo("accept", drive, readiness)).toEqual(["districts-missing"]);
    expect(obstaclesTo("grant-shortfall", drive, readiness)).toEqual([]);
    await sign(20, 1, second);
    expect(await readinessOf(database.db, drive)).toMatchObject({ districtsMissing: 0 });
    expect(await hand(id, day("2026-03-01"))).toMatchObject({ count: 6 });
  });

  test("the list as handed in: its hash is in the ledger, and a line that is refused later shows", async () => {
    const id = await signed(3);
    const line = {
      line: 1,
      name: "이종이",
      birthDate: "19700101",
      address: "솔밭길 9",
      district: "garam",
      unreadable: false,
      unsigned: false,
    };
    const districts = new Map([["garam", "garam"]]);
    await enterMatched(services, {
      spaceId: FIRST_SPACE,
      matterId: id,
      clerkId: clerk,
      sheet: 1,
      source: "hand",
      lines: [line],
      districts,
      at: START,
    });
    const { hash } = await hand(id, day("2026-03-01"));
    const [frozen] = await listFrozenLists(database.db, id);
    expect(frozen).toMatchObject({ online: 3, paper: 1, hash });
    const line1 = (await eventsOf(id)).find(({ kind }) => kind === "handed-in");
    expect(line1?.data).toMatchObject({ count: 4, list: hash.toString("hex") });
    expect(await isListAsHandedIn(database.db, id)).toBe(true);
    // The same, by rows read anew and none of our SQL.
    const { rows: online } = await database.pool.query("select sealed from signature where matter_id = $1", [
      id,
    ]);
    const { rows: paper } = await database.pool.query("select sealed from paper_line where matter_id = $1", [
      id,
    ]);
    const sha = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
    const entries = [
      ...online.map(({ sealed }) => `online ${sha(sealed)}`),
      ...paper.map(({ sealed }) => `paper 1 1 ${sha(sealed)}`),
    ].sort();
    expect(sha(entries.join("\n"))).toBe(hash.toString("hex"));
    const sheet = await findSheet(database.db, id, 1);
    await decideLine(services, {
      spaceId: FIRST_SPACE,
      matterId: id,
      clerkId: clerk,
      sheetId: sheet?.id ?? 0,
      line: 1,
      from: "counted",
      decision: { state: "refused", reason: "objection-upheld" },
      at: day("2026-03-05"),
    });
    expect(await isListAsHandedIn(database.db, id)).toBe(false);
    expect((await driveOf(database.db, id)).support_count).toBe(3);
  });

  const WORDS: ListWords = {
    title: "명부",
    lines: ["증명서"],
    columns: {
      number: "번호",
      name: "성명",
      birthDate: "생년월일",
      address: "주소",
      district: "지역",
      from: "곳",
      signedAt: "날",
    },
    online: "온라인",
    sheet: (sheet, line) => `${sheet}-${line}`,
    district: (code) => code ?? "",
    date: (at) => at.toISOString().slice(0, 10),
    footer: "목적 밖으로 쓸 수 없습니다.",
  };
  async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(parts);
      parts.push(value);
    }
  }

  test.each(["csv", "pdf"] as const)(
    "an export (%s) opens with its recipient's key alone, and is on record",
    async (format) => {
      const id = await signed(3);
      const formula = signer(900, { name: "=cmd|1", address: "+1" });
      const [personId = 0] = await createSigners(database.db, services.seal, [formula]);
      const signature = await signatureOf(database.db, services, id, personId, formula);
      await services.supports.submit({
        spaceId: FIRST_SPACE,
        matterId: id,
        personId,
        kind: "drive",
        change: "add",
        at: START,
        beside: signature,
      });
      const [identity, stranger] = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
      const now = day("2026-03-02");
      const key = await identityToRecipient(identity);
      const input = { format, recipient: await createRecipient(database.db, key), purpose: "명부 열람" };
      const reader = { spaceId: FIRST_SPACE, matterId: id, readerId: clerk, now: () => now };
      const { stream } = await exportList({ ...services, papers }, input, reader, () => WORDS);
      const file = await readAll(stream);
      expect(file.includes("서명인")).toBe(false);
      const wrong = new Decrypter();
      wrong.addIdentity(stranger);
      await expect(wrong.decrypt(file)).rejects.toThrow();
      const right = new Decrypter();
      right.addIdentity(identity);
      const plain = Buffer.from(await right.decrypt(file));
      if (format === "csv") {
        const text = plain.toString("utf8");
        expect(text.split("\r\n")).toHaveLength(6);
        expect(text).toContain(`${signer(1).name},${signer(1).birthDate}`);
        expect(text).toContain(`"'=cmd|1"`);
      } else expect(plain.subarray(0, 5).toString()).toBe("%PDF-");
      const { rows } = await database.pool.query(
        `select purpose, scope, entries, sha256, finished_at, format from list_export
       join personal_read on personal_read.id = read_id where list_export.matter_id = $1`,
        [id],
      );
      expect(rows).toEqual([
        {
          purpose: "명부 열람",
          scope: "export",
          entries: 4,
          format,
          sha256: createHash("sha256").update(file).digest(),
          finished_at: now,
        },
      ]);
    },
  );

  test.each([
    ["recipient", { recipient: "age1notakey" }],
    ["recipient", { recipient: "" }],
    ["recipient", { recipient: "999999" }],
    ["purpose", { purpose: " " }],
    ["format", { format: "xlsx" }],
  ])("an export without a good %s reads nothing", async (field, change) => {
    const id = await signed(1);
    const key = await identityToRecipient(await generateX25519Identity());
    const recipient = await createRecipient(database.db, key);
    const input = { format: "csv", recipient, purpose: "명부 열람", ...change };
    await expect(
      exportList(
        { ...services, papers },
        input,
        { spaceId: FIRST_SPACE, matterId: id, readerId: clerk, now: () => START },
        () => WORDS,
      ),
    ).rejects.toMatchObject({ code: "invalid-input", details: { faults: [{ field }] } });
    const { rows } = await database.pool.query("select 1 from personal_read where matter_id = $1", [id]);
    expect(rows).toEqual([]);
  });

  test("the office is reminded of a date once, and of one that moved again", async () => {
    const own = await createTestDatabase();
    const mine = signingServices(own.db);
    const id = await createDrive(own.db, mine, { at: START });
    const ends = (await driveOf(own.db, id)).collect_until;
    const daysBefore = (days: number) => new Date(ends.getTime() - days * DAY);
    expect(await remindOffice(own.db, ORIGIN, daysBefore(6))).toBe(0);
    expect(await remindOffice(own.db, ORIGIN, daysBefore(4))).toBe(1);
    expect(await remindOffice(own.db, ORIGIN, daysBefore(3))).toBe(0);
    await inTransaction(own.db, (tx) =>
      updateDrive(tx, id, { collect_until: new Date(ends.getTime() + DAY) }),
    );
    expect(await remindOffice(own.db, ORIGIN, daysBefore(3))).toBe(1);
    const { rows } = await own.pool.query("select body from mail where office_id is not null");
    expect(rows).toHaveLength(2);
    expect(rows[0].body).toContain(`${ORIGIN}/clerk/drives/${id}`);
    await own.close();
  });

  test("who signed hears of the decision, once", async () => {
    const id = await signed(3);
    await stand(id, "introduced");
    await act(id, { act: "decide", decision: ADOPTED }, day("2026-05-01"));
    const job = { matterId: id, step: "adopted", afterSerial: 0 };
    await tellSigners(database.db, job, ORIGIN, day("2026-05-01"));
    await tellSigners(database.db, job, ORIGIN, day("2026-05-02"));
    const { rows } = await database.pool.query(
      "select count(*)::int as letters from mail where matter_id = $1 and told_once like '%/adopted/%'",
      [id],
    );
    expect(rows[0].letters).toBe(4);
  });

  test("a decision's form: votes are numbers, an amended text is needed when it was amended", () => {
    const fields = { outcome: "amended", for: "20", against: "5", abstained: "", reasons: "" };
    const read = (change: Record<string, string>) =>
      decisionSchema.safeParse({ ...fields, ...change, articles: articlesOfForm({ ...fields, ...change }) });
    expect(read({}).error?.issues.map(({ path }) => path.join("."))).toEqual(["abstained"]);
    expect(read({ abstained: "0" }).error?.issues.map(({ path }) => path.join("."))).toEqual([
      "articles.0.proposed",
    ]);
    const whole = read({
      abstained: "0",
      "articles.0.number": "제1조",
      "articles.0.title": "목적",
      "articles.0.proposed": "고친 글",
      "articles.1.number": "",
      "articles.1.title": "",
      "articles.1.proposed": "",
    });
    expect(whole.success).toBe(true);
    if (!whole.success) return;
    const draft = { articles: [] };
    expect(decisionOf(whole.data, { ...DRAFT_LIKE, ...draft }).articles).toEqual([
      { number: "제1조", title: "목적", current: null, proposed: "고친 글" },
    ]);
  });
});

const DRAFT_LIKE = {
  statute: "ordinance-petition",
  version: 1,
  request: "enact",
  title: "조례",
  target: "조례",
  targetCode: null,
  summary: "요약",
  reasons: "까닭",
  costs: "",
  articles: [],
};

describe("the desk's pages", () => {
  let portal: TestPortal;
  let browser: Browser;
  let id: number;
  let inspected: number;
  let fresh: number;
  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
    const { db } = portal.database;
    const services = portalSigning(db);
    const ago = (days: number) => new Date(Date.now() - days * DAY);
    id = await makeDrive(db, services, { at: ago(20), required: 12 });
    await signMany(db, services, id, 11, ago(20), ago(1));
    inspected = await makeDrive(db, services, {
      at: ago(60),
      required: 5,
      content: { title: "늦은 시간 도서관 조례 청구", category: "culture" },
    });
    await signMany(db, services, inspected, 6, ago(60), ago(30));
    const { representative_id } = await driveOf(db, inspected);
    await handIn(
      services,
      { spaceId: FIRST_SPACE, matterId: inspected, personId: representative_id, at: ago(8) },
      portal.url,
    );
    const clerkId = await createClerk(db);
    fresh = await makeDrive(db, services, { at: ago(175), content: { title: "반려동물 놀이터 조례 청구" } });
    const names = ["강", "고", "김", "나", "문", "박", "서", "이", "최"];
    await enterMatched(services, {
      spaceId: FIRST_SPACE,
      matterId: fresh,
      clerkId,
      sheet: 3,
      source: "hand",
      lines: names.map((name, index) => ({
        line: index + 1,
        name: `${name}나무`,
        birthDate: `197001${10 + index}`,
        address: index === 4 ? "" : `솔밭길 ${index}`,
        district: "garam",
        unreadable: false,
        unsigned: index === 2,
      })),
      districts: new Map([["garam", "garam"]]),
      at: ago(3),
    });
    await performAct(
      db,
      { spaceId: FIRST_SPACE, matterId: inspected, clerkId, act: { act: "publish-list" }, at: ago(5) },
      portal.url,
    );
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  const paths = () => [
    "/clerk",
    `/clerk/drives/${id}`,
    `/clerk/drives/${id}/paper`,
    `/clerk/drives/${id}/doubtful`,
    `/clerk/drives/${id}/list`,
    `/clerk/drives/${id}/decision`,
    `/clerk/drives/${id}/progress`,
  ];

  test("are the clerk's alone, to read and to write", async () => {
    const visitor = new Client(portal.url);
    const [citizen, officer, admin, clerk] = await Promise.all(
      ["citizen-3", "mayor", "admin", "clerk"].map((login) => signIn(portal.url, login)),
    );
    for (const path of paths()) {
      expect((await visitor.send(path)).status, path).toBe(302);
      for (const other of [citizen, officer, admin]) {
        expect((await other?.send(path))?.status, path).toBe(403);
        // These two have no form of their own.
        if (path.endsWith("progress") || path.endsWith("list")) continue;
        const address = path === `/clerk/drives/${id}` ? `${path}?index` : path;
        const written = await other?.form(address, { intent: "publish-list", purpose: "보기" });
        expect(written?.status, address).toBe(403);
      }
      expect((await clerk?.send(path))?.status, path).toBe(200);
    }
    // A page's data can be asked for without its layout's: each asks for itself.
    for (const part of ["_index", "paper", "doubtful", "list", "decision"]) {
      const address = `/clerk/drives/${id}${part === "_index" ? "" : `/${part}`}.data`;
      const alone = `${address}?${new URLSearchParams({ _routes: `routes/clerk.drives.$id.${part}` })}`;
      expect((await citizen?.send(alone))?.status, alone).toBe(403);
      expect((await clerk?.send(alone))?.status, alone).toBe(200);
    }
    expect((await citizen?.form(`/clerk/drives/${id}/export`, {}))?.status).toBe(403);
    for (const bad of ["/clerk/drives/999999", "/clerk/drives/0/paper", "/clerk/drives/x/list"])
      expect((await clerk?.send(bad))?.status, bad).toBe(404);
    expect((await clerk?.form(`/clerk/drives/${id}?index`, { intent: "nothing" }))?.status).toBe(400);
    expect((await clerk?.form(`/clerk/drives/${id}?index`, { intent: "accept" }))?.status).toBe(409);
    expect((await clerk?.form(`/clerk/drives/${id}/paper`, { intent: "sheet", sheet: "1" }))?.status).toBe(
      422,
    );
    expect((await citizen?.send(`/drives/${id}/hand-in`))?.status).toBe(403);
    expect((await citizen?.form(`/drives/${id}/hand-in`, { sure: "yes" }))?.status).toBe(403);
    expect((await citizen?.send(`/drives/${id}/sheets.pdf`))?.status).toBe(403);
    const sheets = await clerk?.send(`/drives/${id}/sheets.pdf?from=4&count=3`);
    expect(sheets?.headers.get("Content-Type")).toBe("application/pdf");
    const pdf = Buffer.from((await sheets?.arrayBuffer()) ?? new ArrayBuffer(0)).toString("latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    // A sheet is a page, whatever its texts.
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(3);
  });

  test("without JavaScript: a sheet, the line in doubt, the export with its log", async () => {
    const { page, complaints } = await visit(browser, portal.url, { login: "clerk", javaScript: false });
    await page.goto(`/clerk/drives/${id}/paper`);
    for (const [line, name] of [
      [1, "박종이"],
      [2, "최연필"],
    ] as const) {
      await page.fill(`[name="lines.${line}.name"]`, name);
      await page.fill(`[name="lines.${line}.birthDate"]`, "19700305");
      await page.fill(`[name="lines.${line}.address"]`, "솔밭길 3");
    }
    await page.check('[name="lines.2.unsigned"]');
    await page.click('button[value="sheet"]');
    await page.getByText("오늘이 지나면 서명부마다 대조합니다.").waitFor();
    expect((await driveOf(portal.database.db, id)).support_count).toBe(11);
    await matchWaiting(portalSigning(portal.database.db), { spaceId: FIRST_SPACE, matterId: id }, new Date());
    expect((await driveOf(portal.database.db, id)).support_count).toBe(12);
    await page.goto(`/clerk/drives/${id}/doubtful`);
    expect(await page.content()).not.toContain("최연필");
    await page.click('button[value="look"]');
    await page.getByText("최연필").waitFor();
    await page.check('input[type="radio"][value="counted"]');
    await page.click('button[value="decide"]');
    await expect.poll(async () => (await driveOf(portal.database.db, id)).support_count).toBe(13);
    // A line is corrected: named to who opens the sheet for a purpose, and what it was is kept.
    await page.goto(`/clerk/drives/${id}/paper`);
    await page.click("#sheets ~ * a[href$='/sheets/1']");
    expect(await page.content()).not.toContain("박종이");
    await page.click('button[value="look"]');
    await page.click("#line-1 summary");
    expect(await page.inputValue("#name-1")).toBe("박종이");
    await page.fill("#address-1", "솔밭길 33");
    await page.click('#line-1 button[value="correct"]');
    await page.waitForSelector(".error-summary");
    expect(await page.inputValue("#address-1")).toBe("솔밭길 33");
    await page.fill("#note-1", "주소를 잘못 옮겼습니다");
    await page.click('#line-1 button[value="correct"]');
    await page.getByText("1번째 줄을 바로잡았습니다").waitFor();
    await page.click("#line-1 summary");
    await page.getByText("주소를 잘못 옮겼습니다").waitFor();
    expect((await driveOf(portal.database.db, id)).support_count).toBe(13);
    const clerk = await signIn(portal.url, "clerk");
    const identity = await generateX25519Identity();
    const fields = { format: "csv", purpose: "명부 확인", recipient: "" };
    // Put on file by one clerk, confirmed by the other.
    const key = await identityToRecipient(identity);
    const added = { intent: "add", name: "시의회 의장실", key };
    expect((await clerk.form("/clerk/recipients", { ...added, key: "age1x" })).status).toBe(422);
    expect((await clerk.form("/clerk/recipients", added)).status).toBe(302);
    const { rows } = await portal.database.pool.query("select id from list_recipient where key = $1", [key]);
    fields.recipient = String(rows[0].id);
    const own = { intent: "confirm", recipient: fields.recipient };
    expect((await clerk.form("/clerk/recipients", own)).status).toBe(409);
    const early = await clerk.form(`/clerk/drives/${id}/export`, fields);
    expect(early.headers.get("Location")).toContain("fault=recipient");
    const second = await signIn(portal.url, "clerk-2");
    expect((await second.form("/clerk/recipients", own)).status).toBe(302);
    const answer = await clerk.form(`/clerk/drives/${id}/export`, fields);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Disposition")).toContain(`drive-${id}-list.csv.age`);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const text = await decrypter.decrypt(new Uint8Array(await answer.arrayBuffer()), "text");
    expect(text).toContain("박종이");
    expect(text.trim().split("\r\n")).toHaveLength(14);
    const refused = await clerk.form(`/clerk/drives/${id}/export`, { ...fields, recipient: key });
    expect(refused.headers.get("Location")).toContain("fault=recipient");
    await page.goto(`/clerk/drives/${id}/list`);
    expect(await page.textContent("#log + p + section")).toContain("명부 확인");
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
  });

  test("a file is uploaded, an objection made and answered, the list handed in", async () => {
    const citizen = await signIn(portal.url, "citizen-4");
    expect((await citizen.form(`/drives/${inspected}/objection`, { body: "짧음" })).status).toBe(422);
    const body = "같은 사람이 두 번 서명한 것 같습니다.";
    expect((await citizen.form(`/drives/${inspected}/objection`, { body })).status).toBe(302);
    expect((await citizen.form(`/drives/${id}/objection`, { body })).status).toBe(409);
    const another = { body: "다른 줄도 이상합니다. 살펴봐 주세요." };
    expect((await citizen.form(`/drives/${inspected}/objection`, another)).status).toBe(409);
    const { page, complaints } = await visit(browser, portal.url, { login: "clerk" });
    await page.goto(`/clerk/drives/${inspected}/objections`);
    expect(await page.content()).not.toContain(body);
    await page.click('button[value="look"]');
    await page.getByText(body).waitFor();
    await page.check('input[name="verdict"][value="rejected"]');
    await page.fill('textarea[name="answer"]', "명부를 확인했으나 두 번 서명한 사람은 없습니다.");
    // The only one that waits is chosen already.
    await page.uncheck("#objections");
    await page.click('button[value="answer"]');
    await page.waitForSelector("#objections-error");
    // What the look has shown is still there: another would be on record.
    expect(await page.getByText(body).count()).toBe(1);
    await page.check("#objections");
    await page.click('button[value="answer"]');
    await page.waitForSelector(".objection-answer");
    expect(await (await citizen.send(`/drives/${inspected}/objection`)).text()).toContain(
      "두 번 서명한 사람은 없습니다",
    );

    await page.goto(`/clerk/drives/${id}/paper`);
    const csv =
      "sheet,line,name,birth_date,address\n40,1,한파일,19610203,솔밭길 4\n40,2,두파일,19620203,솔밭길 5\n";
    await page.setInputFiles("#import-file", {
      name: "sheets.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(csv),
    });
    await page.click("form:has(#import-file) button");
    await page.waitForSelector(".notice.success");
    const before = (await driveOf(portal.database.db, id)).support_count;
    const leader = await signIn(portal.url, "citizen-5");
    const { rows } = await portal.database.pool.query(
      "select person_id from account where subject_hash = $1",
      [accountOf("citizen-5")],
    );
    await portal.database.pool.query("update drive set representative_id = $2 where matter_id = $1", [
      id,
      rows[0]?.person_id,
    ]);
    expect((await leader.send(`/drives/${id}/hand-in`)).status).toBe(200);
    expect((await leader.form(`/drives/${id}/hand-in`, {})).status).toBe(422);
    expect((await leader.form(`/drives/${id}/hand-in`, { sure: "yes" })).status).toBe(302);
    const [frozen] = await listFrozenLists(portal.database.db, id);
    expect((frozen?.online ?? 0) + (frozen?.paper ?? 0)).toBe(before + 2); // with the file that waited
    // The answer that named no objection.
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
  });

  test("axe finds nothing, on a phone and a desk", async () => {
    const pictures = process.env.PICTURES;
    if (pictures) await mkdir(pictures, { recursive: true });
    await portal.database.pool.query("update drive set state = 'introduced' where matter_id = $1", [id]);
    const found: string[] = [];
    for (const [width, language] of [
      [1280, "ko"],
      [375, "en"],
    ] as const) {
      const { page, context } = await visit(browser, portal.url, { login: "clerk", width, language });
      const shown = [
        ...paths().filter((path) => !path.endsWith("progress")),
        `/clerk/drives/${inspected}`,
        `/clerk/drives/${inspected}/objections`,
        "/clerk/recipients",
        `/clerk/drives/${id}/sheets/1`,
        `/drives/${inspected}/objection`,
        `/drives/${inspected}`,
        `/clerk/drives/${fresh}`,
        `/clerk/drives/${fresh}/paper`,
        `/clerk/drives/${fresh}/doubtful`,
        "look",
      ];
      for (const path of shown) {
        if (path === "look")
          await Promise.all([page.waitForSelector(".doubtful-line"), page.click('button[value="look"]')]);
        else await page.goto(`${path}?lang=${language}`);
        found.push(...(await axeFindings(page)).map((line) => `${path} ${width}: ${line}`));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) found.push(`${path} ${width}: ${wide}px too wide`);
        const name = path.replaceAll("/", "-");
        if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
      }
      await context.close();
    }
    expect(found).toEqual([]);
  });
});
