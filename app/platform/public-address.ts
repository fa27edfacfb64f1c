import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup } from "node:dns";
import { BlockList, isIP } from "node:net";

/**
 * What is reached from anywhere: all but the ranges that IANA's registries of special addresses (RFC 6890) keep for one
 * machine, one network, or no use. An address inside the city's network must not be asked because a stranger named it.
 */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, "ipv4");
/** Of IPv6 only what is given out (2000::/3), without what embeds an IPv4 address or is for documentation. */
const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet("2000::", 3, "ipv6");
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, "ipv6");

export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !NOT_PUBLIC.check(address, "ipv4");
  return version === 6 && GIVEN_OUT.check(address, "ipv6") && !NOT_PUBLIC.check(address, "ipv6");
}

/** What may be asked because a stranger named it. */
export interface Reach {
  address(address: string): boolean;
  /** @param port "" for the one of https */
  port(port: string): boolean;
}

export const PUBLIC: Reach = { address: isPublicAddress, port: (port) => port === "" };

type Found = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * For the `lookup` of a request: what a name leads to at the moment of connecting, refused when any of it is not public.
 * Looked up before, it could lead elsewhere by then. Of an address in numbers nobody asks here: that is checked before.
 */
export function lookupPublic(reach: Reach) {
  return (hostname: string, options: LookupOptions, found: Found): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => reach.address(address)))
        return found(Object.assign(new Error("not a public address"), { code: "ENOTPUBLIC" }), []);
      if (options.all) found(null, addresses);
      else found(null, first.address, first.family);
    });
  };
}
