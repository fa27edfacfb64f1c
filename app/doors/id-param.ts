import { data } from "@remix-run/node";
import { isUuid, parseId } from "#app/domain/input.ts";

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

/**
 * The id of a draft in a page's address.
 *
 * @throws a 404 page for what can be no id
 */
export function draftIdParam(value: string | undefined): string {
  if (!isUuid(value)) throw data({ code: "not-found" }, { status: 404 });
  return value;
}
