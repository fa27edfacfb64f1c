import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import { districtsOf, FEWEST_SHOWN } from "#app/domain/kinds/drive/districts.ts";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { readDrive } from "#app/domain/kinds/drive/read-drive.ts";
import { signDrive } from "#app/domain/kinds/drive/sign.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { mergeSmall } from "#app/platform/merge-small.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { createDrive, createSigners, DRAFT, signer, signingServices, statuteOf } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

describe("small parts of a total are shown together", () => {
  test.each<[string, Record<string, number>, Record<string, number>, number | null]>([
    ["none is small", { a: 10, b: 11 }, { a: 10, b: 11 }, null],
    ["two that are ten together", { a: 4, b: 6, c: 20 }, { c: 20 }, 10],
    ["one alone takes the next", { a: 9, b: 30, c: 20 }, { b: 30 }, 29],
    ["a few that are not ten take the next", { a: 1, b: 2, c: 12, d: 40 }, { d: 40 }, 15],
    ["nobody somewhere is small too", { a: 0, b: 25, c: 30 }, { c: 30 }, 25],
    ["of two as large, the same each time", { b: 12, a: 12, c: 3 }, { b: 12 }, 15],
    ["all of it", { a: 1, b: 2 }, {}, 3],
    ["nobody yet", { a: 0, b: 0 }, {}, 0],
  ])("%s", (_, parts, shown, others) => {
    const merged = mergeSmall(new Map(Object.entries(parts)), FEWEST_SHOWN);
    expect([Object.fromEntries(merged.shown), merged.others]).toEqual([shown, others]);
  });

  test("whatever they are: nothing below ten is shown or left over, and the sum is the total", () => {
    const counts = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 3 }),
      fc.oneof(fc.nat({ max: 15 }), fc.nat({ max: 5_000 })),
      { maxKeys: 12 },
    );
    fc.assert(
      fc.property(counts, (parts) => {
        const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
        const { shown, others } = mergeSmall(new Map(Object.entries(parts)), FEWEST_SHOWN);
        const apart = [...shown.values()];
        expect(apart.reduce((sum, part) => sum + part, 0) + (others ?? 0)).toBe(total);
        expect(apart.filter((part) => part < FEWEST_SHOWN)).toEqual([]);
        if (apart.length > 0 && others !== null) expect(others).toBeGreaterThanOrEqual(FEWEST_SHOWN);
        if (others === null) expect(apart).toHaveLength(Object.keys(parts).length);
      }),
    );
  });
});

describe("a drive's districts", () => {
  const codes = ["garam", "neuru", "dasol"];
  const day = "2026-03-02";

  test("for a thousand residents, where it is known how many there are, and of nobody that is hidden", async () => {
    const law = await statuteOf("ordinance-petition");
    const electorate = codes.map((district) => ({
      space_id: FIRST_SPACE,
      as_of: "2025-12-31",
      published_on: "2026-01-09",
      district,
      eligible: 8_000,
      population: district === "neuru" ? null : 30_000,
    }));
    const counts = { garam: 123, neuru: 40, dasol: 3 };
    const { districts } = districtsOf(law, electorate, codes, { day, counts });
    expect(districts.map(({ residents, perThousand }) => [residents, perThousand])).toEqual([
      [30_000, 4.1],
      [null, null],
      [30_000, null],
    ]);
    expect(districtsOf(law, electorate, codes, null).districts[0]?.perThousand).toBeNull();
  });

  test("nobody from elsewhere is hidden where only residents sign; elsewhere, the few are", async () => {
    const residents = await statuteOf("ordinance-petition");
    const anybody = { ...residents, eligibility: { ...residents.eligibility, resident: false } };
    const counts = { garam: 30, neuru: 20, dasol: 10 };
    expect(districtsOf(residents, [], codes, { day, counts })).toMatchObject({
      count: 60,
      elsewhere: 0,
      others: null,
    });
    expect(districtsOf(anybody, [], codes, { day, counts: { ...counts, "": 3 } })).toMatchObject({
      count: 63,
      elsewhere: null,
      others: 13,
      districts: [{ signed: 30 }, { signed: 20 }, { signed: null }],
    });
    expect(districtsOf(residents, [], codes, null)).toMatchObject({
      day: null,
      others: null,
      districts: [{ signed: null }, { signed: null }, { signed: null }],
    });
  });

  test("a minimum below ten is not said to be reached before ten", async () => {
    const statute = await statuteOf("ordinance-petition");
    const share = { numerator: 1, denominator: 10 };
    const law = { ...statute, districtMinimum: { share, districts: { numerator: 1, denominator: 3 } } };
    const electorate = codes.map((district) => ({
      space_id: FIRST_SPACE,
      as_of: "2025-12-31",
      district,
      eligible: 50,
      population: 60,
      published_on: "2026-01-05",
    }));
    const reached = (garam: number) =>
      districtsOf(law, electorate, codes, { day, counts: { garam, neuru: 0, dasol: 0 } }).needed?.reached;
    expect([reached(4), reached(5), reached(9), reached(10)]).toEqual([0, 0, 0, 1]);
  });
});

describe("counted once a day", () => {
  let database: TestDatabase;
  let services: SigningServices;
  let codes: string[];
  const certified = new Date("2026-03-02T10:00:00+09:00");
  beforeAll(async () => {
    database = await createTestDatabase();
    services = signingServices(database.db);
    codes = (await directoryOf(database.db)).districts.map(({ code }) => code);
  });
  afterAll(() => database.close());

  let made = 0;
  async function signFrom(matterId: number, district: string | undefined, count: number, at: Date) {
    const people = Array.from({ length: count }, () => signer(made++, { district: district ?? null }));
    const ids = await createSigners(database.db, services.seal, people);
    const hash = draftHash(DRAFT).toString("hex");
    const signing = { spaceId: FIRST_SPACE, matterId, consent: true, draftHash: hash, address: "", at };
    for (const personId of ids)
      expect(await signDrive(services, { ...signing, personId })).toMatchObject({ result: "signed" });
  }
  const read = (id: number, now: Date) => readDrive(database.db, FIRST_SPACE, id, { language: "ko" }, now);

  test("what is shown is of yesterday's end and stands still while people sign; the live count moves", async () => {
    const id = await createDrive(database.db, services, { at: certified, required: 1_000 });
    const [one, two, three] = codes;
    expect((await read(id, certified)).districts).toMatchObject({ day: null, count: 0 });
    await signFrom(id, one, 12, certified);
    await signFrom(id, two, 4, certified);
    await signFrom(id, three, 7, new Date("2026-03-02T23:59:59.999+09:00"));

    const midnight = new Date("2026-03-03T00:00:00+09:00");
    await signFrom(id, two, 30, midnight);
    expect(await countDistricts(database.db, midnight)).toBe(1);
    const view = await read(id, midnight);
    expect([view.supportCount, view.online, view.paper]).toEqual([53, 53, 0]);
    expect(view.districts).toMatchObject({ day: "2026-03-02", count: 23, others: 11, elsewhere: 0 });
    const signed = Object.fromEntries(view.districts.districts.map(({ code, signed }) => [code, signed]));
    expect(signed).toEqual({ ...Object.fromEntries(codes.map((code) => [code, null])), [one ?? ""]: 12 });

    await signFrom(id, one, 1, new Date("2026-03-03T09:00:00+09:00"));
    expect(await countDistricts(database.db, new Date("2026-03-03T23:59:59+09:00"))).toBe(0);
    expect((await read(id, midnight)).districts).toEqual(view.districts);

    await countDistricts(database.db, new Date("2026-03-04T00:10:00+09:00"));
    expect((await read(id, midnight)).districts).toMatchObject({ day: "2026-03-03", count: 54 });
  });

  test("reading a drive looks at none of its signatures", async () => {
    const id = await createDrive(database.db, services, { at: certified, required: 1_000 });
    await signFrom(id, codes[0], 40, certified);
    await countDistricts(database.db, new Date("2026-03-06T00:00:00+09:00"));
    // Locked away: a read that touches them waits, and is refused.
    const locking = await database.pool.connect();
    try {
      await locking.query("begin; lock table signature, support, paper_line in access exclusive mode");
      const reading = database.db.transaction().execute(async (tx) => {
        await sql`set local lock_timeout = '5s'`.execute(tx);
        return readDrive(tx, FIRST_SPACE, id, { language: "ko" }, certified);
      });
      expect((await reading).districts.count).toBe(40);
    } finally {
      await locking.query("rollback");
      locking.release();
    }
  });
});
