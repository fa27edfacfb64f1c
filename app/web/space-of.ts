import { readSpaceAddress, spacePath } from "#app/domain/space/address.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Portal } from "#app/portal.ts";

interface SpaceOfAddress {
  directory: Directory;
  /** The address without its space: what the doors are told apart by. */
  path: string;
  /** The address at which the routes of the space know it: a space's API stands there beside its pages. */
  routed: URL;
  /** Where it really is, when this was another way to say it. */
  moved: URL | undefined;
}

/** The space of an address, found once a request. A code that no space has is an address of the first, and not there. */
export async function spaceOf(
  portal: Pick<Portal, "directory" | "directoryOf">,
  url: URL,
): Promise<SpaceOfAddress> {
  const { code, path } = readSpaceAddress(url.pathname);
  const found = code === undefined ? undefined : await portal.directoryOf(code);
  if (!found)
    return { directory: await portal.directory(), path: url.pathname, routed: url, moved: undefined };
  const { prefix } = found.space;
  const canonical = spacePath(prefix, path);
  // What Remix asks for by itself has its own ways of naming the front page.
  const isAsItShould = canonical === url.pathname || (prefix !== "" && path.endsWith(".data"));
  return {
    directory: found,
    path,
    routed: path.startsWith("/api/") ? withPath(url, `${prefix}${path}`) : url,
    moved: isAsItShould ? undefined : withPath(url, canonical),
  };
}

/** Put together from the origin: a path that begins with `//` names no other host here. */
function withPath({ origin, search }: URL, path: string): URL {
  return new URL(`${origin}${path}${search}`);
}
