/** What can be followed: one matter, or all that is of a category, a district or an office. */
export const FOLLOW_TARGETS = ["matter", "category", "district", "office"] as const;
export type FollowTarget = (typeof FOLLOW_TARGETS)[number];

export interface FollowTable {
  space_id: number;
  target: FollowTarget;
  /** A matter's number, or the code that the space has for the others. */
  code: string;
  person_id: number;
  since: Date;
}
