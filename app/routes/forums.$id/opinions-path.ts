import type { ListOfOpinions } from "./forum-page.server.ts";

/** The address of a view of a forum's opinions; without a list, the strongest side by side. */
export function opinionsPath(
  here: string,
  { list, order }: { list: ListOfOpinions | null; order?: "helpful" | "newest" },
): string {
  const query = new URLSearchParams();
  if (list !== null) query.set("stance", list);
  if (list !== null && order === "newest") query.set("order", order);
  return `/forums/${here}${query.size > 0 ? `?${query}` : ""}`;
}
