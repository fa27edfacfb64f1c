import type { Environment } from "#app/environment.ts";
import type { Demonstration } from "#app/portal.ts";
import { demonstrationPerson } from "./people.ts";

/**
 * What the demonstration brings to the portal; undefined for a real city. Its agency runs unless a provider of one's
 * own is set.
 */
export function demonstrationOf(environment: Environment): Demonstration | undefined {
  if (!environment.DEMO) return undefined;
  return {
    agency:
      environment.OIDC_ISSUER === undefined
        ? {
            issuer: issuerOf(environment),
            clientId: "gonggam",
            clientSecret: "demonstration-client-secret",
          }
        : undefined,
    personOf: demonstrationPerson,
  };
}

/** The provider's own address is always loopback: the portal speaks to it there, whatever browsers call it. */
function issuerOf({ HOST, PORT }: Environment): string {
  const host = ["0.0.0.0", "::", "::1"].includes(HOST) ? "127.0.0.1" : HOST;
  return `http://${host}:${PORT}/agency`;
}
