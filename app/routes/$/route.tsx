import { data } from "@remix-run/node";

/**
 * An address that leads nowhere. Without a route of its own the framework asks no loader, and the page that says so would
 * not know whose space it stands in, who reads it and how they want it to look.
 */
export function loader() {
  throw data({ code: "not-found" }, { status: 404 });
}

export const action = loader;

export default function Nowhere() {
  return null;
}
