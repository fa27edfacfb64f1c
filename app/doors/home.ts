import type { AppLoadContext } from "@remix-run/node";

/** Where the space of this request stands, for links that leave the portal: what whole addresses there begin with. */
export const homeHere = ({ origin, directory }: Pick<AppLoadContext, "origin" | "directory">): string =>
  `${origin}${directory.space.prefix}`;
