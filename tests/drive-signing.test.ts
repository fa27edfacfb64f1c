import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { draftHash } from "#app/domain/kinds/drive/draft.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import { addElectorate } from "#app/domain/kinds/drive/load-law.ts";
import { signDrive, withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { endDriveMatterByList, moveDrive, setDriveMatter } from "#db/queries/drives.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import { inTransaction } from "#db/transaction.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import {
  countSigned,
  createDrive,
  createSigners,
  DRAFT,
  driveOf,
  enterPaper,
  signer,
  signingServices,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { signInProcess } from "./support/sign-race.ts";

const AT = new Date("2026-03-02T10:00:00+09:00");
const DAY = 24 * 60 * 60 * 1000;
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
const ORIGIN = "https://portal.test";
const hash = draftHash(DRAFT).toString("hex");

let database: TestDatabase;
let services: SigningServices;
beforeAll(async () => {
  database = await createTestDatabase();
  services = signingServices(database.db);
});
afterAll(() => database.close());

const sign = (matterId: number, personId: number, at = AT, address = "192.0.2.1") =>
  signDrive(services, {
    spaceId: FIRST_SPACE,
    matterId,
    personId,
    consent: true,
    draftHash: hash,
    address,
    at,
  });

/** The count that people see is always the supports and the lines that count. */
async function countOf(matterId: number): Promise<number> {
  const { online, paper } = await countSigned(database.db, matterId);
  const { support_count } = await driveOf(database.db, matterId);
  expect(support_count).toBe(online + paper);
  return support_count;
}

/** What the ledger says of one kind of line of a drive. */
async function linesOf(matterId: number, kind: string) {
  const rows = await database.db
    .selectFrom("event")
    .select("data")
    .where("matter_id", "=", matterId)
    .where("kind", "=", kind)
    .execute();
  return rows.map((row) => row.data);
}

const newSigners = (count: number, from = 0) =>
  createSigners(
    database.db,
    services.seal,
    Array.from({ length: count }, (_, index) => signer(from + index)),
  );

describe("signing", () => {
  test("a signature is a support with its sealed data and a receipt; a second one is refused", async () => {
    const matter = await createDrive(database.db, services, { at: AT });
    const [person = 0] = await newSigners(1);
    const signed = await sign(matter, person);
    expect(signed).toMatchObject({ result: "signed", count: 1 });
    expect(await sign(matter, person)).toEqual({ result: "refused", reasons: [{ code: "already-signed" }] });
    expect(await countOf(matter)).toBe(1);
    const row = await database.db
      .selectFrom("signature")
      .selectAll()
      .where("matter_id", "=", matter)
      .executeTakeFirstOrThrow();
    const receipt = signed.result === "signed" ? await signed.receipt() : "";
    expect(receipt).toContain(`draft ${hash}`);
    expect(receipt).toContain("\nday 2026-03-02\n");
    expect(receipt).toContain(`nonce ${row.nonce.toString("base64")}`);
    expect(row.sealed.toString("latin1")).not.toContain("서명인");
  });

  test("two taps at once are one signature", async () => {
    const matter = await createDrive(database.db, services, { at: AT });
    const [person = 0] = await newSigners(1);
    const results = await Promise.all([sign(matter, person), sign(matter, person), sign(matter, person)]);
    expect(results.map(({ result }) => result).sort()).toEqual(["refused", "refused", "signed"]);
    expect(await countOf(matter)).toBe(1);
  });

  test("without consent, of another text, of nothing: refused, and nothing is written", async () => {
    const matter = await createDrive(database.db, services, { at: AT });
    const [person = 0] = await newSigners(1);
    const request = {
      spaceId: FIRST_SPACE,
      matterId: matter,
      personId: person,
      consent: true,
      draftHash: hash,
      address: "",
      at: AT,
    };
    await expect(signDrive(services, { ...request, consent: false })).rejects.toMatchObject({
      code: "invalid-input",
    });
    await expect(signDrive(services, { ...request, draftHash: "0".repeat(64) })).rejects.toMatchObject({
      code: "changed-meanwhile",
    });
    await expect(signDrive(services, { ...request, matterId: 999_999 })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await countOf(matter)).toBe(0);
  });

  test("who may not sign hears why", async () => {
    const matter = await createDrive(database.db, services, { at: AT });
    const [minor = 0, elsewhere = 0] = await createSigners(database.db, services.seal, [
      signer(1, { birthDate: "2010-01-01" }),
      signer(2, { district: null }),
    ]);
    expect(await sign(matter, minor)).toMatchObject({ reasons: [{ code: "too-young", from: "2028-01-01" }] });
    expect(await sign(matter, elsewhere)).toEqual({ result: "refused", reasons: [{ code: "not-resident" }] });
  });

  test("taken back until the list is handed in, and everything of it goes", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at: AT, required: 2 });
    const people = await newSigners(4);
    for (const person of people) await sign(matter, person);
    const [first = 0, second = 0, third = 0] = people;
    expect(await withdrawSignature(services, FIRST_SPACE, matter, first, later(1))).toBe(3);
    await expect(withdrawSignature(services, FIRST_SPACE, matter, first, later(2))).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await countOf(matter)).toBe(3);
    const left = await db
      .selectFrom("signature")
      .select("person_id")
      .where("matter_id", "=", matter)
      .execute();
    expect(left).toHaveLength(3);

    // The window ends with enough; signing is over, taking back is not.
    const { closes_at } = await driveOf(db, matter);
    const after = new Date(closes_at.getTime() + 1);
    expect(await sign(matter, first, after)).toMatchObject({ reasons: [{ code: "window-over" }] });
    expect(await advanceDrives(services, after)).toBeGreaterThan(0);
    expect(await driveOf(db, matter)).toMatchObject({ state: "collected", matter_state: "open" });
    expect(await withdrawSignature(services, FIRST_SPACE, matter, second, after)).toBe(2);

    // Handed in: no longer. In a shortfall new signers may, those of the list may not.
    const handedIn = new Date(after.getTime() + 60_000);
    await inTransaction(db, async (tx) => {
      await moveDrive(tx, matter, ["collected"], "handed-in", { handed_in_at: handedIn });
      await endDriveMatterByList(tx, matter, handedIn);
    });
    await expect(withdrawSignature(services, FIRST_SPACE, matter, third, handedIn)).rejects.toMatchObject({
      code: "matter-not-open",
    });
    const reopened = new Date(handedIn.getTime() + 60_000);
    const until = new Date(handedIn.getTime() + 20 * 86_400_000);
    await inTransaction(db, async (tx) => {
      await moveDrive(tx, matter, ["handed-in"], "shortfall", { shortfall_until: until });
      await setDriveMatter(tx, matter, until, reopened);
    });
    await expect(withdrawSignature(services, FIRST_SPACE, matter, third, reopened)).rejects.toMatchObject({
      code: "matter-not-open",
    });
    expect(await sign(matter, first, reopened)).toMatchObject({ result: "signed", count: 3 });
    expect(await withdrawSignature(services, FIRST_SPACE, matter, first, reopened)).toBe(2);
    expect(await countOf(matter)).toBe(2);
  });

  test("too few by the end: its sheets may still come in, and then it lapses, once, whoever looks", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at: AT, required: 2 });
    const [person = 0] = await newSigners(1);
    await sign(matter, person);
    const { closes_at, representative_id, definition } = await driveOf(db, matter);
    await advanceDrives(services, closes_at);
    expect((await driveOf(db, matter)).state).toBe("collecting");
    const after = new Date(closes_at.getTime() + 1);
    await advanceDrives(services, after);
    expect((await driveOf(db, matter)).state).toBe("collected");
    const list = { spaceId: FIRST_SPACE, matterId: matter, personId: representative_id, at: after };
    await expect(handIn(services, list, ORIGIN)).rejects.toMatchObject({ code: "not-ready" });

    const lastDay = endOfPeriod(closes_at, { days: definition.windows.handInDays ?? 0 });
    await advanceDrives(services, lastDay);
    expect((await driveOf(db, matter)).state).toBe("collected");
    const over = new Date(lastDay.getTime() + 1);
    await Promise.all([advanceDrives(services, over), advanceDrives(services, over)]);
    const drive = await driveOf(db, matter);
    expect(drive).toMatchObject({ state: "lapsed", matter_state: "closed" });
    expect(drive.delete_data_at).not.toBeNull();
    expect(await linesOf(matter, "lapsed")).toEqual([{ count: 1, required: 2 }]);
  });

  test("a sheet that comes in after the window, in the days of handing in, carries the drive", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at: AT, required: 2 });
    const [person = 0] = await newSigners(1);
    await sign(matter, person);
    const { closes_at, representative_id } = await driveOf(db, matter);
    const after = new Date(closes_at.getTime() + 1);
    await advanceDrives(services, after);
    await enterPaper(db, services, matter, 1, [signer(9_001)], after);
    const { count } = await handIn(
      services,
      { spaceId: FIRST_SPACE, matterId: matter, personId: representative_id, at: after },
      ORIGIN,
    );
    expect(count).toBe(2);
  });

  test("a law without a list to hand in ends with its window", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at: AT, statute: "assembly-petition" });
    const { closes_at } = await driveOf(db, matter);
    await advanceDrives(services, new Date(closes_at.getTime() + 1));
    expect((await driveOf(db, matter)).state).toBe("lapsed");
  });

  test("an election that is called while people sign gives its days back, and never takes any", async () => {
    const { db } = database;
    const { space } = await directoryOf(db);
    const matter = await createDrive(db, services, { at: AT });
    const petition = await createDrive(db, services, { at: AT, statute: "assembly-petition" });
    const [before, other] = [await driveOf(db, matter), await driveOf(db, petition)];
    const call = (pauseFrom: string, pauseUntil: string) =>
      inTransaction(db, (tx) =>
        addElectorate(
          tx,
          space.id,
          {
            electorate: [],
            elections: [{ name: { ko: "보궐", en: "By-election", ja: "補選" }, pauseFrom, pauseUntil }],
          },
          later(1),
        ),
      );
    await call("2026-04-01", "2026-04-14");
    const { closes_at, collect_until } = await driveOf(db, matter);
    const pausedAlready = Math.round(
      (before.closes_at.getTime() - endOfPeriod(AT, { months: 6 }).getTime()) / DAY,
    );
    // createDrive leaves the elections of the city's seed out, so they come in with it.
    expect(pausedAlready).toBe(0);
    expect(closes_at).toEqual(new Date(before.closes_at.getTime() + (14 + 14) * DAY));
    expect(collect_until).toEqual(closes_at);
    expect((await driveOf(db, petition)).closes_at).toEqual(other.closes_at);
    expect(await linesOf(matter, "collecting-extended")).toEqual([{ until: closes_at.toISOString() }]);
    await call("2020-01-01", "2020-01-10");
    expect((await driveOf(db, matter)).closes_at).toEqual(closes_at);
    expect(await linesOf(matter, "collecting-extended")).toHaveLength(1);
  });

  test("inspection ends with its last day, whether or not the clerk looks", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at: AT, required: 1 });
    const [person = 0] = await newSigners(1);
    await sign(matter, person);
    const until = later(60);
    await inTransaction(db, async (tx) => {
      await moveDrive(tx, matter, ["collecting"], "inspection", {
        handed_in_at: later(1),
        inspect_until: until,
      });
    });
    await advanceDrives(services, until);
    expect((await driveOf(db, matter)).state).toBe("inspection");
    await advanceDrives(services, new Date(until.getTime() + 1));
    expect((await driveOf(db, matter)).state).toBe("deciding");
    expect(await linesOf(matter, "inspection-ended")).toEqual([{ objections: 0, upheld: 0 }]);
  });

  test("bursts and retries are shown to the clerk, with no address anywhere", async () => {
    const matter = await createDrive(database.db, services, { at: AT, required: 1_000 });
    const people = await newSigners(45);
    const answers = await Promise.all(people.map((person) => sign(matter, person, AT, "203.0.113.77")));
    expect(answers.every(({ result }) => result === "signed")).toBe(true);
    for (let time = 0; time < 12; time += 1) await sign(matter, people[0] ?? 0);
    await services.abuse.settled();
    const signs = await database.db
      .selectFrom("abuse_sign")
      .selectAll()
      .where("matter_id", "=", matter)
      .execute();
    expect(signs.map(({ kind, times }) => [kind, times]).sort()).toEqual([
      ["burst", 40],
      ["retries", 10],
    ]);
    expect(JSON.stringify(signs)).not.toContain("203.0.113");
  });
});

describe("online and paper", () => {
  test("a signer counts once: paper then online stays one, online then paper is refused", async () => {
    const matter = await createDrive(database.db, services, { at: AT, required: 100 });
    const people = Array.from({ length: 6 }, (_, index) => signer(500 + index));
    const [a = 0, b = 0, c = 0] = await createSigners(database.db, services.seal, people);
    await sign(matter, a);
    expect(await enterPaper(database.db, services, matter, 1, people, AT)).toBe(6); // a is refused
    expect(await sign(matter, b)).toMatchObject({ result: "signed", count: 6 });
    expect(await sign(matter, c)).toMatchObject({ result: "signed", count: 6 });
    expect(await countOf(matter)).toBe(6);
    const lines = await database.db
      .selectFrom("paper_line")
      .select(["line", "state"])
      .where("matter_id", "=", matter)
      .orderBy("line")
      .execute();
    expect(lines.map(({ state }) => state)).toEqual([
      "refused",
      "superseded",
      "superseded",
      "counted",
      "counted",
      "counted",
    ]);
    // Who takes it back is gone, on paper too.
    expect(await withdrawSignature(services, FIRST_SPACE, matter, b, later(1))).toBe(5);
    expect(await countOf(matter)).toBe(5);
  });

  test("exactly the Nth reaches the number, whether online, superseding or on paper, within one group", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at: AT, required: 5 });
    const people = Array.from({ length: 8 }, (_, index) => signer(600 + index));
    const ids = await createSigners(db, services.seal, people);
    await enterPaper(db, services, matter, 1, people.slice(0, 2), AT); // two on paper: serials 1 and 2
    // One group: persons 0 and 1 supersede (net 0), then 2, 3, 4: the count is 5 with person 4, serial 7.
    const answers = await Promise.all(ids.slice(0, 7).map((person) => sign(matter, person)));
    expect(answers.every(({ result }) => result === "signed")).toBe(true);
    const [milestone] = await listThresholds(db, [matter]);
    const nth = await db
      .selectFrom("support")
      .select("person_id")
      .where("matter_id", "=", matter)
      .where("serial", "=", milestone?.support_serial ?? 0)
      .executeTakeFirst();
    const order = await db
      .selectFrom("support")
      .select("person_id")
      .where("matter_id", "=", matter)
      .orderBy("serial")
      .execute();
    expect(nth?.person_id).toBe(
      order.filter(({ person_id }) => person_id !== ids[0] && person_id !== ids[1])[2]?.person_id,
    );
    expect(await countOf(matter)).toBe(7);

    const onPaper = await createDrive(db, services, { at: AT, required: 5 });
    for (const person of ids.slice(0, 4)) await sign(onPaper, person);
    expect((await listThresholds(db, [onPaper]))[0]?.reached_at).toBeNull();
    await enterPaper(db, services, onPaper, 1, people.slice(3), later(5)); // 3 is refused, 4 is the fifth
    expect((await listThresholds(db, [onPaper]))[0]).toMatchObject({
      reached_at: later(5),
      support_serial: 5,
    });
    expect(await countOf(onPaper)).toBe(8);
  });

  test("below and up again reaches nothing twice", async () => {
    const { db } = database;
    const matter = await createDrive(db, services, { at: AT, required: 3 });
    const ids = await newSigners(4, 700);
    for (const person of ids) await sign(matter, person);
    for (const person of ids.slice(0, 3))
      await withdrawSignature(services, FIRST_SPACE, matter, person, later(1));
    for (const person of ids.slice(0, 3)) await sign(matter, person, later(2));
    const events = await db
      .selectFrom("event")
      .select("kind")
      .where("matter_id", "=", matter)
      .where("kind", "=", "milestone-reached")
      .execute();
    expect(events).toHaveLength(1);
  });
});

test("two processes sign while the clerk enters sheets: everybody counts once, the number is reached once", async () => {
  const { db, url } = database;
  const matter = await createDrive(db, services, { at: AT, required: 250 });
  const people = Array.from({ length: 360 }, (_, index) => signer(5_000 + index));
  const ids = await createSigners(db, services.seal, people.slice(0, 300));
  let seen = () => {};
  const begun = new Promise<void>((done) => (seen = done));
  const run = (persons: number[]) =>
    // One by one, so that sheets fall between and within the groups.
    signInProcess({ url, at: AT, matterId: matter, persons, apart: 3, onAnswer: seen });
  const enter = (sheet: number) => {
    const overlapping = people.slice(sheet * 25, sheet * 25 + 5);
    const others = people.slice(300 + sheet * 5, 305 + sheet * 5);
    return enterPaper(db, services, matter, sheet + 1, [...overlapping, ...others], AT);
  };
  // Both sign the middle third; the sheets hold 60 who sign online and 60 who do not: some before, most meanwhile.
  for (let sheet = 0; sheet < 4; sheet += 1) await enter(11 - sheet);
  const [first, second] = [run(ids.slice(0, 200)), run(ids.slice(100))];
  await begun;
  for (let sheet = 0; sheet < 8; sheet += 1) await enter(sheet);
  const answers = [...(await first), ...(await second)];
  expect(answers.filter((line) => line.startsWith("signed"))).toHaveLength(300);
  expect(await countOf(matter)).toBe(360);
  expect(await countSigned(db, matter)).toEqual({ online: 300, paper: 60 });
  const lines = await db.selectFrom("paper_line").select("state").where("matter_id", "=", matter).execute();
  const states = new Set(lines.map(({ state }) => state));
  expect([...states].sort(), "sheets came before and after signatures").toEqual([
    "counted",
    "refused",
    "superseded",
  ]);
  const reached = await db
    .selectFrom("event")
    .select("data")
    .where("matter_id", "=", matter)
    .where("kind", "=", "milestone-reached")
    .execute();
  expect(reached).toHaveLength(1);
  const net = await db
    .selectFrom("support_day")
    .select((eb) => eb.fn.sum<number>("net").as("net"))
    .where("matter_id", "=", matter)
    .executeTakeFirst();
  expect(Number(net?.net)).toBe(360);
});
