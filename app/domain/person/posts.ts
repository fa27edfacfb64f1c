import { PortalError } from "#app/domain/errors.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Database, Tx } from "#db/client.ts";
import { findPerson } from "#db/queries/persons.ts";
import { endPosts, hasAdministrator, insertPost } from "#db/queries/posts.ts";
import { lockPerson } from "#db/queries/saved-searches.ts";
import type { OfficeKind, PostRole } from "#db/tables/space.ts";
import { inTransaction } from "#db/transaction.ts";
import { may, type Viewer } from "./permissions.ts";

/** The kinds of offices in which a role is held; null: it is held in the space, in no office. */
const OFFICES: Record<PostRole, readonly OfficeKind[] | null> = {
  officer: ["department", "administration", "commission"],
  mayor: ["mayor"],
  head: ["head"],
  moderator: null,
  clerk: null,
  admin: null,
};

export const isPostRole = (role: string): role is PostRole => Object.hasOwn(OFFICES, role);

/**
 * The office in which a post is held.
 *
 * @param officeCode of an officer; a space has one head at most, which needs no naming
 * @returns null for a role that is held in no office; undefined when the space has no such post
 */
export function officeOfPost(
  role: PostRole,
  officeCode: string | undefined,
  directory: Directory,
): number | null | undefined {
  const kinds = OFFICES[role];
  if (kinds === null) return null;
  const fitting = directory.offices.filter(({ kind }) => kinds.includes(kind));
  return (role === "officer" ? fitting.find(({ code }) => code === officeCode) : fitting[0])?.id;
}

/** Who gives or ends a post: somebody who administers the space, or whoever runs the machine. */
export type PostGiver = Viewer | "operator";

export interface PostToGive {
  personId: number;
  role: PostRole;
  officeCode?: string;
}

/**
 * Gives a post within a space, until an end or without one. One that the person holds there already is ended by it, so
 * that an end is moved by giving the post again; what the identity provider says of them stays beside it.
 *
 * @throws PortalError "not-permitted", "not-found" for nobody, or "invalid-input"
 */
export function givePost(
  db: Database,
  directory: Directory,
  post: PostToGive & { endsAt: Date | null },
  giver: PostGiver,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const held = await findHeld(tx, directory, post, giver, now);
    if (post.endsAt && post.endsAt <= now) throw refusedFor("endsAt");
    // Two who give the same at once would both find none to end.
    await lockPerson(tx, post.personId);
    await endPosts(tx, held, now);
    const given_by = giver === "operator" ? null : giver.personId;
    await insertPost(tx, { ...held, source: "space", given_by, given_at: now, ends_at: post.endsAt });
  });
}

/**
 * Ends a post that was given within the space. It is kept as what was, and counts nowhere any more: at the latest when
 * the portals have forgotten who the person was to them, some seconds later.
 *
 * @throws PortalError "not-permitted", "not-found" when nobody holds it by the space
 */
export function endPost(
  db: Database,
  directory: Directory,
  post: PostToGive,
  giver: PostGiver,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const held = await findHeld(tx, directory, post, giver, now);
    if ((await endPosts(tx, held, now)) === 0) throw new PortalError("not-found");
  });
}

async function findHeld(
  tx: Tx,
  directory: Directory,
  { personId, role, officeCode }: PostToGive,
  giver: PostGiver,
  now: Date,
) {
  const space = directory.space.id;
  // Somebody has to be the first; once a space administers itself, the terminal is no way past it.
  const permitted =
    giver === "operator" ? !(await hasAdministrator(tx, space, now)) : may(giver, "post.give", { space });
  if (!permitted) throw new PortalError("not-permitted");
  const officeId = officeOfPost(role, officeCode, directory);
  if (officeId === undefined) throw refusedFor("office");
  if (!(await findPerson(tx, personId))) throw new PortalError("not-found");
  return { space_id: space, person_id: personId, role, office_id: officeId };
}

const refusedFor = (field: string) =>
  new PortalError("invalid-input", { faults: [{ field, code: "unknown-choice" }] });
