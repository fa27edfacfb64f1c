import { z } from "zod";
import { parseInput } from "#app/domain/input.ts";
import { type Cursor, decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { plainExcerpt } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import {
  countDrives,
  DRIVE_ORDERS,
  type DriveCardRow,
  type DriveOrder,
  listDrives,
  listDrivesSignedBy,
  listListedDrives,
} from "#db/queries/drive-lists.ts";
import { listStatutes } from "#db/queries/statutes.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { Language, Localized } from "#db/tables/language.ts";
import { STAGES, type Stage, stageOf, statesOf } from "./stage.ts";

/** What a list shows of a drive. Codes, not labels: the door that renders knows the language. */
export interface DriveSummary {
  id: number;
  title: string;
  summary: string;
  /** The statute's code. */
  kind: string;
  kindName: Localized;
  category: string;
  state: DriveState;
  stage: Stage;
  supportCount: number;
  required: number;
  /** A drive is before everybody once it is listed; until then only who has its address finds it. */
  listed: boolean;
  certifiedAt: string;
  /** The end of collecting, as it stands now; once it is over, when it was: a list may be handed in before its end. */
  collectUntil: string;
  decidedAt: string | null;
}

function summaryOf(row: Omit<DriveCardRow, "reached_part">): DriveSummary {
  return {
    id: row.id,
    title: row.title,
    summary: plainExcerpt(row.summary, "text"),
    kind: row.statute_code,
    kindName: row.statute_name,
    category: row.category,
    state: row.state,
    stage: stageOf(row.state),
    supportCount: row.support_count,
    required: row.required,
    listed: row.visibility === "public",
    certifiedAt: row.certified_at.toISOString(),
    collectUntil: collectedUntil(row).toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

function collectedUntil(row: Omit<DriveCardRow, "reached_part">): Date {
  const end = row.shortfall_until ?? row.collect_until;
  const over = stageOf(row.state) === "collecting" ? null : (row.handed_in_at ?? row.accepted_at);
  return over !== null && over < end ? over : end;
}

/** The values that each order pages by, as they stand in a cursor. */
const ORDER_KEYS: Record<
  DriveOrder,
  { kinds: ("date" | "number")[]; of: (row: DriveCardRow) => Cursor["values"] }
> = {
  newest: { kinds: ["date"], of: (row) => [row.certified_at.toISOString()] },
  trending: { kinds: ["number", "date"], of: (row) => [row.week_count, row.opened_at.toISOString()] },
  closing: { kinds: ["date"], of: (row) => [row.closes_at.toISOString()] },
  closest: { kinds: ["number"], of: (row) => [row.reached_part] },
  signed: { kinds: ["number"], of: (row) => [row.support_count] },
};

/** The parameters of `/drives` and of `GET /api/v1/drives`. */
function browseSchema(directory: Directory, kinds: readonly string[]) {
  const optional = <T extends z.ZodType>(schema: T) =>
    z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
  const oneOf = (codes: readonly string[]) =>
    optional(z.string().refine((code) => codes.includes(code), { error: "unknown-choice" }));
  return z.object({
    kind: oneOf(kinds),
    category: oneOf(directory.categories.map(({ code }) => code)),
    stage: optional(z.enum(STAGES, { error: "unknown-choice" })),
    sort: optional(z.enum(DRIVE_ORDERS, { error: "unknown-choice" })),
  });
}

export interface BrowsedDrives {
  items: DriveSummary[];
  next: string | null;
  chosen: z.output<ReturnType<typeof browseSchema>>;
  /** The kinds of drive there are. */
  kinds: { code: string; name: Localized }[];
}

/**
 * A page of drives that are before everybody.
 *
 * @param parameters kind, stage, category, sort, cursor; unknown ones are ignored
 * @param whereUnsaid the order where none is said
 * @throws PortalError "invalid-input" for a value that does not exist here
 */
export async function browseDrives(
  db: Queryable,
  directory: Directory,
  parameters: URLSearchParams,
  language: Language,
  now: Date,
  pageSize: number,
  whereUnsaid: DriveOrder = "newest",
): Promise<BrowsedDrives> {
  const statutes = await listStatutes(db, directory.space.id);
  const kinds = statutes.map(({ code, definition }) => ({ code, name: definition.name }));
  const chosen = parseInput(
    browseSchema(
      directory,
      kinds.map(({ code }) => code),
    ),
    Object.fromEntries(parameters),
  );
  const order = chosen.sort ?? whereUnsaid;
  const keys = ORDER_KEYS[order];
  const filter = {
    spaceId: directory.space.id,
    kind: chosen.kind,
    category: chosen.category,
    states: chosen.stage && statesOf(chosen.stage),
    order,
    language,
    after: decodeCursor(parameters.get("cursor"), order, keys.kinds),
    now,
  };
  const rows = await listDrives(db, filter, pageSize + 1);
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return {
    items: rows.slice(0, pageSize).map(summaryOf),
    next: last ? encodeCursor({ order, values: keys.of(last), id: last.id }) : null,
    chosen,
    kinds,
  };
}

/** How many drives each choice of a list leaves, with the others as they are. */
export async function countDriveLists(
  db: Queryable,
  spaceId: number,
  { kind, category }: { kind: string | undefined; category: string | undefined },
): Promise<Record<Stage | "all", number>> {
  const counted = (await countDrives(db, spaceId)).filter(
    (one) =>
      (kind === undefined || one.kind === kind) && (category === undefined || one.category === category),
  );
  const sum = (stage: Stage | "all") =>
    counted.reduce(
      (all, { state, drives }) => (stage === "all" || stageOf(state) === stage ? all + drives : all),
      0,
    );
  return {
    collecting: sum("collecting"),
    checking: sum("checking"),
    council: sum("council"),
    decided: sum("decided"),
    ended: sum("ended"),
    all: sum("all"),
  };
}

/** These drives of a space by their ids, as far as they are before everybody. */
export async function summariesOf(
  db: Queryable,
  spaceId: number,
  ids: number[],
  language: Language,
): Promise<Map<number, DriveSummary>> {
  if (ids.length === 0) return new Map();
  return new Map((await listListedDrives(db, spaceId, ids, language)).map((row) => [row.id, summaryOf(row)]));
}

/** The drives of a space that a person signed online, latest first. */
export async function drivesSignedBy(
  db: Queryable,
  spaceId: number,
  personId: number,
  language: Language,
  limit: number,
) {
  const rows = await listDrivesSignedBy(db, spaceId, personId, language, limit);
  return rows.map((row) => ({ ...summaryOf(row), signedAt: row.signed_at.toISOString() }));
}
