import { type Environment, isReal } from "#app/environment.ts";
import type { Demonstration } from "#app/portal.ts";
import { demonstrationPerson } from "./people.ts";

/** What the demonstration brings to the portal; undefined for a real city. */
export function demonstrationOf(environment: Environment): Demonstration | undefined {
  if (isReal(environment)) return undefined;
  return {
    agency: {
      issuer: issuerOf(environment),
      clientId: "gonggam",
      clientSecret: "demonstration-client-secret",
    },
    personOf: demonstrationPerson,
  };
}

/** The provider's own address is always loopback: the portal speaks to it there, whatever browsers call it. */
function issuerOf({ HOST, PORT }: Environment): string {
  const host = ["0.0.0.0", "::", "::1"].includes(HOST) ? "127.0.0.1" : HOST;
  return `http://${host}:${PORT}/agency`;
}
