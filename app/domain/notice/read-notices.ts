import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import type { translator } from "#app/i18n/server.ts";
import type { Queryable } from "#db/client.ts";
import { countUnread, listNotices, markRead } from "#db/queries/notices.ts";
import type { Language } from "#db/tables/language.ts";
import type { NoticeSort } from "#db/tables/notice.ts";
import { pathOfLine, sayLine } from "./say-line.ts";

/** At the bell: more are "99+". */
const MOST_COUNTED = 100;
const ORDER = "notices";

/** A notice as its list shows it. */
export interface NoticeItem {
  /** The line of the ledger that it tells of. */
  seq: number;
  sort: NoticeSort;
  /** Of the matter, in the reader's language. */
  title: string;
  said: string;
  /** Of whom it tells, by their name; null: of nobody in particular. */
  office: string | null;
  path: string;
  at: string;
  read: boolean;
}

interface Reader {
  spaceId: number;
  personId: number;
  language: Language;
}

/** A page of a person's notices, newest first. @throws PortalError "invalid-input" for a cursor that is none of ours */
export async function readNotices(
  db: Queryable,
  reader: Reader,
  cursor: string | null,
  pageSize: number,
  { t, offices }: { t: ReturnType<typeof translator>; offices: Readonly<Record<string, string>> },
): Promise<{ items: NoticeItem[]; next: string | null; newest: number | null }> {
  const before = decodeCursor(cursor, ORDER, [])?.id;
  const [rows, [newest]] = await Promise.all([
    listNotices(db, reader, before, pageSize + 1),
    listNotices(db, reader, undefined, 1),
  ]);
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => ({
      seq: row.event_seq,
      sort: row.sort,
      title: row.title,
      office: (typeof row.data.office === "string" && offices[row.data.office]) || null,
      said: sayLine(row, t, reader.language),
      path: pathOfLine(row, row.matter_kind, row.address),
      at: row.at.toISOString(),
      read: row.read_at !== null,
    })),
    next: last ? encodeCursor({ order: ORDER, values: [], id: last.event_seq }) : null,
    newest: newest?.event_seq ?? null,
  };
}

/** How many somebody has not read, up to a hundred. */
export const readUnread = (db: Queryable, spaceId: number, personId: number): Promise<number> =>
  countUnread(db, spaceId, personId, MOST_COUNTED);

/** One was read, or all up to one: what came meanwhile was not seen. */
export const readNotice = (
  db: Queryable,
  reader: Pick<Reader, "spaceId" | "personId">,
  lines: { one: number } | { upTo: number },
  now: Date,
): Promise<void> => markRead(db, reader, lines, now);
