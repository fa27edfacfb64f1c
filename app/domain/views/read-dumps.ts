import { PortalError } from "#app/domain/errors.ts";
import { type ByteRange, readPieces } from "#app/platform/pieces.ts";
import type { Queryable } from "#db/client.ts";
import { findDataFile, listDataFiles, listDumps, readDataPiece } from "#db/queries/open-data.ts";

/** A file to be taken along. */
export interface DataFileView {
  name: string;
  size: number;
  /** Hex. */
  sha256: string;
  rows: number | null;
}

interface DumpView {
  /** In Seoul. */
  day: string;
  madeAt: string;
  ledgerSeq: number;
  files: DataFileView[];
}

/** The newest files of a space, and the days before; null: none were made yet. */
export async function readDumps(
  db: Queryable,
  spaceId: number,
): Promise<{ newest: DumpView; earlier: string[] } | null> {
  const [newest, ...earlier] = await listDumps(db, spaceId);
  if (!newest) return null;
  const files = await listDataFiles(db, spaceId, newest.day);
  return {
    newest: {
      day: newest.day,
      madeAt: newest.made_at.toISOString(),
      ledgerSeq: newest.ledger_seq,
      files: files.map(({ name, size, sha256, rows }) => ({
        name,
        size,
        sha256: sha256.toString("hex"),
        rows,
      })),
    },
    earlier: earlier.map(({ day }) => day),
  };
}

/** @throws PortalError "not-found" when none were made yet */
export async function newestDumpDay(db: Queryable, spaceId: number): Promise<string> {
  const [newest] = await listDumps(db, spaceId);
  if (!newest) throw new PortalError("not-found");
  return newest.day;
}

export interface DataFile {
  mediaType: string;
  size: number;
  /** Hex. */
  sha256: string;
  read(range: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>>;
}

const DAY = /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/**
 * A file of a day; its bytes never change.
 *
 * @throws PortalError "not-found"
 */
export async function openDataFile(
  db: Queryable,
  spaceId: number,
  day: string,
  name: string,
): Promise<DataFile> {
  const file = isDay(day) ? await findDataFile(db, spaceId, day, name) : undefined;
  if (!file) throw new PortalError("not-found");
  return {
    mediaType: file.media_type,
    size: file.size,
    sha256: file.sha256.toString("hex"),
    read: (range) => readPieces(range, (position) => readDataPiece(db, file.id, position)),
  };
}

/** Whether Postgres knows a day of that name: it refuses the 30th of February. */
const isDay = (day: string) =>
  DAY.test(day) && new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day;
