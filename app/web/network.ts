import { isIPv6 } from "node:net";

/** Of an IPv6 address: what a provider gives to one household or office at the least (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * Whom an address stands for, for limits: an IPv4 address itself, of an IPv6 address its /64. Whoever has one such
 * address has 2^64 of them, and would be as many strangers.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return "unknown";
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = bare.split("::");
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":"));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  // An IPv4 address at the end stands for two groups.
  const missing = 8 - before.length - after.length - (bare.includes(".") ? 1 : 0);
  const groups =
    tail === undefined ? before : [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
