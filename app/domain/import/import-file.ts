import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Database } from "#db/client.ts";
import { findLinesDone, insertImported, saveLinesDone } from "#db/queries/imports.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import type { CategoryTable } from "./categories.ts";
import { changedFields, type FieldMap } from "./fields.ts";
import { BrokenFile, digestOf, type LineFile } from "./lines.ts";
import { type Petition, readPetition } from "./petition.ts";
import type { Refusal } from "./refusals.ts";

/** Lines a transaction. With the bytes below it bounds what a kill undoes and what memory holds. */
const BATCH_LINES = 500;
const BATCH_BYTES = 16 * 1024 * 1024;

interface ImportSettings {
  spaceId: number;
  /** The other service's name, as readers see it beside its counts. */
  source: string;
  fields: FieldMap;
  categories: CategoryTable;
}

/** What the caller wants to hear while it runs. */
export interface ImportWatch {
  clock: Clock;
  signal?: AbortSignal;
  onRefused?: (line: number, refusal: Refusal) => void;
  onUnknownLabel?: (label: string) => void;
  /** After each batch. */
  onProgress?: (lines: number) => void;
}

export interface ImportResult {
  /** Lines read, blank ones too. */
  lines: number;
  imported: number;
  /** Taken over before: by an earlier run, from another file, or twice in this one. */
  alreadyThere: number;
  refused: number;
  end: "whole" | "stopped" | { broken: string };
}

/**
 * Takes over the petitions of one file as closed proposals. Each batch's matters, their lines in the ledger and
 * the number of lines done commit together, so a run that is killed anywhere goes on where it stopped and a
 * finished one writes nothing. Lines of an earlier run are read again only for the report of what is wrong.
 *
 * A run is known by the file's content and the field map: after a wrong map the right one starts from line 1.
 */
export async function importFile(
  db: Database,
  file: LineFile,
  settings: ImportSettings,
  watch: ImportWatch,
): Promise<ImportResult> {
  const { spaceId, source, fields, categories } = settings;
  const digest = await digestOf(file.name, changedFields(fields));
  const linesDone = await findLinesDone(db, spaceId, source, digest);
  const result: ImportResult = { lines: 0, imported: 0, alreadyThere: 0, refused: 0, end: "whole" };
  let batch: { petitions: Petition[]; lines: number; bytes: number } = { petitions: [], lines: 0, bytes: 0 };

  const finishBatch = async () => {
    const { petitions } = batch;
    const imported =
      result.lines <= linesDone
        ? 0
        : await writeBatch(db, settings, petitions, { digest, lines: result.lines }, watch.clock.now());
    result.imported += imported;
    result.alreadyThere += petitions.length - imported;
    batch = { petitions: [], lines: 0, bytes: 0 };
    watch.onProgress?.(result.lines);
  };

  try {
    for await (const { number, bytes } of file.lines()) {
      const reading = bytes
        ? readPetition(bytes, fields)
        : { refusal: { code: "line-too-long", field: null } as const };
      result.lines = number;
      batch.lines += 1;
      batch.bytes += bytes?.length ?? 0;
      if (reading && "refusal" in reading) {
        result.refused += 1;
        watch.onRefused?.(number, reading.refusal);
      } else if (reading) {
        batch.petitions.push(reading.petition);
        const { label } = reading.petition;
        if (!categories.codeOf(label).known) watch.onUnknownLabel?.(label);
      }
      // A batch also ends where the earlier run did, so that none is half done.
      if (batch.lines >= BATCH_LINES || batch.bytes >= BATCH_BYTES || number === linesDone) {
        await finishBatch();
        if (watch.signal?.aborted) return { ...result, end: "stopped" };
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    result.end = { broken: error.message };
  }
  if (batch.lines > 0) await finishBatch();
  return result;
}

/** @returns how many were not there yet */
function writeBatch(
  db: Database,
  { spaceId, source, categories }: ImportSettings,
  petitions: Petition[],
  progress: { digest: string; lines: number },
  now: Date,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await saveLinesDone(tx, {
      space_id: spaceId,
      source,
      file_digest: progress.digest,
      lines_done: progress.lines,
      updated_at: now,
    });
    const matters = await insertImported(
      tx,
      petitions.map((petition) => ({
        space_id: spaceId,
        kind: "proposal",
        state: "closed",
        title: petition.title,
        body: petition.body,
        language: "ko",
        category: categories.codeOf(petition.label).code,
        visibility: "public",
        opened_at: petition.beganAt,
        opens_at: petition.beganAt,
        closes_at: petition.endedAt,
        withdrawable_until: petition.endedAt,
        ended_at: petition.endedAt,
        updated_at: now,
        imported_count: petition.count,
        source,
        source_id: petition.sourceId,
      })),
    );
    await noteSearchChanges(
      tx,
      matters.map(({ id }) => ({ kind: "proposal", id })),
    );
    // A line a matter, not one a batch: each matter's timeline is whole by itself.
    await appendToLedger(
      tx,
      matters.map(({ id, imported_count, title, body }) => ({
        spaceId,
        matterId: id,
        kind: "imported",
        at: now,
        data: { source, count: imported_count ?? 0, text: hashTexts({ title, body }) },
      })),
    );
    return matters.length;
  });
}
