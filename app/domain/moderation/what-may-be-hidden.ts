import { HIDING_REASONS } from "#app/domain/opinion-map/words.ts";
import type { Thing } from "#db/queries/reports.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";

/**
 * For which reasons moderators may hide a thing; none: by the rules it is hidden by nobody, as what stands in the public
 * record under its writer's name. They pass such a report on to who can do something about it.
 */
export const HIDDEN_FOR = {
  matter: [],
  opinion: [],
  reply: [],
  statement: HIDING_REASONS,
  "quick-poll": HIDE_REASONS,
  message: HIDE_REASONS,
  comment: HIDE_REASONS,
  // Its office, or a moderator, takes it out on its own page.
  background: [],
} as const satisfies Record<Thing["subject"], readonly string[]>;
