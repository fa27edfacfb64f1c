import { DAY_MS } from "#app/domain/calendar/dates.ts";
import type { Reading } from "#app/domain/kinds/kind.ts";
import { kindOf } from "#app/domain/kinds.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import type { Queryable } from "#db/client.ts";
import { listCalendarDuties, listCalendarMatters } from "#db/queries/open-data.ts";
import { MATTER_KINDS, type MatterKind } from "#db/tables/matter.ts";

/** What happens on a day that people wait for. */
export interface CalendarEntry {
  /** Never changes, whatever becomes of its day. */
  id: string;
  what: "opens" | "closes" | "due";
  kind: MatterKind;
  title: string;
  /** Who owes it, in the reader's language; null where nobody owes anything. */
  office: string | null;
  at: Date;
  changedAt: Date;
  /** Of its matter's page, within the space. */
  path: string;
}

const PAST_DAYS = 30;
const AHEAD_DAYS = 400;
const MOST = 500;

/** When forums, drives and the like of a space open and close, and until when offices owe something; soonest first. */
export async function readCalendar(
  db: Queryable,
  { spaceId, language, now }: Reading,
): Promise<CalendarEntry[]> {
  const from = new Date(now.getTime() - PAST_DAYS * DAY_MS);
  const to = new Date(now.getTime() + AHEAD_DAYS * DAY_MS);
  const kinds = MATTER_KINDS.filter((code) => kindOf(code).inCalendar);
  const asked = { spaceId, from, to, language };
  const [matters, duties] = await Promise.all([
    listCalendarMatters(db, asked, kinds, MOST),
    listCalendarDuties(db, asked, MOST),
  ]);
  const entries = [
    ...matters.flatMap(({ id, kind, title, opens_at, closes_at, updated_at }): CalendarEntry[] => {
      const shared = { kind, title, office: null, changedAt: updated_at, path: matterPath(kind, id) };
      return [
        { ...shared, id: `matter-${id}-opens`, what: "opens", at: opens_at },
        { ...shared, id: `matter-${id}-closes`, what: "closes", at: closes_at },
      ];
    }),
    ...duties.map(
      (duty): CalendarEntry => ({
        id: `duty-${duty.id}`,
        what: "due",
        kind: duty.matter_kind,
        title: duty.title,
        office: duty.office[language],
        at: duty.due_at,
        changedAt: duty.opened_at,
        path: matterPath(duty.matter_kind, duty.matter_id),
      }),
    ),
  ];
  return entries.filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at.getTime() - b.at.getTime());
}
