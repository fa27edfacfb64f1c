import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { ApplicationState, HelperRole } from "../tables/application.ts";
import type { NewRow } from "../tables/tables.ts";

const applications = (db: Queryable) =>
  db
    .selectFrom("drive_application as application")
    .innerJoin("statute", "statute.id", "application.statute_id")
    .innerJoin("person", "person.id", "application.person_id")
    .leftJoin("drive", "drive.matter_id", "application.matter_id")
    .select([
      // null: no drive has come of it yet
      "drive.state as drive_state",
      "application.id",
      "application.space_id",
      "application.statute_id",
      "application.person_id",
      "application.state",
      "application.request",
      "application.title",
      "application.category",
      "application.content",
      "application.part_versions",
      "application.clerk_note",
      "application.updated_at",
      "application.submitted_at",
      "application.decided_at",
      "application.matter_id",
      "statute.definition",
      "statute.version as statute_version",
      "person.public_name",
      "person.district",
    ])
    .select(["application.invite_until", "application.invite_uses_left"]);

export function findApplication(db: Queryable, spaceId: number, id: number) {
  return applications(db)
    .where("application.id", "=", id)
    .where("application.space_id", "=", spaceId)
    .executeTakeFirst();
}

export type ApplicationRow = NonNullable<Awaited<ReturnType<typeof findApplication>>>;

/**
 * A person's own in a space and those they help with, latest first (drive_application_of_person,
 * drive_helper_of_person).
 */
export function listApplicationsOf(db: Queryable, spaceId: number, personId: number, limit: number) {
  return applications(db)
    .where("application.space_id", "=", spaceId)
    .where((eb) =>
      eb.or([
        eb("application.person_id", "=", personId),
        eb(
          "application.id",
          "in",
          eb.selectFrom("drive_helper").select("application_id").where("person_id", "=", personId),
        ),
      ]),
    )
    .orderBy("application.updated_at", "desc")
    .limit(limit)
    .execute();
}

/** What waits for the clerk, longest first (drive_application_waiting). */
export function listWaitingApplications(db: Queryable, spaceId: number, limit: number) {
  return applications(db)
    .where("application.space_id", "=", spaceId)
    .where("application.state", "=", "submitted")
    .orderBy("application.submitted_at")
    .limit(limit)
    .execute();
}

export async function insertApplication(tx: Queryable, row: NewRow<"drive_application">): Promise<number> {
  const { id } = await tx
    .insertInto("drive_application")
    .values(row)
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

type ApplicationChange = Partial<
  Pick<
    NewRow<"drive_application">,
    | "request"
    | "title"
    | "category"
    | "state"
    | "clerk_note"
    | "updated_at"
    | "submitted_at"
    | "decided_at"
    | "decided_by"
    | "matter_id"
    | "invite_hash"
    | "invite_until"
    | "invite_uses_left"
  >
>;

/**
 * Changes an application that still stands in one of these states: one conditional UPDATE.
 *
 * @param person only if it is theirs
 * @returns false: it does not stand there (any more), or is somebody else's or another space's; nothing changed
 */
export async function changeApplication(
  tx: Queryable,
  spaceId: number,
  id: number,
  from: readonly ApplicationState[],
  change: ApplicationChange,
  person?: number,
): Promise<boolean> {
  const result = await tx
    .updateTable("drive_application")
    .set(change)
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("state", "in", [...from])
    .$if(person !== undefined, (query) => query.where("person_id", "=", person ?? 0))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Keeps one step of an application that its representative still writes: one conditional UPDATE. The steps have
 * versions of their own, so two windows may write two steps.
 *
 * @param part.content replaces those parts of the content that it names
 * @param part.tab the window that saves; what it saved itself it may go on from
 * @param part.seen the version that it began with, 0: none; undefined: it does not say, and saves in any case
 * @returns false: it is not written any more, is somebody else's or another space's, or another window saved something
 *   else in this step; nothing changed
 */
export async function keepApplicationPart(
  tx: Queryable,
  application: { id: number; space_id: number; person_id: number },
  from: readonly ApplicationState[],
  { step, tab, seen, content, ...change }: ApplicationPart,
): Promise<boolean> {
  const { id, space_id, person_id } = application;
  const added = JSON.stringify(content);
  const version = sql<number>`coalesce((part_versions -> ${step} ->> 'version')::int, 0)`;
  const { request, title, category } = change;
  const result = await tx
    .updateTable("drive_application")
    .set(change)
    .set({
      content: sql`content || ${added}::jsonb`,
      part_versions: sql`part_versions
        || jsonb_build_object(${step}::text, jsonb_build_object('version', ${version} + 1, 'tab', ${tab}::text))`,
    })
    .where("id", "=", id)
    .where("space_id", "=", space_id)
    .where("person_id", "=", person_id)
    .where("state", "in", [...from])
    .where((eb) =>
      eb.or([
        seen === undefined ? eb.lit(true) : eb(version, "=", seen),
        sql<boolean>`part_versions -> ${step} ->> 'tab' = ${tab}::text`,
        sql<boolean>`content || ${added}::jsonb = content
          and (coalesce(${request ?? null}::text, request), coalesce(${title ?? null}::text, title),
            coalesce(${category ?? null}::text, category)) = (request, title, category)`,
      ]),
    )
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

interface ApplicationPart {
  step: string;
  tab: string | null;
  seen: number | undefined;
  content: object;
  request?: string;
  title?: string;
  category?: string;
  updated_at: Date;
}

/** Deletes a draft, and its helpers along with it. */
export async function deleteDraftApplication(
  tx: Queryable,
  spaceId: number,
  id: number,
  personId: number,
): Promise<boolean> {
  const result = await tx
    .deleteFrom("drive_application")
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("person_id", "=", personId)
    .where("state", "=", "draft")
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Locks an application for a decision on it, if it still waits for one. */
export async function lockApplication(
  tx: Tx,
  spaceId: number,
  id: number,
  from: readonly ApplicationState[],
) {
  const locked = await tx
    .selectFrom("drive_application")
    .select("id")
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("state", "in", [...from])
    .forUpdate()
    .executeTakeFirst();
  return locked && findApplication(tx, spaceId, id);
}

/** The application that an invitation leads to, while people may still join it. */
export function findInvitation(db: Queryable, spaceId: number, id: number, inviteHash: Buffer, now: Date) {
  return applications(db)
    .where("application.id", "=", id)
    .where("application.space_id", "=", spaceId)
    .where("application.invite_hash", "=", inviteHash)
    .where("application.state", "not in", ["refused", "withdrawn"])
    .where("application.invite_until", ">=", now)
    .where("application.invite_uses_left", ">", 0)
    .executeTakeFirst();
}

/**
 * Adds a helper, if the invitation still holds, and takes a use of it: one conditional UPDATE, so that of two at its
 * last use one joins. One who is there already stays what they are, and takes none.
 *
 * @returns false: the invitation does not hold, or it is the representative
 */
export async function insertHelper(
  tx: Tx,
  invitation: { applicationId: number; inviteHash: Buffer },
  personId: number,
  role: HelperRole,
  now: Date,
): Promise<boolean> {
  const there = await tx
    .selectFrom("drive_helper")
    .select("role")
    .where("application_id", "=", invitation.applicationId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (there) return true;
  const taken = await tx
    .updateTable("drive_application")
    .set((eb) => ({ invite_uses_left: eb("invite_uses_left", "-", 1) }))
    .where("id", "=", invitation.applicationId)
    .where("invite_hash", "=", invitation.inviteHash)
    .where("state", "not in", ["refused", "withdrawn"])
    .where("person_id", "<>", personId)
    .where("invite_until", ">=", now)
    .where("invite_uses_left", ">", 0)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) return false;
  await tx
    .insertInto("drive_helper")
    .values({ application_id: invitation.applicationId, person_id: personId, role, joined_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

export async function deleteHelper(tx: Queryable, applicationId: number, personId: number): Promise<void> {
  await tx
    .deleteFrom("drive_helper")
    .where("application_id", "=", applicationId)
    .where("person_id", "=", personId)
    .execute();
}

export function listHelpers(db: Queryable, applicationId: number) {
  return db
    .selectFrom("drive_helper")
    .innerJoin("person", "person.id", "drive_helper.person_id")
    .select([
      "person.id",
      "person.public_name",
      "person.language",
      "drive_helper.role",
      "drive_helper.joined_at",
    ])
    .where("application_id", "=", applicationId)
    .orderBy("joined_at")
    .orderBy("person.id")
    .execute();
}
