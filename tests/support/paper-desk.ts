import { districtsByName } from "#app/domain/kinds/drive/paper-line.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { createClerk, createTestDatabase, directoryOf, type TestDatabase } from "./database.ts";
import { signingServices } from "./drives.ts";

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
