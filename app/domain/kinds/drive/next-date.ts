import type { DriveRow } from "#db/queries/drives.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { CalendarStep } from "#db/tables/statute-definition.ts";
import { driveCalendar, type LegalDate } from "./calendar.ts";
import { datesOf } from "./read-drive.ts";

/** The step of the calendar that a state waits at; undefined: the law gives it no day. */
const WAITS_AT: Record<DriveState, CalendarStep | undefined> = {
  collecting: "collect",
  collected: "hand-in",
  "handed-in": "publish-list",
  inspection: "inspect",
  deciding: undefined,
  shortfall: "shortfall",
  accepted: "introduce",
  introduced: "decide",
  adopted: undefined,
  rejected: undefined,
  lapsed: undefined,
  dismissed: undefined,
};

/** The day by which the law expects what comes next; undefined: it names none for where the drive stands. */
export function nextDate(
  drive: Parameters<typeof datesOf>[0] & Pick<DriveRow, "state" | "definition">,
): LegalDate | undefined {
  const dates = driveCalendar(datesOf(drive), drive.definition);
  const find = (step: CalendarStep | undefined) => dates.find((date) => date.step === step);
  // Until every objection is decided, that is what the acceptance waits for.
  if (drive.state === "deciding") return find(drive.decidable_at ? "accept" : "objections");
  const waits = WAITS_AT[drive.state];
  return waits === "decide" ? (find("extend") ?? find("decide")) : find(waits);
}
