/**
 * The one way to write a path: what need not be encoded is not, the rest is in capitals, and no segment is empty
 * (RFC 3986, 6.2.2). Every address that is written otherwise is sent here, before anything is decided by it.
 *
 * @param pathname as the URL standard gives it: dots resolved, every other character encoded
 */
export function canonicalPath(pathname: string): string {
  const decoded = pathname.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
  });
  return decoded.replace(/\/{2,}/g, "/").replace(/(?<=.)\/$/, "");
}
