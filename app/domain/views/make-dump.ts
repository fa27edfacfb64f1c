import { z } from "zod";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { DATA_SETS } from "#app/domain/kinds.ts";
import { readLatestCheckpoint } from "#app/domain/ledger/read-checkpoints.ts";
import type { DataSet, Snapshot } from "#app/domain/open-data/data-set.ts";
import { csvRow } from "#app/platform/csv.ts";
import { storePieces } from "#app/platform/pieces.ts";
import type { Database, Tx } from "#db/client.ts";
import { readLedgerHead } from "#db/queries/events.ts";
import {
  finishDataFile,
  insertDataFile,
  insertDataPiece,
  insertDump,
  listSpacesWithoutDump,
  removeOldDumps,
  tryLockDump,
} from "#db/queries/open-data.ts";
import { inSnapshot } from "#db/transaction.ts";

/** How many days' files a space keeps. */
export const KEPT_DUMPS = 7;

interface StoredFile {
  name: string;
  dataSet: string | null;
  mediaType: string;
  rows: number | null;
  size: number;
  sha256: string;
}

/**
 * Makes the day's files of every space that has none yet. Each space is one transaction on one snapshot, so all of its
 * files are of one moment, with the ledger's head of that moment; killed anywhere it leaves nothing and the next run does
 * the same. Several processes may run at once: one makes, the others pass by.
 *
 * The files are in Postgres, because web processes on several machines share nothing else: a folder of files would be
 * on one of them. They are some megabytes a night, in pieces, and go with a backup.
 *
 * @param signal ends it after the space that is under way
 * @returns the codes of the spaces whose files were made
 * @throws AggregateError at the end, when those of some could not be made
 */
export async function makeDumps(db: Database, now: Date, signal?: AbortSignal): Promise<string[]> {
  const day = seoulDay(now);
  const made: string[] = [];
  const failures: unknown[] = [];
  for (const space of await listSpacesWithoutDump(db, day)) {
    if (signal?.aborted) break;
    try {
      if (await inSnapshot(db, (tx) => makeDump(tx, space, day, now))) made.push(space.code);
    } catch (error) {
      failures.push(error); // the others need not wait until somebody has looked at it
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `open data of ${failures.length} spaces was not made`);
  return made;
}

async function makeDump(
  tx: Tx,
  { id: spaceId, code }: { id: number; code: string },
  day: string,
  now: Date,
): Promise<boolean> {
  if (!(await tryLockDump(tx, spaceId))) return false;
  const head = await readLedgerHead(tx, spaceId);
  const dump = { space_id: spaceId, day, made_at: now, ledger_seq: head.seq };
  if (!(await insertDump(tx, dump))) return false;
  const files = new DumpFiles(tx, { spaceId, day });
  const snapshot = { spaceId, now };
  const dataSets: { name: string; rows: number }[] = [];
  // Each is read twice, once a format: files are written one after the other, and no second one waits in memory.
  for (const dataSet of DATA_SETS) {
    const { name, schema } = dataSet;
    const rows = await files.add(`${name}.jsonl.gz`, name, (count) => linesOf(tx, dataSet, snapshot, count));
    await files.add(`${name}.csv.gz`, name, (count) => csvOf(tx, dataSet, snapshot, count));
    await files.add(`${name}.schema.json`, name, () => [jsonSchemaOf(name, schema)]);
    dataSets.push({ name, rows });
  }
  const checkpoint = await readLatestCheckpoint(tx, spaceId);
  const manifest = {
    space: code,
    day,
    madeAt: now.toISOString(),
    ledger: {
      seq: head.seq,
      hash: head.hash.toString("hex"),
      // Signed with what witnesses signed under it; it may be some lines behind.
      checkpoint: checkpoint ? { size: checkpoint.size, note: checkpoint.note } : null,
    },
    dataSets,
    files: [...files.stored],
  };
  await files.add("manifest.json", null, () => [`${JSON.stringify(manifest, null, 2)}\n`]);
  const sums = files.stored.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  await files.add("SHA256SUMS", null, () => sums);
  await removeOldDumps(tx, spaceId, KEPT_DUMPS);
  return true;
}

type Count = (rows: number) => void;

const MEDIA_TYPES: readonly (readonly [ending: string, type: string])[] = [
  [".gz", "application/gzip"],
  [".schema.json", "application/schema+json"],
  [".json", "application/json"],
  ["", "text/plain; charset=utf-8"],
];

class DumpFiles {
  readonly stored: StoredFile[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly dump: { spaceId: number; day: string },
  ) {}

  /** @returns how many rows it has, as `texts` counted them */
  async add(
    name: string,
    dataSet: string | null,
    texts: (count: Count) => AsyncIterable<string> | Iterable<string>,
  ): Promise<number> {
    const { tx } = this;
    const gzip = name.endsWith(".gz");
    const mediaType = MEDIA_TYPES.find(([ending]) => name.endsWith(ending))?.[1] ?? "";
    const id = await insertDataFile(tx, {
      space_id: this.dump.spaceId,
      day: this.dump.day,
      name,
      position: this.stored.length + 1,
      media_type: mediaType,
      rows: null,
      size: 0,
      sha256: Buffer.alloc(32),
    });
    let counted = 0;
    const { size, sha256 } = await storePieces(
      texts((more) => {
        counted += more;
      }),
      { gzip },
      (position, bytes) => insertDataPiece(tx, { file_id: id, position, bytes }),
    );
    const rows = gzip ? counted : null;
    await finishDataFile(tx, id, { rows, size, sha256 });
    this.stored.push({ name, dataSet, mediaType, rows, size, sha256: sha256.toString("hex") });
    return counted;
  }
}

/** JSON Lines: a row a line, in UTF-8. What a row has beyond its schema is left behind here. */
async function* linesOf(tx: Tx, { schema, pages }: DataSet, snapshot: Snapshot, count: Count) {
  for await (const rows of pages(tx, snapshot)) {
    count(rows.length);
    yield rows.map((row) => `${JSON.stringify(schema.parse(row))}\n`).join("");
  }
}

/** CSV (RFC 4180) with the mark by which sheet programs know UTF-8; what is nested stands as JSON in its cell. */
async function* csvOf(tx: Tx, { schema, pages }: DataSet, snapshot: Snapshot, count: Count) {
  const columns = Object.keys(schema.shape);
  yield `\uFEFF${csvRow(columns)}`;
  for await (const rows of pages(tx, snapshot)) {
    count(rows.length);
    yield rows
      .map((row) => {
        const kept: Record<string, unknown> = schema.parse(row);
        return csvRow(columns.map((column) => cellOf(kept[column])));
      })
      .join("");
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function jsonSchemaOf(name: string, schema: z.ZodObject): string {
  const { $schema, ...rest } = z.toJSONSchema(schema);
  return `${JSON.stringify({ $schema, title: name, ...rest }, null, 2)}\n`;
}
