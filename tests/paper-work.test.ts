import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { importPaper } from "#app/domain/kinds/drive/import-paper.ts";
import { matchWaiting } from "#app/domain/kinds/drive/match-sheets.ts";
import { MOST_LINES } from "#app/domain/kinds/drive/paper-line.ts";
import { uploadRegister } from "#app/domain/kinds/drive/register-extract.ts";
import { LIMITS } from "#app/platform/rate-limits.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { signIn } from "./support/client.ts";
import { makeDrive, portalSigning } from "./support/drive-city.ts";
import { createDrive, createSigners, signatureOf, signer, type TestSigner } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createPaperDesk, type PaperDesk } from "./support/paper-desk.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What paper costs, counted in statements and pages, whatever is sent in. */

const START = new Date("2026-02-02T10:00:00+09:00");
const LATER = new Date("2026-03-02T10:00:00+09:00");

const sent: string[] = [];
const { query } = pg.Client.prototype;
pg.Client.prototype.query = new Proxy(query, {
  apply(target, self, args) {
    const [asked] = args;
    sent.push(typeof asked === "string" ? asked : String(asked?.text ?? ""));
    return Reflect.apply(target, self, args);
  },
});
afterAll(() => {
  pg.Client.prototype.query = query;
});

interface Work {
  statements: number;
  /** From where the drive is locked: nobody signs meanwhile. */
  locked: number;
}

async function workOf(act: () => Promise<unknown>): Promise<Work> {
  const before = sent.length;
  await act();
  const statements = sent.slice(before);
  const lock = statements.findIndex((text) => /from "matter".*for update/s.test(text));
  return { statements: statements.length, locked: lock < 0 ? 0 : statements.length - lock };
}

describe("statements", () => {
  let desk: PaperDesk;
  beforeAll(async () => {
    desk = await createPaperDesk();
  });
  afterAll(() => desk.database.close());

  const drive = () => createDrive(desk.database.db, desk.services, { at: START, required: 100_000 });
  const people = (count: number) => Array.from({ length: count }, (_, index) => signer(index));
  const by = (matterId: number) => ({
    spaceId: FIRST_SPACE,
    matterId,
    clerkId: desk.clerk,
    districts: desk.districts,
    at: LATER,
  });
  const linesOf = (some: readonly TestSigner[]) =>
    some.map(({ name, birthDate, address }, index) => ({
      line: index + 1,
      name,
      birthDate: birthDate ?? "",
      address: address ?? "",
      district: "",
      unreadable: false,
      unsigned: false,
    }));
  const sheetOf = (matterId: number, count: number) =>
    enterSheet(desk.services, { ...by(matterId), sheet: 1, source: "hand", lines: linesOf(people(count)) });
  async function allSign(matterId: number, some: readonly TestSigner[]) {
    const ids = await createSigners(desk.database.db, desk.services.seal, [...some]);
    await Promise.all(
      some.map(async (who, index) => {
        const personId = ids[index] ?? 0;
        const beside = await signatureOf(desk.database.db, desk.services, matterId, personId, who);
        const adding = { spaceId: FIRST_SPACE, matterId, personId, kind: "drive", change: "add" } as const;
        return desk.services.supports.submit({ ...adding, at: LATER, beside });
      }),
    );
  }

  test("of a sheet's entry and of its matching are as many for one line as for a hundred that all meet", async () => {
    const work: Work[][] = [];
    for (const count of [1, MOST_LINES]) {
      const id = await drive();
      await allSign(id, people(count));
      work.push([
        await workOf(() => sheetOf(id, count)),
        await workOf(() => matchWaiting(desk.services, by(id), LATER)),
      ]);
      expect(await countPaper(desk.database.db, id)).toMatchObject({ refused: count });
    }
    const [[entry, match] = [], [entryOfMany, matchOfMany] = []] = work;
    expect(entryOfMany).toEqual(entry);
    // One more: names in the order of a list are noted as a sign.
    expect(matchOfMany?.statements).toBe((match?.statements ?? 0) + 1);
  });

  const csvOf = (head: string, rows: readonly string[]) => Buffer.from([head, ...rows].join("\n"));
  const registerOf = (some: readonly TestSigner[], eligible: string) =>
    csvOf(
      "성명,생년월일,자격",
      some.map(({ name, birthDate }) => `${name},${birthDate},${eligible}`),
    );
  async function onPaper(matterId: number, some: readonly TestSigner[]) {
    const rows = some.map(
      ({ name, birthDate, address }, index) =>
        `${Math.floor(index / MOST_LINES) + 1},${(index % MOST_LINES) + 1},${name},${birthDate},${address}`,
    );
    await importPaper(desk.services, csvOf("서명부,줄,성명,생년월일,주소", rows), by(matterId));
    await matchWaiting(desk.services, by(matterId), LATER);
  }
  const upload = (matterId: number, file: Buffer) =>
    workOf(() => uploadRegister(desk.services, file, { ...by(matterId), mode: "replace" }));

  test("of a register's upload come a thousand people at a time, and a thousand lines that change by it", async () => {
    const work: Work[] = [];
    for (const count of [10, 2_500]) {
      const id = await drive();
      const all = people(count);
      await onPaper(id, all);
      work.push(await upload(id, registerOf(all, "아니요")));
      expect(await countPaper(desk.database.db, id)).toMatchObject({ counted: 0, refused: count });
      // And back: each is looked for online and on other lines.
      work.push(await upload(id, registerOf(all, "예")));
      expect(await countPaper(desk.database.db, id)).toMatchObject({ counted: count, refused: 0 });
    }
    const [few, fewBack, many, manyBack] = work;
    if (!few || !fewBack || !many || !manyBack) throw new Error("Four uploads are compared.");
    const more = (some: Work, other: Work) => other.statements - some.statements;
    // Two more statements for people; five of what is read and written of lines, three of a batch and its changes.
    const most = 2 + 2 * (5 + 8);
    expect(more(few, many)).toBeLessThanOrEqual(most);
    expect(more(fewBack, manyBack)).toBeLessThanOrEqual(most);
  });

  test("of a register's upload while the drive is locked do not grow with its people", async () => {
    const work: Work[] = [];
    for (const count of [10, 5_000]) {
      const id = await drive();
      await onPaper(id, people(10));
      work.push(await upload(id, registerOf(people(count), "예")));
    }
    expect(work[0]?.locked).toBeGreaterThan(0);
    expect(work[1]?.locked).toBe(work[0]?.locked);
  });
});

describe("sheets to print", () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal({ environment: { RATE_LIMITS: "on" } });
  });
  afterAll(() => portal.stop());

  test("are fifty at the most, and so often a person; another's turn comes all the same", async () => {
    const { db } = portal.database;
    const id = await makeDrive(db, portalSigning(db), { at: new Date() });
    const clerk = await signIn(portal.url, "clerk");
    const draw = (count: number) => clerk.send(`/drives/${id}/sheets.pdf?count=${count}`);
    const pdf = Buffer.from(await (await draw(999_999)).arrayBuffer()).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(50);
    let drawn = 1;
    let refused: Response | undefined;
    while (!refused && drawn <= LIMITS.paper.points) {
      const answer = await draw(1);
      if (answer.status === 200) drawn += 1;
      else refused = answer;
      await answer.arrayBuffer();
    }
    expect(drawn).toBe(LIMITS.paper.points);
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get("Retry-After"))).toBeGreaterThan(0);
    // Whoever draws nothing has no share of that limit.
    expect((await fetch(`${portal.url}/drives/${id}/poster.pdf`)).status).toBe(200);
  });
});
