import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDriveTexts } from "#app/demonstration/drive-texts.ts";
import { demonstrationKeys } from "#app/demonstration/keys.ts";
import { browseDrives } from "#app/domain/kinds/drive/browse-drives.ts";
import { checkReceipt, readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { ACTS } from "#app/domain/kinds/drive/procedure.ts";
import { statesOf } from "#app/domain/kinds/drive/stage.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { readEnvironment } from "#app/environment.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

/** The demonstration's drives, as the portal makes them at its first start. */
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase("demonstration");
});
afterAll(() => database.close());

interface Row {
  id: number;
  slug: string;
  kind: string;
  state: string;
  visibility: string;
  count: number;
  online: number;
  paper: number;
  required: number;
}

const readDrives = async (): Promise<Row[]> => {
  const { rows } = await database.pool.query<Row>(`
    select matter.id::int, matter.title as slug, statute.code as kind, drive.state, visibility, drive.required,
      matter.support_count as count,
      coalesce((drive.kept_counts ->> 'online')::int, (select count(*)::int from signature where signature.matter_id = matter.id)) as online,
      coalesce((drive.kept_counts ->> 'paper')::int,
        (select count(*)::int from paper_line where paper_line.matter_id = matter.id and state = 'counted')) as paper
    from drive join matter on matter.id = drive.matter_id join statute on statute.id = drive.statute_id
    order by matter.id`);
  return rows;
};

describe("the demonstration's drives", () => {
  test("stand at every state that there is, and are of every kind", async () => {
    const drives = await readDrives();
    const states = new Set(Object.values(ACTS).flatMap(({ from, to }): string[] => [...from, to]));
    expect(new Set(drives.map(({ state }) => state))).toEqual(states);
    expect(new Set(drives.map(({ kind }) => kind)).size).toBe(5);
    expect(drives.filter(({ kind }) => kind === "assembly-petition")).toMatchObject([
      { visibility: "public" },
      { visibility: "unlisted", count: 60 },
    ]);
    const { rows } = await database.pool.query("select state from drive_application where matter_id is null");
    expect(rows.map(({ state }) => state).sort()).toEqual(["correction", "submitted"]);
  });

  test("count what was signed online and what counts on paper, and reached what their state asks for", async () => {
    const drives = await readDrives();
    const short = new Set<string>(["collecting", "shortfall", "lapsed", "dismissed"]);
    for (const { slug, state, count, online, paper, required } of drives) {
      expect(online + paper, slug).toBe(count);
      expect(count >= required, slug).toBe(!short.has(state));
    }
    expect(drives.filter(({ paper }) => paper > 0).length).toBeGreaterThan(3);
    const { rows } = await database.pool.query(
      "select drive.state from paper_line join drive using (matter_id) where paper_line.state = 'doubtful'",
    );
    expect(rows.map(({ state }) => state)).toEqual(["inspection", "inspection", "inspection"]);
  });

  test("leave a ledger that holds, in the order of time to the day", async () => {
    expect(await verifyLedger(database.db, 1)).toMatchObject({ holds: true });
    const { rows } = await database.pool.query<{ at: Date }>("select at from event order by seq");
    let latest = 0;
    for (const { at } of rows) {
      expect(latest - at.getTime()).toBeLessThan(24 * 60 * 60 * 1000);
      latest = Math.max(latest, at.getTime());
    }
  });

  test("gave receipts that verify", async () => {
    const services = demonstrationKeys(readEnvironment({})).signing(database.db);
    const { rows } = await database.pool.query<{ matter_id: number; person_id: number }>(
      "select distinct on (matter_id) matter_id::int, person_id::int from signature order by matter_id, person_id desc",
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const { matter_id, person_id } of rows) {
      const receipt = await readOwnReceipt(services, FIRST_SPACE, matter_id, person_id);
      const check = await checkReceipt(
        database.db,
        FIRST_SPACE,
        services.receipts,
        JSON.stringify(receipt?.file),
      );
      expect(check.result).toBe("included");
    }
    const { rows: waiting } = await database.pool.query("select from signature where batch_id is null");
    expect(waiting).toEqual([]);
  });

  test("were signed twice by citizen-1, who can sign others", async () => {
    const { rows } = await database.pool.query(`
      select drive.state from signature join drive using (matter_id)
      where person_id = (select id from person order by id limit 1) order by state`);
    expect(rows.map(({ state }) => state)).toEqual(["collecting", "inspection"]);
  });

  test("are shown under their titles in each language", async () => {
    const directory = await directoryOf(database.db);
    const texts = await readDriveTexts();
    for (const language of ["ko", "en", "ja"] as const) {
      const parameters = new URLSearchParams({ stage: "council" });
      const page = await browseDrives(database.db, directory, parameters, language, new Date(), 20);
      expect(page.items.length).toBe(4);
      expect(statesOf("council")).toContain(page.items[0]?.state);
      const known = new Map(texts.map(({ title, summary }) => [title[language], summary[language]]));
      for (const { title, summary } of page.items) expect(known.get(title)).toContain(summary.slice(0, 30));
    }
  });
});
