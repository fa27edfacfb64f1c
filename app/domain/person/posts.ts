import type { Directory } from "#app/domain/space/directory.ts";
import type { OfficeKind, PostRole } from "#db/tables/space.ts";

/** The kinds of offices in which a role is held; null: it is held in the space, in no office. */
const OFFICES: Record<PostRole, readonly OfficeKind[] | null> = {
  officer: ["department", "administration"],
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
