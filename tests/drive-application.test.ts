import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import {
  beginApplication,
  keepPart,
  readApplication,
  submitApplication,
  withdrawApplication,
} from "#app/domain/kinds/drive/application.ts";
import { checkStatute } from "#app/domain/kinds/drive/check-statute.ts";
import { answerApplication, certifyApplication } from "#app/domain/kinds/drive/decide-application.ts";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { inviteHelpers, joinApplication, readInvitation } from "#app/domain/kinds/drive/helpers.ts";
import { publishStatute } from "#app/domain/kinds/drive/load-law.ts";
import { termsAt } from "#app/domain/kinds/drive/start-drive.ts";
import { TAKEN_BACK_BY_LEAVING } from "#app/domain/kinds.ts";
import { leave } from "#app/domain/leaving/leave.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Database } from "#db/client.ts";
import { EMPTY_CONTENT } from "#db/empty-content.ts";
import { findApplication } from "#db/queries/applications.ts";
import { findDrive } from "#db/queries/drives.ts";
import { leadsDrive } from "#db/queries/leaving.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import type { DriveDraft } from "#db/tables/drive-draft.ts";
import { inTransaction } from "#db/transaction.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { type Client, signIn } from "./support/client.ts";
import {
  createClerk,
  createPerson,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { createSigners, readStatuteSeed, signer, signingServices } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

const NOW = new Date("2026-02-02T10:00:00+09:00");
const AMENDMENT = {
  subject: {
    request: "amend",
    title: "도서관을 밤 10시까지",
    target: "한울시립도서관 운영 조례",
    targetCode: "",
    category: "culture",
    summary: "시립도서관의 문을 밤 10시까지 엽니다.",
  },
  text: {
    articles: [
      { number: "제5조", title: "이용 시간", current: "오후 6시까지 연다.", proposed: "오후 10시까지 연다." },
    ],
  },
  reasons: { reasons: "퇴근하고 가면 문이 닫혀 있습니다.", costs: "해마다 4억 원쯤 듭니다." },
  checks: {
    exclusions: {
      "higher-law": false,
      "taxes-and-fees": false,
      "administrative-bodies": false,
      "public-facilities": false,
    },
  },
};
const PETITION = {
  subject: {
    request: "petition",
    title: "휠체어도 탈 수 있는 마을버스",
    target: "",
    targetCode: "",
    category: "transport",
    summary: "새로 사는 마을버스는 저상버스로 해 주세요.",
  },
  reasons: { reasons: "120대 가운데 9대만 저상버스입니다.", costs: "" },
  checks: { exclusions: { trial: false, insult: false, repeated: false } },
};
type Written = Partial<Record<"subject" | "text" | "reasons" | "checks", object>>;

describe("an application", () => {
  let database: TestDatabase;
  let directory: Directory;
  let clerk: number;
  const options = () => {
    const { dataKeys, seal } = signingServices(database.db);
    return { dataKeys, seal, home: "https://portal.test" };
  };
  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await directoryOf(database.db);
    clerk = await createClerk(database.db);
  });
  afterAll(() => database.close());

  async function write(
    kind: string,
    parts: Written,
    who = signer(1),
  ): Promise<{ id: number; person: number }> {
    const { db } = database;
    const [person = 0] = await createSigners(db, options().seal, [who]);
    const space = { id: directory.space.id, categories: directory.categories };
    const id = await beginApplication(db, space, person, kind, NOW);
    await keep(id, person, parts);
    return { id, person };
  }

  async function keep(id: number, person: number, parts: Written): Promise<void> {
    for (const part of ["subject", "text", "reasons", "checks"] as const) {
      const application = await findApplication(database.db, FIRST_SPACE, id);
      if (!application || !parts[part]) continue;
      await keepPart(database.db, application, person, directory.categories, part, parts[part], NOW);
    }
  }

  async function submitted(): Promise<{ id: number; person: number }> {
    const made = await write("ordinance-petition", AMENDMENT);
    expect(
      await submitApplication(database.db, FIRST_SPACE, made.id, made.person, NOW, options()),
    ).toBeNull();
    return made;
  }

  const stateOf = async (id: number) => (await findApplication(database.db, FIRST_SPACE, id))?.state;

  test("is certified whole: matter, drive, its number, its key, the ledger's line and the letter", async () => {
    const { db, pool } = database;
    const { id, person } = await submitted();
    const driveId = await certifyApplication(db, FIRST_SPACE, id, clerk, NOW, options());
    const drive = await findDrive(db, FIRST_SPACE, driveId);
    // 402,549 / 70 = 5,750.7; six months from 2 February end with 2 August, and 14 days of the local elections on top.
    expect(drive).toMatchObject({
      state: "collecting",
      visibility: "public",
      required: 5_751,
      eligible: 402_549,
      as_of: "2025-12-31",
      next_threshold: 5_751,
      certificate: `2026-${driveId}`,
      collect_until: new Date("2026-08-18T23:59:59.999+09:00"),
      closes_at: new Date("2026-08-18T23:59:59.999+09:00"),
    });
    const draft: DriveDraft | undefined = drive?.draft;
    expect(draft).toMatchObject({ request: "amend", articles: AMENDMENT.text.articles });
    expect(draft && draftHash(draft).equals(drive?.draft_hash ?? Buffer.alloc(0))).toBe(true);
    expect(await listThresholds(db, [driveId])).toMatchObject([
      { code: "required", count: 5_751, article: "주민조례발안에 관한 법률 제5조" },
    ]);
    const { rows: keys } = await pool.query("select wrapped from data_key where id = $1", [
      drive?.data_key_id,
    ]);
    expect(keys[0].wrapped.length).toBeGreaterThan(32);
    const { rows: lines } = await pool.query("select kind, data from event where matter_id = $1", [driveId]);
    expect(lines).toMatchObject([{ kind: "certified", data: { required: 5_751, eligible: 402_549 } }]);
    const { rows: letters } = await pool.query("select body from mail where person_id = $1", [person]);
    expect(letters).toHaveLength(1);
    expect(letters[0].body).toContain(`https://portal.test/drives/${driveId}`);
    expect(await stateOf(id)).toBe("certified");
  });

  test("is certified once, by whomever of two clerks is first", async () => {
    const { id } = await submitted();
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => certifyApplication(database.db, FIRST_SPACE, id, clerk, NOW, options())),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "changed-meanwhile" });
    const { rows } = await database.pool.query("select 1 from drive where application_id = $1", [id]);
    expect(rows).toHaveLength(1);
  });

  describe("whose maker, or who stands beside them, leaves while it is certified", () => {
    const left = async (person: number) =>
      (
        await database.db
          .selectFrom("person")
          .select("left_at")
          .where("id", "=", person)
          .executeTakeFirstOrThrow()
      ).left_at !== null;
    const leaving = (db: Database, person: number) =>
      leave({ db, supports: signingServices(db).supports, takenBack: TAKEN_BACK_BY_LEAVING }, person, NOW);
    const certifying = (db: Database, id: number) =>
      certifyApplication(db, FIRST_SPACE, id, clerk, NOW, options());
    /** Resolves when somebody waits for a row. */
    const waits = () =>
      expect
        .poll(async () => {
          const { rows } = await database.pool.query(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          );
          return rows.length;
        })
        .toBe(1);
    async function made(who: "representative" | "co-representative") {
      const { id, person } = await submitted();
      if (who === "representative") return { id, person };
      const [helper = 0] = await createSigners(database.db, options().seal, [signer(77)]);
      const token = await inviteHelpers(database.db, FIRST_SPACE, id, person, NOW);
      await joinApplication(database.db, FIRST_SPACE, id, token, {
        personId: helper,
        seal: options().seal,
        now: NOW,
      });
      return { id, person: helper };
    }
    const WHO = ["representative", "co-representative"] as const;

    test.each(WHO)("a %s stays when the certificate comes first", async (who) => {
      const { id, person } = await made(who);
      const { certified, leavingThen } = await database.db.transaction().execute(async (tx) => {
        const certified = await certifying(tx, id);
        const leavingThen = Promise.allSettled([leaving(database.db, person)]);
        await waits();
        return { certified, leavingThen };
      });
      expect(await leavingThen).toMatchObject([{ status: "rejected", reason: { code: "not-ready" } }]);
      expect(await left(person)).toBe(false);
      expect((await findDrive(database.db, FIRST_SPACE, certified))?.state).toBe("collecting");
    });

    test.each(WHO)("a %s leads nothing when they leave first", async (who) => {
      const { id, person } = await made(who);
      const { certifiedThen } = await database.db.transaction().execute(async (tx) => {
        await leaving(tx, person);
        const certifiedThen = Promise.allSettled([certifying(database.db, id)]);
        await waits();
        return { certifiedThen };
      });
      const [certified] = await certifiedThen;
      expect(await left(person)).toBe(true);
      if (who === "representative")
        expect(certified).toMatchObject({ status: "rejected", reason: { code: "changed-meanwhile" } });
      // Who is left leads it alone.
      else expect(certified).toMatchObject({ status: "fulfilled" });
      expect(await leadsDrive(database.db, person)).toBe(false);
    });

    test("leads or has left, never both, whoever is first", async () => {
      for (let round = 0; round < 10; round += 1) {
        const { id, person } = await made(round % 2 ? "representative" : "co-representative");
        await Promise.allSettled([leaving(database.db, person), certifying(database.db, id)]);
        expect([await left(person), await leadsDrive(database.db, person)]).toContain(false);
      }
    });
  });

  test("is decided on by nobody who has only seen what was handed in before", async () => {
    const { db } = database;
    const { id, person } = await submitted();
    const later = new Date(NOW.getTime() + 60_000);
    const home = "https://x.test";
    const seen = (at: Date) => at.toISOString();
    await answerApplication(db, FIRST_SPACE, id, clerk, "correction", "고쳐 주세요.", NOW, home, seen(NOW));
    await keep(id, person, { subject: { ...AMENDMENT.subject, title: "고친 제목" } });
    await submitApplication(db, FIRST_SPACE, id, person, later, options());
    const overtaken = { code: "changed-meanwhile" };
    const certify = (at: Date) => certifyApplication(db, FIRST_SPACE, id, clerk, later, options(), seen(at));
    await expect(certify(NOW)).rejects.toMatchObject(overtaken);
    const refuse = answerApplication(
      db,
      FIRST_SPACE,
      id,
      clerk,
      "refused",
      "안 됩니다.",
      later,
      home,
      seen(NOW),
    );
    await expect(refuse).rejects.toMatchObject(overtaken);
    expect(await stateOf(id)).toBe("submitted");
    await certify(later);
    expect(await stateOf(id)).toBe("certified");
  });

  test("comes back with reasons, is corrected and handed in again; or is refused for good", async () => {
    const { db } = database;
    const { id, person } = await submitted();
    await answerApplication(
      db,
      FIRST_SPACE,
      id,
      clerk,
      "correction",
      "제5조의 지금 조문이 다릅니다.",
      NOW,
      "https://x.test",
    );
    expect(await findApplication(db, FIRST_SPACE, id)).toMatchObject({
      state: "correction",
      clerk_note: "제5조의 지금 조문이 다릅니다.",
    });
    await keep(id, person, { subject: { ...AMENDMENT.subject, title: "고친 제목" } });
    await submitApplication(db, FIRST_SPACE, id, person, NOW, options());
    await answerApplication(
      db,
      FIRST_SPACE,
      id,
      clerk,
      "refused",
      "세금에 관한 일입니다.",
      NOW,
      "https://x.test",
    );
    await expect(submitApplication(db, FIRST_SPACE, id, person, NOW, options())).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    await expect(keep(id, person, { subject: AMENDMENT.subject })).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    const { rows } = await database.pool.query("select body from mail where person_id = $1 order by id", [
      person,
    ]);
    expect(rows.map(({ body }) => body)).toEqual([
      expect.stringContaining("지금 조문이 다릅니다"),
      expect.stringContaining("세금에 관한 일"),
    ]);
  });

  test.each<[string, Written, string, string]>([
    ["nothing written", {}, "summary", "required"],
    ["no article", { ...AMENDMENT, text: { articles: [] } }, "articles", "required"],
    [
      "nothing that differs",
      {
        ...AMENDMENT,
        text: { articles: [{ number: "제1조", title: "", current: "같다.", proposed: "같다." }] },
      },
      "articles",
      "unchanged",
    ],
    [
      "an empty article",
      { ...AMENDMENT, text: { articles: [{ number: "제1조", title: "", current: "", proposed: "" }] } },
      "articles.0.proposed",
      "required",
    ],
    [
      "what the law leaves out",
      { ...AMENDMENT, checks: { exclusions: { ...AMENDMENT.checks.exclusions, "taxes-and-fees": true } } },
      "exclusions.taxes-and-fees",
      "excluded",
    ],
    [
      "a question not answered",
      { ...AMENDMENT, checks: { exclusions: {} } },
      "exclusions.higher-law",
      "required",
    ],
    [
      "a question not answered, and another part unfinished",
      { ...AMENDMENT, reasons: undefined, checks: { exclusions: {} } },
      "exclusions.higher-law",
      "required",
    ],
    ["no costs", { ...AMENDMENT, reasons: { ...AMENDMENT.reasons, costs: "" } }, "costs", "required"],
  ])("with %s is not handed in", async (_, parts, field, code) => {
    const { id, person } = await write("ordinance-petition", parts);
    await expect(
      submitApplication(database.db, FIRST_SPACE, id, person, NOW, options()),
    ).rejects.toMatchObject({
      code: "invalid-input",
      details: { faults: expect.arrayContaining([expect.objectContaining({ field, code })]) },
    });
    expect(await stateOf(id)).toBe("draft");
  });

  test.each([
    ["a minor", "ordinance-petition", { birthDate: "2010-01-01" }, false],
    ["somebody of another city", "ordinance-petition", { district: null }, false],
    ["a foreigner without permanent residence", "ordinance-petition", { foreigner: true }, false],
    [
      "a foreigner, for long",
      "ordinance-petition",
      { foreigner: true, permanentResidenceSince: "2015-03-02" },
      true,
    ],
    ["somebody of another city, at the assembly", "assembly-petition", { district: null }, true],
  ])("led by %s, of the kind %s", async (_, kind, change, may) => {
    const parts = kind === "ordinance-petition" ? AMENDMENT : PETITION;
    const { id, person } = await write(kind, parts, signer(2, change));
    const handedIn = submitApplication(database.db, FIRST_SPACE, id, person, NOW, options());
    if (may) await handedIn;
    else await expect(handedIn).rejects.toMatchObject({ code: "representative-not-eligible" });
    expect((await stateOf(id)) === "draft").toBe(!may);
  });

  test("keeps only what the request asks for: a new ordinance has no current text", async () => {
    const { id, person } = await write("ordinance-petition", {
      ...AMENDMENT,
      subject: { ...AMENDMENT.subject, request: "enact" },
    });
    await submitApplication(database.db, FIRST_SPACE, id, person, NOW, options());
    const driveId = await certifyApplication(database.db, FIRST_SPACE, id, clerk, NOW, options());
    expect((await findDrive(database.db, FIRST_SPACE, driveId))?.draft.articles).toMatchObject([
      { current: null, proposed: "오후 10시까지 연다." },
    ]);
  });

  test("of a kind without a certificate begins by itself, unlisted until its first number", async () => {
    const { id, person } = await write("assembly-petition", PETITION);
    const driveId = await submitApplication(database.db, FIRST_SPACE, id, person, NOW, options());
    expect(driveId).not.toBeNull();
    expect(await findDrive(database.db, FIRST_SPACE, driveId ?? 0)).toMatchObject({
      visibility: "unlisted",
      required: 50_000,
      next_threshold: 100,
      eligible: null,
      collect_until: new Date("2026-03-04T23:59:59.999+09:00"),
    });
    expect(await stateOf(id)).toBe("certified");
  });

  test("waits while the year's numbers are not published", async () => {
    const { id } = await submitted();
    const before = new Date("2021-06-01T00:00:00+09:00");
    await expect(
      certifyApplication(database.db, FIRST_SPACE, id, clerk, before, options()),
    ).rejects.toMatchObject({
      code: "electorate-unknown",
    });
    expect(await stateOf(id)).toBe("submitted");
  });

  test.each([
    ["2025-01-07T23:59:59+09:00", "2023-12-31", 400_223],
    ["2025-01-08T00:00:00+09:00", "2024-12-31", 401_465],
    ["2026-01-07T23:59:59+09:00", "2024-12-31", 401_465],
    ["2026-01-08T00:00:00+09:00", "2025-12-31", 402_549],
  ])("certified %s counts by those of %s", async (time, asOf, eligible) => {
    const { id } = await submitted();
    const application = await findApplication(database.db, FIRST_SPACE, id);
    const terms = application && (await termsAt(database.db, application, new Date(time)));
    expect(terms).toMatchObject({ asOf, eligible, required: Math.ceil(eligible / 70) });
  });

  test("keeps the version of the law that it began under", async () => {
    const { db } = database;
    const { id, person } = await write("council-petition", {
      ...PETITION,
      checks: { exclusions: { trial: false, "against-law": false } },
    });
    const seed = (await readStatuteSeed()).find(({ code }) => code === "council-petition");
    if (seed?.threshold.kind !== "fixed") throw new Error("The petition has a fixed number.");
    const milestones = seed.threshold.milestones.map((one) => ({ ...one, count: 900 }));
    const next = { ...seed, threshold: { ...seed.threshold, milestones } };
    expect(await inTransaction(db, (tx) => publishStatute(tx, directory.space.id, next, NOW))).toBe(2);
    await submitApplication(db, FIRST_SPACE, id, person, NOW, options());
    const driveId = await certifyApplication(db, FIRST_SPACE, id, clerk, NOW, options());
    expect(await findDrive(db, FIRST_SPACE, driveId)).toMatchObject({ required: 500, statute_version: 1 });
  });

  test("is its representative's to change, and nobody else's to see before it is handed in", async () => {
    const { db } = database;
    const { id, person } = await write("ordinance-petition", AMENDMENT);
    const stranger = await createPerson(db);
    const read = (personId: number, isClerk = false) =>
      readApplication(db, FIRST_SPACE, id, { personId, isClerk });
    await expect(read(stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(read(clerk, true)).rejects.toMatchObject({ code: "not-found" });
    await expect(keep(id, stranger, { reasons: AMENDMENT.reasons })).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    await submitApplication(db, FIRST_SPACE, id, person, NOW, options());
    expect((await read(clerk, true)).reader).toBe("clerk");
    // A clerk does not decide what they applied for themselves.
    await expect(certifyApplication(db, FIRST_SPACE, id, person, NOW, options())).rejects.toMatchObject({
      code: "not-permitted",
    });
  });

  const ELSEWHERE = signer(41, { district: null });
  const MINOR = signer(42, { birthDate: "2012-01-01" });
  const FOREIGNER = signer(43, { foreigner: true, permanentResidenceSince: "2025-12-01" });
  test.each([
    ["somebody from elsewhere", ELSEWHERE],
    ["a minor", MINOR],
    ["a foreigner whose three years are not over", FOREIGNER],
  ])("is not joined by %s, before the certificate and after", async (_, who) => {
    const { db } = database;
    const { id, person } = await submitted();
    const { seal } = options();
    const [personId = 0] = await createSigners(db, seal, [who]);
    for (const certified of [false, true]) {
      if (certified) await certifyApplication(db, FIRST_SPACE, id, clerk, NOW, options());
      const token = await inviteHelpers(db, FIRST_SPACE, id, person, NOW);
      const joining = { personId, seal, now: NOW };
      expect(await readInvitation(db, FIRST_SPACE, id, token, joining)).toMatchObject({ eligible: false });
      await expect(joinApplication(db, FIRST_SPACE, id, token, joining)).rejects.toMatchObject({
        code: "helper-not-eligible",
      });
    }
    const { helpers } = await readApplication(db, FIRST_SPACE, id, { personId: person, isClerk: false });
    expect(helpers).toEqual([]);
  });

  test("is joined until the invitation ends, and as often as it says: of many at its last uses so many", async () => {
    const { db } = database;
    const { id, person } = await submitted();
    const { seal } = options();
    const people = await createSigners(
      db,
      seal,
      Array.from({ length: 23 }, (_, index) => signer(50 + index)),
    );
    const token = await inviteHelpers(db, FIRST_SPACE, id, person, NOW);
    const join = (personId: number, now = NOW) =>
      joinApplication(db, FIRST_SPACE, id, token, { personId, seal, now });
    const last = endOfPeriod(NOW, { days: 14 });
    await join(people[0] ?? 0, last);
    await expect(join(people[1] ?? 0, new Date(last.getTime() + 1))).rejects.toMatchObject({
      code: "invitation-over",
    });
    const tries = await Promise.allSettled(people.slice(1).map((one) => join(one)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(19);
    const { helpers } = await readApplication(db, FIRST_SPACE, id, { personId: person, isClerk: false });
    expect(helpers).toHaveLength(20);
    // Who is there already takes no use, and is not turned away.
    await expect(join(people[22] ?? 0)).rejects.toMatchObject({ code: "invitation-over" });
  });

  test("is joined by who was invited: a co-representative before the certificate, a deputy after it", async () => {
    const { db } = database;
    const { id, person } = await submitted();
    const [one = 0, two = 0, three = 0] = await createSigners(db, options().seal, [
      signer(31),
      signer(32),
      signer(33),
    ]);
    const joining = (personId: number) => ({ personId, seal: options().seal, now: NOW });
    const first = await inviteHelpers(db, FIRST_SPACE, id, person, NOW);
    const { rows } = await database.pool.query("select invite_hash from drive_application where id = $1", [
      id,
    ]);
    expect(rows[0].invite_hash.toString("base64url")).not.toContain(first);
    await joinApplication(db, FIRST_SPACE, id, first, joining(one));
    await joinApplication(db, FIRST_SPACE, id, first, joining(one));
    await expect(joinApplication(db, FIRST_SPACE, id, first, joining(person))).rejects.toMatchObject({
      code: "invitation-over",
    });
    const second = await inviteHelpers(db, FIRST_SPACE, id, person, NOW);
    await expect(joinApplication(db, FIRST_SPACE, id, first, joining(two))).rejects.toMatchObject({
      code: "invitation-over",
    });
    await certifyApplication(db, FIRST_SPACE, id, clerk, NOW, options());
    expect((await readInvitation(db, FIRST_SPACE, id, second, joining(two))).role).toBe("deputy");
    await joinApplication(db, FIRST_SPACE, id, second, joining(two));
    const { helpers, reader } = await readApplication(db, FIRST_SPACE, id, { personId: two, isClerk: false });
    expect(reader).toBe("helper");
    expect(helpers.map(({ id: helper, role }) => [helper, role])).toEqual(
      expect.arrayContaining([
        [one, "co-representative"],
        [two, "deputy"],
      ]),
    );
    await expect(
      readApplication(db, FIRST_SPACE, id, { personId: three, isClerk: false }),
    ).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("is taken back: a draft is gone, a submitted one stays on record, a certified one cannot be", async () => {
    const { db } = database;
    const draft = await write("ordinance-petition", {});
    expect((await findApplication(db, FIRST_SPACE, draft.id))?.content).toEqual(EMPTY_CONTENT);
    expect(await withdrawApplication(db, FIRST_SPACE, draft.id, draft.person, NOW)).toBe("deleted");
    const { id, person } = await submitted();
    expect(await withdrawApplication(db, FIRST_SPACE, id, person, NOW)).toBe("withdrawn");
    const other = await submitted();
    await certifyApplication(db, FIRST_SPACE, other.id, clerk, NOW, options());
    await expect(withdrawApplication(db, FIRST_SPACE, other.id, other.person, NOW)).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
  });
});

describe("the law as an operator writes it", () => {
  test("is refused with the place of each fault, in the operator's language", async () => {
    const [petition] = await readStatuteSeed();
    const bad = { ...petition, code: "Not A Code", windows: { ...petition?.windows, handInDays: 0 } };
    const { faults } = checkStatute(JSON.stringify(bad), "ko");
    expect(faults?.map(({ path }) => path).sort()).toEqual(["code", "windows.handInDays"]);
    expect(faults?.some(({ message }) => /[가-힣]/.test(message))).toBe(true);
    expect(checkStatute("{", "en").faults).toHaveLength(1);
    expect(checkStatute(JSON.stringify(petition), "en").definition?.code).toBe("ordinance-petition");
  });
});

describe("the pages", () => {
  let portal: TestPortal;
  let browser: Browser;
  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });
  const press = (control: Locator) => control.press("Enter");
  const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("an amendment from the first button to the certificate, %s", async (_, javaScript) => {
    const login = javaScript ? "citizen-801" : "citizen-802";
    const { page, context } = await visit(browser, portal.url, { login, javaScript });
    await page.goto("/drives/new");
    await press(page.getByRole("button", { name: "신청 시작 주민조례청구" }));
    await page.getByRole("radio", { name: "개정" }).check();
    await page.getByLabel("제목").fill("도서관을 밤 10시까지");
    await page.getByLabel("조례 이름").fill("한울시립도서관 운영 조례");
    await page.getByLabel("분야").selectOption({ label: "문화" });
    await page.getByLabel("한눈에 보는 요지").fill("시립도서관의 문을 밤 10시까지 엽니다.");
    await press(button(page, "저장하고 다음"));
    await press(button(page, "조문 더하기"));
    await page.getByLabel("번호").waitFor();
    await page.getByLabel("번호").fill("제5조");
    await page.getByLabel("지금 조문").fill("도서관은 오후 6시까지 연다.");
    await page.getByLabel("바꿀 조문").fill("도서관은 오후 10시까지 연다.");
    if (javaScript) await page.locator("ins", { hasText: "10" }).waitFor();
    await press(button(page, "조문 더하기"));
    await page.getByRole("group", { name: "조문 2" }).waitFor();
    // What was typed came along with the button, and is compared on the server too.
    await page.locator("ins", { hasText: "10" }).waitFor();
    await press(button(page, "조문 2 빼기"));
    await page.getByRole("group", { name: "조문 2" }).waitFor({ state: "detached" });
    await press(button(page, "저장하고 다음"));
    await page.getByLabel("청구하는 이유").fill("퇴근하고 가면 문이 닫혀 있습니다.");
    await page.getByLabel("드는 비용").fill("해마다 4억 원쯤 듭니다.");
    // Kept by itself a moment after the last key, and the form stays as it was typed.
    if (javaScript) {
      await page.getByText(/\d\d:\d\d 저장됨/).waitFor();
      expect(await page.getByLabel("드는 비용").inputValue()).toBe("해마다 4억 원쯤 듭니다.");
    }
    await press(button(page, "저장하고 다음"));
    await page.getByRole("radio", { name: "아니요" }).first().waitFor();
    for (const radio of await page.getByRole("radio", { name: "아니요" }).all()) await radio.press("Space");
    await page.getByRole("radio", { name: "예", exact: true }).nth(1).press("Space");
    await page.locator(".exclusion-stop:visible").waitFor();
    await page.getByRole("radio", { name: "아니요" }).nth(1).press("Space");
    await press(button(page, "저장하고 다음"));
    await press(button(page, "초대 주소 만들기"));
    const address = await page.getByRole("textbox", { name: "초대 주소" }).inputValue();
    const friend = await visit(browser, portal.url, {
      login: javaScript ? "citizen-811" : "citizen-812",
      javaScript,
    });
    await friend.page.goto(address);
    await press(button(friend.page, "수락하기"));
    await friend.page.getByText("함께하는 사람으로 보고 계십니다").waitFor();
    await friend.context.close();
    await press(page.getByRole("link", { name: "다음" }));
    await page.getByText("서명 5,751명").waitFor();
    await page.getByLabel("위와 같이 개인정보를 수집·이용하는 데 동의합니다").check();
    await press(button(page, "제출하기"));
    await page.getByText("의회사무국이 검토하고 있습니다").waitFor();
    const id = Number(/applications\/(\d+)/.exec(page.url())?.[1]);

    const desk = await visit(browser, portal.url, { login: "clerk", javaScript });
    await desk.page.goto(`/clerk/applications/${id}`);
    await press(button(desk.page, "보완 요청"));
    await desk.page.getByText("사유: 입력해 주세요").first().waitFor();
    await desk.page.getByLabel("사유").fill("제목에 조례 이름을 넣어 주세요.");
    await press(button(desk.page, "보완 요청"));
    await desk.page.getByText("고쳐서 다시 내 달라는 요청이 있습니다").waitFor();
    await page.goto(`/drives/applications/${id}?step=subject`);
    await page.getByText("제목에 조례 이름을 넣어 주세요.").waitFor();
    await page.getByLabel("제목").fill("도서관 운영 조례 개정");
    await press(button(page, "저장"));
    await page.getByText("저장했습니다.").waitFor();
    await page.goto(`/drives/applications/${id}?step=review`);
    await page.getByLabel("위와 같이 개인정보를 수집·이용하는 데 동의합니다").check();
    await press(button(page, "제출하기"));
    await page.getByText("의회사무국이 검토하고 있습니다").waitFor();
    await desk.page.goto(`/clerk/applications/${id}`);
    await press(button(desk.page, "증명서 발급하기"));
    await desk.page.getByText("서명을 모으고 있습니다").waitFor();
    const drive = await portal.database.pool.query(
      "select required, state from drive where application_id = $1",
      [id],
    );
    expect(drive.rows).toEqual([{ required: 5_751, state: "collecting" }]);
    await desk.context.close();
    await context.close();
  });

  async function begin(client: Client, kind = "ordinance-petition"): Promise<string> {
    const begun = await client.form("/drives/new", { kind });
    expect(begun.status).toBe(302);
    return begun.headers.get("Location") ?? "";
  }

  test("are each kept for whom they concern", async () => {
    const [owner, stranger, clerk, officer] = await Promise.all(
      ["citizen-821", "citizen-822", "clerk", "officer-transport"].map((login) => signIn(portal.url, login)),
    );
    if (!owner || !stranger || !clerk || !officer) throw new Error("Somebody could not sign in.");
    const path = await begin(owner);
    const desk = path.replace("/drives", "/clerk");
    expect((await stranger.send(path)).status).toBe(404);
    expect((await stranger.form(path, { intent: "withdraw" })).status).toBe(404);
    expect((await stranger.send(`${path}/join?token=guess`)).status).toBe(404);
    for (const client of [owner, stranger, officer]) {
      expect((await client.send(desk)).status).toBe(403);
      expect((await client.form(desk, { intent: "certify" })).status).toBe(403);
      expect((await client.send("/operator/statutes")).status).toBe(403);
    }
    // A draft is not the clerk's to see yet.
    expect((await clerk.send(desk)).status).toBe(404);
    expect((await clerk.form(desk, { intent: "certify" })).status).toBe(409);
    expect((await owner.send(path)).status).toBe(200);
  });

  test("take no odd input for a fault of their own", async () => {
    const owner = await signIn(portal.url, "citizen-831");
    const path = await begin(owner);
    const tries: [string, Record<string, string>, number][] = [
      ["/drives/new", { kind: "nothing" }, 404],
      ["/drives/new", { kind: "\u0000" }, 404],
      [path, { intent: "nonsense" }, 400],
      [path, { intent: "save", step: "review" }, 400],
      [path, { intent: "save", step: "subject", request: "burn" }, 422],
      [path, { intent: "save", step: "subject", request: "enact", category: "no-such" }, 422],
      [
        path,
        { intent: "save", step: "subject", request: "enact", category: "other", title: "가".repeat(101) },
        422,
      ],
      [
        path,
        { intent: "save", step: "subject", request: "enact", category: "other", summary: "\u0000" },
        422,
      ],
      [path, { intent: "save", step: "reasons", reasons: "나".repeat(5_001) }, 422],
      [
        path,
        {
          intent: "save",
          step: "text",
          "articles.0.number": "제1조",
          "articles.0.proposed": "다".repeat(4_001),
        },
        422,
      ],
      [path, { intent: "save", step: "checks", "exclusion.no-such": "yes" }, 422],
      [path, { intent: "remove:99", step: "text" }, 302],
      [path, { intent: "remove-helper", helper: "x" }, 400],
      [path, { intent: "submit" }, 422],
    ];
    for (const [address, fields, status] of tries)
      expect([fields, (await owner.form(address, fields)).status]).toEqual([fields, status]);
    const many = Object.fromEntries(
      Array.from({ length: 41 }, (_, at) => [`articles.${at}.number`, "제1조"]),
    );
    expect((await owner.form(path, { ...many, intent: "save", step: "text" })).status).toBe(422);
    for (const address of ["/drives/applications/x", "/drives/applications/999999", `${path}?step=nonsense`])
      expect([address, (await owner.send(address)).status]).toEqual([
        address,
        address === `${path}?step=nonsense` ? 200 : 404,
      ]);
  });

  test("an operator adds a kind with its numbers in sight, and faults are told with their place", async () => {
    const { page, context } = await visit(browser, portal.url, { login: "admin", javaScript: false });
    await page.goto("/operator/statutes?from=council-petition");
    const written = await page.getByLabel("자료 (JSON)").inputValue();
    const kind = {
      ...JSON.parse(written),
      code: "youth-petition",
      name: { ko: "청소년 청원", en: "Youth", ja: "青少年" },
    };
    await page.getByLabel("자료 (JSON)").fill(JSON.stringify({ ...kind, certification: "maybe" }));
    await press(button(page, "미리보기"));
    await page.getByRole("alert").getByText("certification:").waitFor();
    await page.getByLabel("자료 (JSON)").fill(JSON.stringify(kind));
    await press(button(page, "미리보기"));
    await page.getByRole("heading", { name: "청소년 청원" }).waitFor();
    await press(button(page, "공포하기"));
    await page.getByText("청소년 청원 제1판을 공포했습니다").waitFor();
    await page.goto("/statutes");
    await page.getByRole("heading", { name: "청소년 청원" }).waitFor();
    expect(await page.getByText("402,549명 × 1/70 = 5,750.7 → 5,751명").count()).toBe(1);
    await context.close();
  });

  test.each([
    [1280, "ko"],
    [375, "en"],
  ] as const)("have nothing that axe finds, at %i px in %s", async (width, language) => {
    const owner = await signIn(portal.url, "citizen-841");
    const path = await begin(owner);
    await owner.form(path, { ...AMENDMENT.subject, intent: "save", step: "subject" });
    await owner.form(path, { intent: "add", step: "text" });
    const steps = ["subject", "text", "reasons", "checks", "people", "review"];
    const pages: [string | undefined, string][] = [
      [undefined, "/drives/new"],
      [undefined, "/statutes"],
      ["admin", "/operator/statutes?from=recall"],
      ...steps.map((step): [string, string] => ["citizen-841", `${path}?step=${step}`]),
    ];
    for (const [login, address] of pages) {
      const { page, context, complaints } = await visit(browser, portal.url, { login, width, language });
      await page.goto(address);
      expect([address, await axeFindings(page)]).toEqual([address, []]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([address, overflow]).toEqual([address, 0]);
      expect([address, complaints]).toEqual([address, []]);
      await context.close();
    }
  });
});
