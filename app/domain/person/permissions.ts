import type { PostRole } from "#db/tables/space.ts";

/** Who somebody is to the portal: everyone signed in is a citizen, and may hold posts beside. */
export interface Viewer {
  personId: number;
  /** Masked, as others see it: 김○○. */
  publicName: string;
  district: string | null;
  language: "ko" | "en" | "ja";
  /** Those held now, in every space. */
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
 * matter or duty belongs to. Citizens are the same people everywhere; a post counts in its space alone. Reading needs no permission: all of this is public unless it is listed here.
 */
const PERMISSIONS = {
  "proposal.publish": ["citizen"],
  "proposal.support": ["citizen"],
  "proposal.comment": ["citizen"],
  "comment.hide": ["moderator", "admin"],
  "forum.take-part": ["citizen"],
  "forum.edit-background": ["officer:own-office", "moderator", "admin"],
  "statement.hide": ["moderator", "admin"],
  "desk.read": ["officer", "mayor", "head", "admin"],
  "duty.reply": ["officer:own-office", "mayor:own-office", "head:own-office"],
  "duplicates.judge": ["moderator", "admin"],
  "search-words.edit": ["admin"],
  "matter.find-unlisted": ["clerk", "moderator", "admin"],
  "quick-poll.make": ["citizen"],
  "quick-poll.speak": ["citizen"],
  "quick-poll.moderate": ["moderator", "admin"],
  "report.make": ["citizen"],
  "report.judge": ["moderator", "admin"],
  "drive.apply": ["citizen"],
  "drive.sign": ["citizen"],
  "drive.hand-in": ["citizen"],
  "drive.object": ["citizen"],
  "drive.certify": ["clerk"],
  "drive.paper": ["clerk"],
  "drive.read-personal": ["clerk"],
  "drive.decide": ["clerk"],
  "poll.take-part": ["citizen"],
  "poll.write": ["officer:own-office", "mayor:own-office", "head:own-office"],
  "poll.approve": ["officer", "mayor", "head"],
  "vote.manage": ["officer:own-office"],
  "statute.publish": ["admin"],
  "post.give": ["admin"],
  "map.publish": ["admin"],
  "key.make": ["citizen"],
  "key.revoke": ["admin"],
} as const satisfies Record<string, readonly (Role | `${PostRole}:own-office`)[]>;

export type Action = keyof typeof PERMISSIONS;

/** What an action is about. Whoever asks says of which space: a post says nothing about any other. */
export interface Where {
  space: number;
  /** The office that the thing belongs to, for the actions that ask for it; null: nobody's. */
  office?: number | null;
}

/** The one question of permission. */
export function may(
  viewer: Pick<Viewer, "posts"> | null,
  action: Action,
  { space, office = null }: Where,
): boolean {
  if (!viewer) return false;
  const allowed: readonly string[] = PERMISSIONS[action];
  if (allowed.includes("citizen")) return true;
  return postsIn(viewer, space).some(
    (post) =>
      allowed.includes(post.role) ||
      (allowed.includes(`${post.role}:own-office`) && office !== null && post.officeId === office),
  );
}

/** Whether somebody may do it at least in an office of their own: what a door asks before it knows whose a thing is. */
export function mayAnywhere(viewer: Viewer | null, action: Action, space: number): boolean {
  if (may(viewer, action, { space })) return true;
  if (!viewer) return false;
  return postsIn(viewer, space).some(({ officeId }) => may(viewer, action, { space, office: officeId }));
}

/** The posts that somebody holds in a space. */
export const postsIn = (viewer: Pick<Viewer, "posts">, space: number): Post[] =>
  viewer.posts.filter((post) => post.spaceId === space);
