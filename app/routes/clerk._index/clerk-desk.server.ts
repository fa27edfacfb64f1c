import type { AppLoadContext } from "@remix-run/node";
import { abuseSignOf } from "#app/domain/kinds/drive/abuse-signs.ts";
import type { ClerkDesk } from "#app/domain/kinds/drive/read-clerk-desk.ts";
import { dutyItemsOf } from "#app/doors/pages/duty-items.ts";
import type { DriveState } from "#db/tables/drive.ts";

/** The order in which states stand on the desk: as drives go through them. */
const STATE_ORDER: readonly DriveState[] = [
  "collecting",
  "collected",
  "shortfall",
  "handed-in",
  "inspection",
  "deciding",
  "accepted",
  "introduced",
];

/** The clerk's desk in the reader's language. */
export function clerkDeskOf(desk: ClerkDesk, { language }: Pick<AppLoadContext, "language">) {
  const drives = desk.drives.map(({ row, next }) => ({
    id: row.matter_id,
    title: row.title,
    kind: row.definition.name[language],
    state: row.state,
    supportCount: row.support_count,
    required: row.required,
    doubtful: row.doubtful,
    objections: row.objections,
    dueAt: next?.dueAt.toISOString() ?? null,
  }));
  const titles = new Map(desk.owed.map(({ matter }) => [matter.id, matter.title]));
  return {
    owed: dutyItemsOf(desk.owed, titles, language),
    applications: desk.applications.map((application) => ({
      id: application.id,
      title: application.title,
      kind: application.definition.name[language],
      representative: application.public_name,
      submittedAt: application.submitted_at?.toISOString() ?? null,
    })),
    states: STATE_ORDER.map((state) => ({
      state,
      drives: drives.filter((drive) => drive.state === state),
    })).filter((group) => group.drives.length > 0),
    ended: desk.states.reduce(
      (sum, { state, count }) => (STATE_ORDER.includes(state) ? sum : sum + Number(count)),
      0,
    ),
    dates: desk.dates.map(({ row, step, from, dueAt, article }) => ({
      id: row.matter_id,
      title: row.title,
      step,
      from: from.toISOString(),
      dueAt: dueAt.toISOString(),
      article,
    })),
    doubtful: drives.filter(({ doubtful }) => doubtful > 0),
    objected: drives.filter(({ objections }) => objections > 0),
    signs: desk.signs.map(abuseSignOf),
  };
}
export type ClerkDeskView = ReturnType<typeof clerkDeskOf>;
