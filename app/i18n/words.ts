import { hasStatutes } from "#app/domain/space/kinds.ts";
import type { SpaceKind } from "#db/tables/space.ts";

/**
 * Whose words a space's pages and letters speak: a city's, with citizens, departments and a mayor, or a group's, with
 * members and a chair. A group's texts are those of `group.json`, the city's everywhere else.
 */
export type Words = "city" | "group";

export const wordsOf = (kind: SpaceKind): Words => (hasStatutes(kind) ? "city" : "group");
