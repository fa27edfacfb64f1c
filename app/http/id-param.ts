import { data } from "@remix-run/node";
import { parseId } from "#app/domain/input.ts";

/**
 * The id in a page's address.
 *
 * @throws a 404 page for what can be no id
 */
export function idParam(value: string | undefined): number {
  const id = parseId(value);
  if (id === undefined) throw data({ code: "not-found" }, { status: 404 });
  return id;
}
