import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { closeBatches, closeDueBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { deletePersonalData } from "#app/domain/kinds/drive/delete-personal-data.ts";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import { DRIVE_LEDGER_CHECKS } from "#app/domain/kinds/drive/ledger-checks.ts";
import { matchDueSheets, matchWaiting } from "#app/domain/kinds/drive/match-sheets.ts";
import { mendSheet } from "#app/domain/kinds/drive/mend-sheet.ts";
import {
  districtsByName,
  FEWEST_LINES,
  readLine,
  type TypedLine,
} from "#app/domain/kinds/drive/paper-line.ts";
import { readDrive } from "#app/domain/kinds/drive/read-drive.ts";
import { readPaper, readSheet } from "#app/domain/kinds/drive/read-paper.ts";
import { readWaitingLines } from "#app/domain/kinds/drive/read-waiting.ts";
import { faultsOf } from "#app/domain/kinds/drive/sheet-faults.ts";
import { withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { COUNT_CHECKS } from "#db/queries/ledger-checks/counts.ts";
import { findSheet } from "#db/queries/paper-sheets.ts";
import { countWaiting } from "#db/queries/paper-waiting.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import { createClerk } from "./support/database.ts";
import {
  createDrive,
  createSigners,
  driveOf,
  signatureOf,
  signer,
  type TestSigner,
} from "./support/drives.ts";
import { fingerprint } from "./support/fingerprint.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createPaperDesk, enterMatched, type PaperDesk } from "./support/paper-desk.ts";

const ORIGIN = "https://portal.test";
const START = new Date("2026-02-02T10:00:00+09:00");
const ENTERED = new Date("2026-03-02T15:00:00+09:00");
const SAME_EVENING = new Date("2026-03-02T23:59:59.999+09:00");
const MIDNIGHT = new Date("2026-03-03T00:00:00+09:00");
const NEXT_AFTERNOON = new Date("2026-03-03T15:00:00+09:00");
const NEXT_EVENING = new Date("2026-03-03T21:00:00+09:00");
const NEXT_MIDNIGHT = new Date("2026-03-04T00:00:00+09:00");

const typedOf = ({ name, birthDate, address, district }: TestSigner, line: number): TypedLine => ({
  line,
  name,
  birthDate: birthDate ?? "",
  address: address ?? "",
  district: district ?? "",
  unreadable: false,
  unsigned: false,
});

describe("what is said of a sheet when it is entered", () => {
  const districts = districtsByName([]);
  const whole = typedOf(signer(1), 1);
  test.each<[string, Partial<TypedLine>[], [number, string[]][]]>([
    ["nothing of whole lines", [{}, { name: "김둘" }], []],
    [
      "what is missing",
      [{ name: " ", birthDate: "", address: "" }],
      [[1, ["no-name", "no-birth-date", "no-address"]]],
    ],
    ["nothing more of one that nobody can read", [{ name: "", address: "", unreadable: true }], []],
    ["a date of no calendar", [{ birthDate: "1980-02-30" }], [[1, ["birthDate"]]]],
    ["a name that is garbled", [{ name: "박?울" }], [[1, ["name"]]]],
    ["an address that is too long", [{ address: "가".repeat(301) }], [[1, ["address"]]]],
    ["the same person once more", [{}, { address: "다른 길 1" }, { name: "김셋" }], [[2, ["same-person"]]]],
    [
      "no person of two lines without a date",
      [{ birthDate: "" }, { birthDate: "" }],
      [
        [1, ["no-birth-date"]],
        [2, ["no-birth-date"]],
      ],
    ],
    ["nothing of a missing signature, or of youth", [{ unsigned: true, birthDate: "20200101" }], []],
  ])("%s", (_, changes, expected) => {
    const lines = changes.map((change, index) => {
      const typed = { ...whole, ...change, line: index + 1 };
      return { typed, read: readLine(typed, districts, 18, ENTERED) };
    });
    const told = faultsOf(lines, (name, birthDate) => `${name}/${birthDate}`);
    expect(told.map(({ line, faults }) => [line, faults])).toEqual(expected);
  });
});

describe("paper that waits", () => {
  let database: PaperDesk["database"];
  let services: PaperDesk["services"];
  let clerk: number;
  let colleague: number;
  let districts: PaperDesk["districts"];
  beforeAll(async () => {
    ({ database, services, clerk, districts } = await createPaperDesk());
    colleague = await createClerk(database.db);
  });
  afterAll(() => database.close());

  const drive = (required = 1_000, statute = "ordinance-petition") =>
    createDrive(database.db, services, { at: START, required, statute });
  const people = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => signer(from + index));
  const by = (matterId: number, at = ENTERED, clerkId = clerk) => ({
    spaceId: FIRST_SPACE,
    matterId,
    clerkId,
    at,
  });
  const enter = (
    matterId: number,
    sheet: number,
    lines: readonly TestSigner[],
    { at = ENTERED, clerkId = clerk, unsigned = false } = {},
  ) =>
    enterSheet(services, {
      ...by(matterId, at, clerkId),
      sheet,
      source: "hand",
      lines: lines.map((who, index) => ({ ...typedOf(who, index + 1), unsigned })),
      districts,
    });
  async function signOnline(matterId: number, who: TestSigner, at = ENTERED): Promise<number> {
    const [personId = 0] = await createSigners(database.db, services.seal, [who]);
    const beside = await signatureOf(database.db, services, matterId, personId, who);
    const taken = await services.supports.submit({
      ...{ spaceId: FIRST_SPACE, matterId, personId, kind: "drive", change: "add", at, beside },
    });
    expect(taken.result).toBe("added");
    return personId;
  }
  /** What `ledger:verify` looks at of paper and counts; these drives were made without a line of their own. */
  async function expectRecorded() {
    const { matters: _, ...counts } = COUNT_CHECKS;
    const [rows, roots] = DRIVE_LEDGER_CHECKS;
    const checks = [...Object.values(counts), ...[rows, roots].flatMap((check) => check ?? [])];
    expect(checks.length).toBeGreaterThan(10);
    for (const look of checks) expect(await look(database.db, FIRST_SPACE)).toBeUndefined();
  }
  const countOf = async (matterId: number) => (await driveOf(database.db, matterId)).support_count;
  const waitingOf = (matterId: number) => countWaiting(database.db, matterId);
  const sheetIdOf = async (matterId: number, number: number) =>
    (await findSheet(database.db, matterId, number))?.id ?? 0;
  const look = async (matterId: number, number = 1) =>
    readWaitingLines(
      database.db,
      services.dataKeys,
      { spaceId: FIRST_SPACE, matterId, readerId: clerk, purpose: "확인합니다", at: ENTERED },
      await sheetIdOf(matterId, number),
    );
  const handInBy = async (matterId: number, at: Date) => {
    const { representative_id: personId } = await driveOf(database.db, matterId);
    return handIn(services, { spaceId: FIRST_SPACE, matterId, personId, at }, ORIGIN);
  };

  test("says the same of who signed online and who did not, and what was typed is sealed", async () => {
    const id = await drive();
    const [signed, other] = [signer(1), signer(2)];
    await signOnline(id, signed);
    const before = await fingerprint(database.pool);
    const outcomes = [
      await enter(id, 1, [signed], { unsigned: true }),
      await enter(id, 2, [other], { unsigned: true }),
    ];
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(await enter(id, 1, [signed])).toEqual({ entered: 0, before: 1, faulty: [] });
    const after = await fingerprint(database.pool);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.toSorted()).toEqual(["paper_sheet", "paper_waiting"]);
    const { rows } = await database.pool.query<{ sealed: Buffer }>(
      "select sealed from paper_waiting where matter_id = $1",
      [id],
    );
    expect(rows.length).toBe(2);
    for (const { sealed } of rows) expect(sealed.includes(signed.name)).toBe(false);

    expect(await matchWaiting(services, by(id), MIDNIGHT)).toEqual({
      counted: 0,
      doubtful: 1,
      refused: 1,
      count: 1,
    });
    const { rows: reads } = await database.pool.query(
      "select scope, at from personal_read where matter_id = $1",
      [id],
    );
    expect(reads).toEqual([{ scope: "match", at: MIDNIGHT }]);
  });

  const F = FEWEST_LINES;
  test.each<[string, (id: number) => Promise<unknown>, Date, number]>([
    ["enough, while their day lasts", (id) => enter(id, 1, people(0, F)), SAME_EVENING, F],
    ["enough, once it is over", (id) => enter(id, 1, people(0, F)), MIDNIGHT, 0],
    ["one too few", (id) => enter(id, 1, people(0, F - 1)), MIDNIGHT, F - 1],
    [
      "one too few, a year later",
      (id) => enter(id, 1, people(0, F - 1)),
      new Date("2027-03-03T00:00:00+09:00"),
      F - 1,
    ],
    [
      "enough on two sheets",
      async (id) => {
        await enter(id, 1, people(0, F - 1));
        await enter(id, 2, people(F, 1));
      },
      MIDNIGHT,
      0,
    ],
    [
      "enough of two clerks, too few of each",
      async (id) => {
        await enter(id, 1, people(0, F - 1));
        await enter(id, 2, people(F, F - 1), { clerkId: colleague });
      },
      MIDNIGHT,
      2 * F - 2,
    ],
    [
      "enough of one clerk, too few of another",
      async (id) => {
        await enter(id, 1, people(0, F));
        await enter(id, 2, people(F, 1), { clerkId: colleague });
      },
      MIDNIGHT,
      1,
    ],
    [
      "enough, where one sheet was typed on since",
      async (id) => {
        await enter(id, 1, people(0, F - 1));
        await enter(id, 2, people(F, 1));
        await enter(id, 2, people(F, 2), { at: MIDNIGHT });
      },
      MIDNIGHT,
      F + 1,
    ],
    [
      "enough, where a line was mended since",
      async (id) => {
        await enter(id, 1, people(0, F));
        const { seen } = await look(id);
        const lines = [typedOf(signer(99), 1)];
        await mendSheet(services, {
          ...by(id, MIDNIGHT),
          sheetId: await sheetIdOf(id, 1),
          seen,
          lines,
          districts,
        });
      },
      MIDNIGHT,
      F,
    ],
    [
      "too few, of a drive that takes no more",
      async (id) => {
        await enter(id, 1, people(0, 1));
        await database.db
          .updateTable("drive")
          .set({ state: "accepted" })
          .where("matter_id", "=", id)
          .execute();
      },
      MIDNIGHT,
      0,
    ],
  ])("is matched or not: %s", async (_, make, now, left) => {
    const id = await drive();
    await make(id);
    const entered = await waitingOf(id);
    const told: [number, number][] = [];
    await matchDueSheets(services, now, (matterId, count) => told.push([matterId, count]));
    expect(await waitingOf(id)).toBe(left);
    expect(await countOf(id)).toBe(entered - left);
    const here = told.filter(([matterId]) => matterId === id);
    expect(here).toEqual(left === entered ? [] : [[id, entered - left]]);
    // As the ledger has it: other tests ask it whether it holds.
    await database.db.updateTable("drive").set({ state: "collecting" }).where("matter_id", "=", id).execute();
  });

  test("is matched once by however many try, a sheet a transaction, and the ledger holds", async () => {
    const id = await drive(40);
    const all = people(200, 60);
    for (let sheet = 1; sheet <= 5; sheet += 1)
      await enter(id, sheet, all.slice((sheet - 1) * 12, sheet * 12));
    await signOnline(id, all[0] ?? signer(0));
    await Promise.all([1, 2, 3, 4].map(() => matchDueSheets(services, MIDNIGHT)));
    expect(await countOf(id)).toBe(60);
    expect(await countPaper(database.db, id)).toMatchObject({ counted: 59, refused: 1 });
    const { rows } = await database.pool.query(
      "select (data ->> 'size')::int as size, at from event where matter_id = $1 and kind = 'paper-recorded'",
      [id],
    );
    expect(rows).toEqual(Array.from({ length: 5 }, () => ({ size: 12, at: MIDNIGHT })));
    await expectRecorded();
  });

  test("that cannot be opened keeps nothing else waiting, is said, and goes on once it can be", async () => {
    const [broken, whole] = [await drive(), await drive()];
    await enter(broken, 1, people(300, F));
    await enter(broken, 2, people(320, F));
    await enter(whole, 1, people(340, F));
    const second = await sheetIdOf(broken, 2);
    const swap = () =>
      database.pool.query(
        "update paper_waiting line set sealed = other.sealed from paper_waiting other where line.sheet_id = $1 and other.sheet_id = $1 and line.line = 3 - other.line and line.line < 3",
        [second],
      );
    await swap();
    await expect(matchDueSheets(services, MIDNIGHT)).rejects.toThrow();
    expect([await waitingOf(broken), await waitingOf(whole)]).toEqual([F, 0]);
    await swap();
    await matchDueSheets(services, MIDNIGHT);
    expect([await waitingOf(broken), await countOf(broken)]).toEqual([0, 2 * F]);
  });

  test("leaves alone a line that a portal of the version before matched meanwhile", async () => {
    const id = await drive();
    await enter(id, 1, people(380, 2));
    const rows = await database.db
      .selectFrom("paper_waiting")
      .selectAll()
      .where("matter_id", "=", id)
      .execute();
    await matchWaiting(services, by(id), MIDNIGHT);
    await database.db.insertInto("paper_waiting").values(rows).execute();
    expect(await matchWaiting(services, by(id), MIDNIGHT)).toMatchObject({ counted: 0, count: null });
    expect([await waitingOf(id), await countOf(id)]).toEqual([0, 2]);
  });

  test("counts by the day on which it was entered: its number is reached then, and the district's day has it", async () => {
    const id = await drive(3);
    await enter(id, 1, people(400, F));
    await matchDueSheets(services, MIDNIGHT);
    expect((await listThresholds(database.db, [id]))[0]).toMatchObject({
      reached_at: ENTERED,
      support_serial: 3,
    });
    const days = await database.pool.query("select day::text, net from support_day where matter_id = $1", [
      id,
    ]);
    expect(days.rows).toEqual([{ day: "2026-03-02", net: F }]);
    await countDistricts(database.db, MIDNIGHT);
    const view = await readDrive(database.db, FIRST_SPACE, id, { language: "ko" }, MIDNIGHT);
    expect(view.districts).toMatchObject({ day: "2026-03-02", count: F });
    await expectRecorded();
  });

  test("reaches no number before the last that it needs was given", async () => {
    const id = await drive(F + 1);
    await enter(id, 1, people(430, F));
    await signOnline(id, signer(450), SAME_EVENING);
    await matchDueSheets(services, MIDNIGHT);
    expect((await listThresholds(database.db, [id]))[0]?.reached_at).toEqual(SAME_EVENING);
  });

  test.each<[string, number, (id: number) => Promise<unknown>]>([
    ["lines that came to a sheet later", F, (id) => enter(id, 1, people(1_500, 2 * F), { at: NEXT_EVENING })],
    [
      "a line that was decided on",
      1,
      async (id) => {
        const [{ id: sheetId } = { id: 0 }] = (
          await database.pool.query("select id from paper_sheet where matter_id = $1 and number = 3", [id])
        ).rows;
        const decision = { state: "counted" } as const;
        await decideLine(services, {
          ...by(id, NEXT_EVENING),
          ...{ sheetId, line: 1, from: "doubtful", decision },
        });
      },
    ],
  ])("reaches no number before the last that counts for it: %s", async (_, more, bring) => {
    const id = await drive(F + more + F);
    await enter(id, 1, people(1_500, F));
    await enter(id, 3, people(1_540, F), { unsigned: true });
    await matchDueSheets(services, MIDNIGHT);
    await enter(id, 2, people(1_560, F), { at: NEXT_AFTERNOON });
    await bring(id);
    await matchDueSheets(services, NEXT_MIDNIGHT);
    expect((await listThresholds(database.db, [id]))[0]?.reached_at).toEqual(NEXT_EVENING);
  });

  test("an age is that of the day of entry", async () => {
    const id = await drive();
    await enter(id, 1, [signer(1, { birthDate: "2008-03-03" })]);
    expect(await matchWaiting(services, by(id), MIDNIGHT)).toMatchObject({ refused: 1 });
  });

  test("is in the list that is handed in, if it is enough with it; else nothing of it is matched", async () => {
    const id = await drive(4);
    await signOnline(id, signer(500));
    await enter(id, 1, people(501, 2));
    await expect(handInBy(id, ENTERED)).rejects.toMatchObject({ code: "not-ready" });
    expect([await waitingOf(id), await countOf(id)]).toEqual([2, 1]);
    await enter(id, 2, people(503, 1));
    expect(await handInBy(id, ENTERED)).toMatchObject({ count: 4 });
    expect(await waitingOf(id)).toBe(0);
    await expect(enter(id, 3, people(504, 1))).rejects.toMatchObject({ code: "matter-not-open" });
  });

  test("is all in the list or refused by it, when it is entered in the moment of handing in", async () => {
    const id = await drive(1);
    await signOnline(id, signer(520));
    const entering = [1, 2, 3, 4, 5, 6].map((sheet) => enter(id, sheet, people(520 + sheet * 20, 3)));
    const [handedIn, ...entered] = await Promise.allSettled([handInBy(id, ENTERED), ...entering]);
    if (handedIn.status === "rejected") throw handedIn.reason;
    const taken = entered.filter(({ status }) => status === "fulfilled").length;
    expect(handedIn.value.count).toBe(1 + 3 * taken);
    expect(await waitingOf(id)).toBe(0);
  });

  test.each([
    ["enough", 2, "collected"],
    ["too few", 3, "lapsed"],
  ])("counts for what becomes of the drive when its window ends: %s", async (_, required, state) => {
    const id = await createDrive(database.db, services, {
      at: START,
      required,
      // A law without a list to hand in: the number decides at the end.
      change: (law) => ({ ...law, windows: { ...law.windows, handInDays: null } }),
    });
    await enter(id, 1, people(600, 2));
    const { closes_at } = await driveOf(database.db, id);
    await advanceDrives(services, new Date(closes_at.getTime() + 1));
    expect(await driveOf(database.db, id)).toMatchObject({ state, support_count: 2 });
    expect(await waitingOf(id)).toBe(0);
  });

  test("is not matched any sooner because the window is over and the list is awaited", async () => {
    const id = await drive(2);
    const { closes_at } = await driveOf(database.db, id);
    const after = new Date(closes_at.getTime() + 1);
    await advanceDrives(services, after);
    await enter(id, 1, people(620, 1), { at: after });
    await advanceDrives(services, new Date(after.getTime() + 60_000));
    expect(await waitingOf(id)).toBe(1);
  });

  describe("is mended", () => {
    const mend = async (id: number, seen: number, lines: TypedLine[], clerkId = clerk) =>
      mendSheet(services, {
        ...by(id, SAME_EVENING, clerkId),
        sheetId: await sheetIdOf(id, 1),
        seen,
        lines,
        districts,
      });

    test("line by line; what was not touched stays as it was typed, and so does who typed it", async () => {
      const id = await drive();
      const [a, b] = [
        typedOf(signer(700, { district: "없는동" }), 1),
        { ...typedOf(signer(701), 2), birthDate: "모름" },
      ];
      const entered = await enterSheet(services, {
        ...by(id),
        sheet: 1,
        source: "csv",
        lines: [{ ...a, note: "대리" }, b],
        districts,
      });
      expect(entered.faulty).toEqual([{ line: 2, faults: ["birthDate"] }]);
      const { lines, seen } = await look(id);
      expect(lines).toEqual([{ ...a, note: "대리" }, b]);
      // The form has no choice for that district.
      const mended = [
        { ...a, district: "" },
        { ...b, birthDate: "610203-1234567" },
      ];
      expect(await mend(id, seen, mended, colleague)).toEqual([]);
      expect((await look(id)).lines).toEqual([
        { ...a, note: "대리" },
        { ...b, birthDate: "610203-1******" },
      ]);
      const { rows } = await database.pool.query(
        "select typed_by, entered_at, typed_at from paper_waiting where matter_id = $1 order by line",
        [id],
      );
      expect(rows).toEqual([
        { typed_by: clerk, entered_at: ENTERED, typed_at: ENTERED },
        { typed_by: colleague, entered_at: ENTERED, typed_at: SAME_EVENING },
      ]);
      expect(await matchWaiting(services, by(id), MIDNIGHT)).toMatchObject({ counted: 2 });
    });

    test("no line goes: one that is emptied is matched as what is missing on it", async () => {
      const id = await drive();
      await enter(id, 1, people(710, 1));
      const { seen } = await look(id);
      const empty = { ...typedOf(signer(710), 1), name: "", birthDate: "", address: "", district: "" };
      await mend(id, seen, [empty]);
      expect(await matchWaiting(services, by(id), MIDNIGHT)).toMatchObject({ doubtful: 1 });
    });

    test("once, when it is sent twice", async () => {
      const id = await drive();
      await enter(id, 1, people(715, 1));
      const { seen } = await look(id);
      const mended = [typedOf(signer(716), 1)];
      await mend(id, seen, mended);
      const after = await look(id);
      expect(after.seen).not.toBe(seen);
      await mend(id, seen, mended, colleague);
      expect(await look(id)).toEqual(after);
    });

    test.each<[string, (id: number) => Promise<{ seen: number; lines?: TypedLine[] }>]>([
      [
        "a colleague mended it",
        async (id) => {
          const { seen } = await look(id);
          await mend(id, seen, [typedOf(signer(722), 1)], colleague);
          return { seen };
        },
      ],
      [
        "it was matched",
        async (id) => {
          const { seen } = await look(id);
          await matchWaiting(services, by(id), MIDNIGHT);
          return { seen };
        },
      ],
      ["it has no such line", async (id) => ({ ...(await look(id)), lines: [typedOf(signer(721), 9)] })],
      ["nobody looked", async () => ({ seen: Number.NaN })],
    ])("not when %s", async (_, make) => {
      const id = await drive();
      await enter(id, 1, people(720, 1));
      const { seen, lines = [typedOf(signer(721), 1)] } = await make(id);
      await expect(mend(id, seen, lines)).rejects.toMatchObject({ code: "changed-meanwhile" });
    });
  });

  test("the numbers of whom a signature online superseded move with the day's districts, in the ledger too", async () => {
    const id = await drive();
    await enterMatched(services, {
      ...by(id, START),
      sheet: 1,
      source: "hand",
      lines: people(800, 3).map((who, index) => typedOf(who, index + 1)),
      districts,
    });
    await closeBatches(services, START);
    await countDistricts(database.db, startOfSeoulDay("2026-03-02") ?? START);
    const shown = async () => {
      const { paper_count } = await driveOf(database.db, id);
      const { sheets } = await readPaper(database.db, FIRST_SPACE, id, { before: undefined, size: 5 });
      const { lines } = await readSheet(database.db, FIRST_SPACE, id, 1);
      const recorded = await database.pool.query<{ sheet: number | null; counted: number }>(
        "select data -> 'sheet' as sheet, (data ->> 'counted')::int as counted from event where matter_id = $1 and kind = 'paper-recorded' order by seq offset 1",
        [id],
      );
      return {
        paper: paper_count,
        counts: await countPaper(database.db, id),
        sheet: sheets[0]?.counts,
        lines: lines.map(({ state, reasons }) => [state, ...reasons].join(" ")),
        recorded: recorded.rows,
      };
    };
    const before = await shown();
    expect(before).toMatchObject({ paper: 3, lines: ["counted", "counted", "counted"], recorded: [] });
    const [first] = [await signOnline(id, signer(800)), await signOnline(id, signer(801))];
    // A day's record of who signed online is due, and paper's is not.
    await closeDueBatches(services, SAME_EVENING);
    await countDistricts(database.db, SAME_EVENING);
    expect(await shown()).toEqual(before);
    expect(await countOf(id)).toBe(3);
    // One that is taken back the same day: its line stays out, which shows tomorrow as well.
    await withdrawSignature(services, FIRST_SPACE, id, first, SAME_EVENING);
    // Of the two that are left both stand on paper, and none is less than none online.
    expect(await shown()).toEqual({ ...before, paper: 2 });
    expect(await countOf(id)).toBe(2);

    const next = new Date(MIDNIGHT.getTime() + DAY_MS / 2);
    await countDistricts(database.db, next);
    await closeDueBatches(services, next);
    const counts = { counted: 1, doubtful: 0, refused: 0, superseded: 2 };
    expect(await shown()).toEqual({
      paper: 1,
      counts,
      sheet: { waiting: 0, ...counts },
      lines: ["superseded signed-online", "superseded signed-online", "counted"],
      recorded: [{ sheet: null, counted: -2 }],
    });
    await expectRecorded();
  });

  test("goes with the drive's personal data, should any be left", async () => {
    const id = await drive();
    await enter(id, 1, people(900, 2));
    await database.db
      .updateTable("drive")
      .set({ delete_data_at: ENTERED })
      .where("matter_id", "=", id)
      .execute();
    await deletePersonalData(services, MIDNIGHT);
    expect(await waitingOf(id)).toBe(0);
  });
});
