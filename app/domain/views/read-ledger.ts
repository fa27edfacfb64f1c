import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { lineOf } from "#app/domain/ledger/chain.ts";
import { readTitles } from "#app/domain/matter/titles.ts";
import type { Queryable } from "#db/client.ts";
import { listLatestEvents, readLedgerHead } from "#db/queries/events.ts";
import type { Language } from "#db/tables/language.ts";

/**
 * A page of a space's public ledger, newest first, and the head that it hangs from.
 *
 * @param before the number that the page before ended with; null: from the end
 * @throws PortalError "invalid-input" when `before` is no number of a line
 */
export async function readLedgerPage(
  db: Queryable,
  spaceId: number,
  before: string | null,
  language: Language,
  pageSize: number,
) {
  const from = before === null ? undefined : parseId(before);
  if (before !== null && from === undefined)
    throw new PortalError("invalid-input", { faults: [{ field: "before", code: "unknown-choice" }] });
  const [head, rows] = await Promise.all([
    readLedgerHead(db, spaceId),
    listLatestEvents(db, spaceId, from, pageSize + 1),
  ]);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  const titles = await readTitles(
    db,
    spaceId,
    page.map((event) => event.matter_id),
    language,
  );
  return {
    head: { seq: head.seq, hash: head.hash.toString("hex") },
    items: page.map((event) => {
      const { seq, matter_id, matter_kind, title, hash } = event;
      const matter =
        matter_id !== null && title !== null && matter_kind !== null
          ? { id: matter_id, kind: matter_kind, title: titles.get(matter_id) ?? title }
          : null;
      // A line that was sealed says what it hid as soon as its matter may be named.
      const { kind, at, data } = matter ? { ...event, at: event.at.toISOString() } : lineOf(event);
      return { seq, kind, at, data, hash: hash.toString("hex"), matter };
    }),
    next: last ? String(last.seq) : null,
  };
}
