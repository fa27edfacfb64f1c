import express, { type Router } from "express";
import { z } from "zod";
import type { Portal } from "#app/portal.ts";
import { createDemonstrationAgency } from "./agency.ts";
import { PICK_PAGE_STYLE_HASH } from "./agency-page.ts";
import { demonstrationPerson, demonstrationPosts } from "./people.ts";

/** By which the siblings know the agency's memory. */
export const AGENCY = "agency";
const payloadSchema = z.looseObject({}).optional();

const POLICY = `default-src 'none'; style-src ${PICK_PAGE_STYLE_HASH}; form-action 'self'; frame-ancestors 'none'`;

/**
 * The demonstration's identity agency with the people of a portal's city, at its address under /agency; undefined
 * in a real city.
 */
export async function agencyOf(portal: Portal): Promise<Router | undefined> {
  const { environment, demonstration } = portal;
  if (!demonstration) return undefined;
  const directory = await portal.directory();
  const origins = new Set([
    environment.PUBLIC_URL && new URL(environment.PUBLIC_URL).origin,
    ...["127.0.0.1", "localhost", "[::1]", environment.HOST].map(
      (host) => `http://${host}:${environment.PORT}`,
    ),
  ]);
  const people = [1, 2, 3, 4, 5, 6].map((number) => demonstrationPerson(`citizen-${number}`, directory));
  const agency = createDemonstrationAgency({
    ...demonstration.agency,
    redirectUris: [...origins]
      .filter((origin) => origin !== undefined)
      .map((origin) => `${origin}/auth/callback`),
    cookieKey: environment.COOKIE_KEY,
    async remember(act) {
      const said = await portal.siblings.ask(AGENCY, act);
      return payloadSchema.parse(said ?? undefined);
    },
    find(login) {
      const person = demonstrationPerson(login, directory);
      return (
        person && {
          login,
          claims: {
            unique_number: person.uniqueNumber,
            name: person.name,
            birthdate: person.birthDate,
            address: person.address,
            foreigner: person.foreigner,
            permanent_residence_since: person.permanentResidenceSince,
            district: person.district,
            email: person.email,
            posts: person.posts,
          },
        }
      );
    },
    offered: [
      ...people.flatMap((person) =>
        person ? [{ group: "citizens" as const, login: person.login, label: person.name }] : [],
      ),
      ...demonstrationPosts(directory).map(({ login, label }) => ({
        group: "offices" as const,
        login,
        label,
      })),
    ],
  });
  const router = express.Router();
  router.use("/agency", (_request, response, next) => {
    response.set("Content-Security-Policy", POLICY);
    next();
  });
  router.use("/agency", agency);
  return router;
}
