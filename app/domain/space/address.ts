const PAGES = "/s/";
const API = "/api/v1";

/** What the addresses of a space begin with: nothing for the first one. */
export function spacePrefix(space: { id: number; code: string }, first: { id: number } | undefined): string {
  return space.id === first?.id ? "" : `${PAGES}${space.code}`;
}

/**
 * The address in a space of what has this address in the first: `/proposals/3` is `/s/CODE/proposals/3`, and
 * `/api/v1/rules` is `/api/v1/spaces/CODE/rules`.
 *
 * @param prefix the space's, see {@link spacePrefix}
 */
export function spacePath(prefix: string, path: string): string {
  if (prefix === "") return path;
  if (path.startsWith(`${API}/`))
    return `${API}/spaces/${prefix.slice(PAGES.length)}${path.slice(API.length)}`;
  // A space's front page has no slash at its end.
  return prefix + path.replace(/^\/(?=$|[?#])/, "");
}

/** The same for what may be an address of the space already, as a way back is that somebody was given. */
export function withinSpace(prefix: string, path: string): string {
  const { code } = readSpaceAddress(path.replace(/[?#].*$/, ""));
  return code !== undefined && prefix === `${PAGES}${code}` ? path : spacePath(prefix, path);
}

interface SpaceAddress {
  /** Undefined for a plain address, which is of the first space. */
  code: string | undefined;
  /** What the address would be in the first space. */
  path: string;
}

/** Which space an address names, and where in it: the reverse of {@link spacePath}. Whether there is one is not asked. */
export function readSpaceAddress(pathname: string): SpaceAddress {
  const page = /^\/s\/([a-z0-9-]{1,40})(\/.*|\.data|)$/.exec(pathname);
  // The data of a space's front page is asked for at `/s/CODE.data`, the first one's at `/_root.data`.
  if (page) return { code: page[1], path: page[2] === ".data" ? "/_root.data" : page[2] || "/" };
  const api = /^\/api\/v1\/spaces\/([a-z0-9-]{1,40})(\/.*)$/.exec(pathname);
  if (api) return { code: api[1], path: `${API}${api[2]}` };
  return { code: undefined, path: pathname };
}
