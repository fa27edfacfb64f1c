import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { choice, line, parseId, parseInput } from "#app/domain/input.ts";
import { encrypterFor, fingerprintOf, hashing, streamOf } from "#app/platform/age.ts";
import { csvRow } from "#app/platform/csv.ts";
import type { ListPdf, Papers } from "#app/platform/papers.ts";
import { findDrive } from "#db/queries/drives.ts";
import { finishListExport, insertListExport } from "#db/queries/list-exports.ts";
import { findConfirmedRecipient } from "#db/queries/list-recipients.ts";
import { readSheetNumbers } from "#db/queries/paper-sheets.ts";
import { type ListEntry, readList } from "./personal.ts";
import type { SigningServices } from "./signing-services.ts";

const exportSchema = z.object({
  format: choice(["csv", "pdf"]),
  recipient: z.string().transform((value) => parseId(value) ?? 0),
  purpose: line({ min: 2, max: 500 }),
});
export type ExportRequest = z.output<typeof exportSchema>;

/** What is said in an exported list, in the reader's language. */
export interface ListWords {
  title: string;
  lines: string[];
  columns: {
    number: string;
    name: string;
    birthDate: string;
    address: string;
    district: string;
    from: string;
    signedAt: string;
  };
  online: string;
  sheet: (sheet: number, line: number) => string;
  district: (code: string | null) => string;
  date: (at: Date) => string;
  footer: string;
}

/**
 * The list, encrypted for a recipient on file and streamed as it is read; the look is on record before the first entry is,
 * and what was sent when the last byte was. Nothing of it is kept here, and no one else can open it.
 *
 * @returns the encrypted file
 * @throws PortalError "invalid-input" when the recipient is not on file or not confirmed, or without a purpose; "not-found" when there
 *   is no such drive, or its data was deleted
 */
export async function exportList(
  services: Pick<SigningServices, "db" | "dataKeys"> & { papers: Papers },
  input: unknown,
  {
    spaceId,
    matterId,
    readerId,
    now,
  }: { spaceId: number; matterId: number; readerId: number; now: () => Date },
  words: (drive: NonNullable<Awaited<ReturnType<typeof findDrive>>>, request: ExportRequest) => ListWords,
): Promise<{ format: "csv" | "pdf"; stream: ReadableStream<Uint8Array> }> {
  const request = parseInput(exportSchema, input);
  const { format, purpose } = request;
  const drive = await findDrive(services.db, spaceId, matterId);
  if (!drive) throw new PortalError("not-found");
  const recipient = await findConfirmedRecipient(services.db, spaceId, request.recipient);
  const encrypter = recipient && encrypterFor(recipient.key);
  if (!recipient || !encrypter)
    throw new PortalError("invalid-input", { faults: [{ field: "recipient", code: "unknown-choice" }] });
  const reading = { spaceId, matterId, readerId, purpose, at: now() };
  const { readId, entries } = await readList(services.db, services.dataKeys, reading, "export");
  const id = await insertListExport(services.db, {
    matter_id: matterId,
    read_id: readId,
    format,
    recipient: fingerprintOf(recipient.key),
    recipient_id: recipient.id,
  });
  const said = words(drive, request);
  const rows = rowsOf(entries, await readSheetNumbers(services.db, matterId), said);
  const plain = format === "csv" ? csvOf(rows, said) : services.papers.list(pdfOf(rows, said));
  const stream = hashing(await encrypter.encrypt(streamOf(plain)), (sha256) =>
    finishListExport(services.db, id, { sha256, finished_at: now() }),
  );
  return { format, stream };
}

async function* rowsOf(
  entries: AsyncIterable<ListEntry>,
  sheets: ReadonlyMap<number, number>,
  words: ListWords,
): AsyncGenerator<string[]> {
  let number = 0;
  for await (const { name, birthDate, address, district, from, signedAt } of entries) {
    number += 1;
    const place = "sheet" in from ? words.sheet(sheets.get(from.sheet) ?? 0, from.line) : words.online;
    const day = signedAt ? words.date(signedAt) : "";
    yield [String(number), name, birthDate ?? "", address ?? "", words.district(district), place, day];
  }
}

const COLUMNS = ["number", "name", "birthDate", "address", "district", "from", "signedAt"] as const;

async function* csvOf(rows: AsyncIterable<string[]>, { columns }: ListWords): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  // The mark by which spreadsheets know UTF-8.
  yield encoder.encode(`\uFEFF${csvRow(COLUMNS.map((column) => columns[column]))}`);
  for await (const row of rows) yield encoder.encode(csvRow(row));
}

function pdfOf(rows: AsyncIterable<string[]>, { title, lines, columns, footer }: ListWords): ListPdf {
  const widths = { number: 44, name: 92, birthDate: 76, address: 260, district: 92, from: 112, signedAt: 85 };
  return {
    title,
    lines,
    columns: COLUMNS.map((column) => ({ label: columns[column], width: widths[column] })),
    rows,
    footer,
  };
}
