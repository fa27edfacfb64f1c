import { spacePrefix } from "./address.ts";

/**
 * Where a space stands, for links that leave the portal: what the whole addresses of its pages begin with.
 *
 * @param origin of the portal
 */
export function homeOf(
  origin: string,
  { id, code, first_id }: { id: number; code: string; first_id: number | null },
): string {
  return `${origin}${spacePrefix({ id, code }, first_id === null ? undefined : { id: first_id })}`;
}
