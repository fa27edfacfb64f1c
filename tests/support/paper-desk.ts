import { type EnteredSheet, enterSheet, type SheetToEnter } from "#app/domain/kinds/drive/enter-sheet.ts";
import { importPaper, type PaperImport } from "#app/domain/kinds/drive/import-paper.ts";
import { type MatchedLines, matchWaiting } from "#app/domain/kinds/drive/match-sheets.ts";
import { districtsByName } from "#app/domain/kinds/drive/paper-line.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { createClerk, createTestDatabase, directoryOf, type TestDatabase } from "./database.ts";
import { driveOf, signingServices } from "./drives.ts";

/** Where a clerk enters paper: a database of its own, with what reads and seals a line. */
export interface PaperDesk {
  database: TestDatabase;
  services: SigningServices;
  /** Who enters it. */
  clerk: number;
  /** Codes by the names that people write. */
  districts: ReadonlyMap<string, string>;
}

export async function createPaperDesk(): Promise<PaperDesk> {
  const database = await createTestDatabase();
  return {
    database,
    services: signingServices(database.db),
    clerk: await createClerk(database.db),
    districts: districtsByName((await directoryOf(database.db)).districts),
  };
}

type Counted = MatchedLines & { count: number };

/** Enters a sheet and matches at once what waits, as if its day were over. */
export async function enterMatched(
  services: SigningServices,
  sheet: SheetToEnter,
): Promise<EnteredSheet & Counted> {
  return { ...(await enterSheet(services, sheet)), ...(await matchedNow(services, sheet)) };
}

/** As {@link enterMatched}, a file. */
export async function importMatched(
  services: SigningServices,
  file: Uint8Array,
  drive: Parameters<typeof importPaper>[2],
): Promise<PaperImport & Counted> {
  return { ...(await importPaper(services, file, drive)), ...(await matchedNow(services, drive)) };
}

async function matchedNow(
  services: SigningServices,
  { spaceId, matterId, at }: { spaceId: number; matterId: number; at: Date },
): Promise<Counted> {
  const matched = await matchWaiting(services, { spaceId, matterId }, at);
  const { support_count } = await driveOf(services.db, matterId, spaceId);
  return { ...matched, count: support_count };
}
