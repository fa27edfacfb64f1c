import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { uploadRegister } from "#app/domain/kinds/drive/register-extract.ts";
import { rekeyDrive, rekeyDrives } from "#app/domain/kinds/drive/rekey-drive.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import {
  countSigned,
  createDrive,
  createSigners,
  driveOf,
  signatureOf,
  signer,
  type TestSigner,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createPaperDesk, enterMatched, type PaperDesk } from "./support/paper-desk.ts";

const START = new Date("2026-02-02T10:00:00+09:00");
const LATER = new Date("2026-03-02T10:00:00+09:00");

/** One person by the keys of now, as many as there are spellings by those of before. */
const SPELLINGS = ["NGUYEN VAN AN", "Nguyen-Van An", "NGUYEN, VAN AN", "An Nguyen Van"] as const;
const spelled = (name: string) => signer(1, { name });

describe("keys of the version before", () => {
  let database: PaperDesk["database"];
  let services: PaperDesk["services"];
  let clerk: number;
  let districts: PaperDesk["districts"];
  beforeAll(async () => {
    ({ database, services, clerk, districts } = await createPaperDesk());
  });
  afterAll(() => database.close());

  const drive = () => createDrive(database.db, services, { at: START, required: 1_000 });
  const enter = (matterId: number, sheet: number, people: readonly TestSigner[], unsigned = false) =>
    enterMatched(services, {
      ...{ spaceId: FIRST_SPACE, matterId, clerkId: clerk, sheet, source: "hand", districts, at: LATER },
      lines: people.map(({ name, birthDate, address }, index) => ({
        line: index + 1,
        name,
        birthDate: birthDate ?? "",
        address: address ?? "",
        district: "",
        unreadable: false,
        unsigned,
      })),
    });
  async function sign(matterId: number, people: readonly TestSigner[]) {
    const ids = await createSigners(database.db, services.seal, [...people]);
    for (const [index, who] of people.entries()) {
      const personId = ids[index] ?? 0;
      const beside = await signatureOf(database.db, services, matterId, personId, who);
      await services.supports.submit({
        ...{ spaceId: FIRST_SPACE, matterId, personId, kind: "drive", change: "add", at: LATER, beside },
      });
    }
    return ids;
  }
  /** Gives rows the keys that the version before would have given them. */
  async function makeFormer(
    matterId: number,
    lines: readonly TestSigner[],
    signers: ReadonlyMap<number, TestSigner>,
  ) {
    const { pool } = database;
    for (const [index, { name, birthDate }] of lines.entries())
      await pool.query(
        `update paper_line set match_hash = $1, key_version = 1
        where line = $2 and sheet_id in (select id from paper_sheet where matter_id = $3 and number = 1)`,
        [services.matcher.formerHash(matterId, name, birthDate ?? ""), index + 1, matterId],
      );
    for (const [personId, { name, birthDate }] of signers)
      await pool.query(
        "update signature set match_hash = $1, key_version = 1 where matter_id = $2 and person_id = $3",
        [services.matcher.formerHash(matterId, name, birthDate ?? ""), matterId, personId],
      );
  }
  /** Counts every line of a sheet, as before, where each spelling was somebody. */
  async function countAll(matterId: number, steps: number) {
    await database.pool.query(
      "update paper_line set state = 'counted', reasons = '{}' where matter_id = $1",
      [matterId],
    );
    await database.pool.query(
      "update matter set support_count = support_count + $1, support_serial = support_serial + $1 where id = $2",
      [steps, matterId],
    );
  }
  const statesOf = async (matterId: number) => {
    const { rows } = await database.pool.query<{ state: string; reasons: string[] }>(
      "select state, reasons from paper_line where matter_id = $1 order by sheet_id, line",
      [matterId],
    );
    return rows.map(({ state, reasons }) => [state, ...reasons]);
  };
  const versionsOf = async (matterId: number) => {
    const { rows } = await database.pool.query<{ key_version: number }>(
      `select distinct key_version from (select key_version, matter_id from signature
        union all select key_version, matter_id from paper_line where match_hash is not null) keys where matter_id = $1`,
      [matterId],
    );
    return rows.map(({ key_version }) => key_version);
  };
  async function expectCountHolds(matterId: number, count: number) {
    const { online, paper } = await countSigned(database.db, matterId);
    expect(online + paper).toBe(count);
    expect((await driveOf(database.db, matterId)).support_count).toBe(count);
  }

  /** Four spellings on paper that counted as four, under their former keys. */
  async function doublyCounted(): Promise<number> {
    const id = await drive();
    const people = SPELLINGS.map(spelled);
    await enter(id, 1, people);
    await makeFormer(id, people, new Map());
    await countAll(id, people.length - 1);
    await expectCountHolds(id, 4);
    return id;
  }

  test("two of one person on paper: one goes on counting, the others wait for the clerk", async () => {
    const id = await doublyCounted();
    await rekeyDrives(services, LATER);
    expect(await statesOf(id)).toEqual([
      ["counted"],
      ["doubtful", "signed-on-paper"],
      ["doubtful", "signed-on-paper"],
      ["doubtful", "signed-on-paper"],
    ]);
    expect(await versionsOf(id)).toEqual([KEY_VERSION]);
    await expectCountHolds(id, 1);
    // Once more, and nothing is left to do.
    expect(await rekeyDrives(services, LATER)).toBe(0);
    await expectCountHolds(id, 1);
  });

  test("one on paper and online: the line waits for the clerk", async () => {
    const id = await drive();
    const [line, online] = [spelled(SPELLINGS[0]), spelled(SPELLINGS[1])];
    await enter(id, 1, [line, signer(2)]);
    await makeFormer(id, [line, signer(2)], new Map());
    // The same name otherwise would have been met by the key of now.
    const [personId = 0] = await sign(id, [signer(3)]);
    await database.pool.query("update signature set sealed = $1 where matter_id = $2 and person_id = $3", [
      (await signatureOf(database.db, services, id, personId, online)).sealed,
      id,
      personId,
    ]);
    await makeFormer(id, [], new Map([[personId, online]]));
    await expectCountHolds(id, 3);
    await rekeyDrive(services, FIRST_SPACE, id, LATER);
    expect(await statesOf(id)).toEqual([["doubtful", "signed-online"], ["counted"]]);
    expect(await versionsOf(id)).toEqual([KEY_VERSION]);
    await expectCountHolds(id, 2);
  });

  test("killed after a batch, it goes on with the rest; of many, each is done", async () => {
    const id = await drive();
    const people = Array.from({ length: 60 }, (_, index) => signer(1_000 + index));
    const online = Array.from({ length: 1_100 }, (_, index) => signer(2_000 + index));
    await enter(id, 1, people);
    const ids = await sign(id, online);
    await makeFormer(
      id,
      people,
      new Map(ids.map((personId, index) => [personId, online[index] ?? signer(0)])),
    );
    await Promise.all([1, 2, 3].map(() => rekeyDrive(services, FIRST_SPACE, id, LATER)));
    expect(await versionsOf(id)).toEqual([KEY_VERSION]);
    await expectCountHolds(id, 1_160);
  });

  test("before anything is compared, its drive's keys are of now: no spelling counts again", async () => {
    const id = await drive();
    const first = spelled(SPELLINGS[0]);
    await enter(id, 1, [first]);
    await makeFormer(id, [first], new Map());
    expect(await enter(id, 2, SPELLINGS.slice(1).map(spelled))).toMatchObject({
      counted: 0,
      refused: 3,
      count: 1,
    });
    // A decision asks as well.
    const other = await drive();
    await enter(other, 1, [first]);
    await enter(other, 2, [spelled(SPELLINGS[1])], true);
    await makeFormer(other, [first], new Map());
    await database.pool.query(
      "update paper_line set state = 'doubtful', reasons = '{unsigned}' where matter_id = $1 and state = 'refused'",
      [other],
    );
    const { rows } = await database.pool.query<{ sheet_id: number }>(
      "select sheet_id from paper_line where matter_id = $1 and state = 'doubtful'",
      [other],
    );
    const decision = await decideLine(services, {
      ...{ spaceId: FIRST_SPACE, matterId: other, clerkId: clerk, sheetId: rows[0]?.sheet_id ?? 0, line: 1 },
      ...{ from: "doubtful", decision: { state: "counted" }, at: LATER },
    });
    expect(decision).toMatchObject({ state: "refused", reasons: ["signed-on-paper"], count: 1 });
  });

  test("who signs online meets the line of before, under its former key", async () => {
    const id = await drive();
    const who = spelled(SPELLINGS[0]);
    await enter(id, 1, [who]);
    await makeFormer(id, [who], new Map());
    await sign(id, [who]);
    expect(await statesOf(id)).toEqual([["superseded", "signed-online"]]);
    await expectCountHolds(id, 1);
  });

  test("an extract of before knows people by their former keys, and is replaced as a whole", async () => {
    const id = await drive();
    const [known, unknown] = [signer(50), signer(51)];
    const extract = (...people: TestSigner[]) =>
      Buffer.from(
        ["성명,생년월일", ...people.map(({ name, birthDate }) => `${name},${birthDate}`)].join("\n"),
      );
    const options = { spaceId: FIRST_SPACE, matterId: id, clerkId: clerk, districts, at: LATER };
    await uploadRegister(services, extract(known), { ...options, mode: "replace" });
    await database.pool.query(
      "update register_extract set match_hash = $1, key_version = 1 where matter_id = $2",
      [services.matcher.formerHash(id, known.name, known.birthDate ?? ""), id],
    );
    expect(await enter(id, 1, [known, unknown])).toMatchObject({ counted: 1, doubtful: 1 });
    await expect(
      uploadRegister(services, extract(unknown), { ...options, mode: "add" }),
    ).rejects.toMatchObject({
      details: { faults: [{ field: "mode", code: "former-extract" }] },
    });
    await expectCountHolds(id, 1);
    const replaced = await uploadRegister(services, extract(known, unknown), { ...options, mode: "replace" });
    expect(replaced).toMatchObject({ people: 2, changed: 1, count: 2 });
  });
});
