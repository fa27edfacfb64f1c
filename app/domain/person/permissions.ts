import type { PostRole } from "#db/tables/space.ts";

/** Who somebody is to the portal: everyone signed in is a citizen, and may hold posts beside. */
export interface Viewer {
  personId: number;
  /** Masked, as others see it: 김○○. */
  publicName: string;
  district: string | null;
  language: "ko" | "en" | "ja";
  posts: Post[];
}

export interface Post {
  spaceId: number;
  role: PostRole;
  officeId: number | null;
}

export type Role = "visitor" | "citizen" | PostRole;

/**
 * Who may do what, as one table; tests walk it cell by cell. "own office" is checked against the office that the
 * matter or duty belongs to. Reading needs no permission: all of this is public unless it is listed here.
 */
export const PERMISSIONS = {
  "proposal.publish": ["citizen"],
  "proposal.support": ["citizen"],
  "forum.take-part": ["citizen"],
  "forum.edit-background": ["officer:own-office", "moderator", "admin"],
  "desk.read": ["officer", "mayor", "head", "admin"],
  "duty.reply": ["officer:own-office", "mayor:own-office", "head:own-office"],
  "duplicates.judge": ["moderator", "admin"],
  "search-words.edit": ["admin"],
  "drive.apply": ["citizen"],
  "drive.sign": ["citizen"],
  "drive.hand-in": ["citizen"],
  "drive.object": ["citizen"],
  "drive.certify": ["clerk"],
  "drive.paper": ["clerk"],
  "drive.read-personal": ["clerk"],
  "drive.decide": ["clerk"],
  "statute.publish": ["admin"],
} as const satisfies Record<string, readonly (Role | `${PostRole}:own-office`)[]>;

export type Action = keyof typeof PERMISSIONS;

/**
 * @param officeId the office that the thing belongs to, for the actions that ask for it
 */
export function may(viewer: Viewer | null, action: Action, officeId?: number): boolean {
  if (!viewer) return false;
  const allowed: readonly string[] = PERMISSIONS[action];
  if (allowed.includes("citizen")) return true;
  return viewer.posts.some(
    (post) =>
      allowed.includes(post.role) ||
      (allowed.includes(`${post.role}:own-office`) && officeId !== undefined && post.officeId === officeId),
  );
}

/** Whether somebody may do it at least in an office of their own: what a door asks before it knows whose a thing is. */
export function mayAnywhere(viewer: Viewer | null, action: Action): boolean {
  if (may(viewer, action)) return true;
  return viewer?.posts.some(({ officeId }) => officeId !== null && may(viewer, action, officeId)) ?? false;
}

/** The roles that somebody holds in a space. */
export const rolesIn = (viewer: Viewer, spaceId: number): PostRole[] =>
  viewer.posts.filter((post) => post.spaceId === spaceId).map(({ role }) => role);
