import type { OpenAPIObject, PathsObject } from "openapi3-ts/oas31";
import { spacePath } from "#app/domain/space/address.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { about, TAGS } from "./about.ts";
import { drivePaths, driveSchemas } from "./drives.ts";
import { dutyPaths, dutySchemas } from "./duties.ts";
import { eventPaths, eventSchemas } from "./events.ts";
import { forumPaths, forumSchemas } from "./forums.ts";
import { answer } from "./parts.ts";
import { problemSchemas, problems } from "./problems.ts";
import { proposalPaths, proposalSchemas } from "./proposals.ts";
import { rulePaths, ruleSchemas } from "./rules.ts";
import { searchPaths, searchSchemas } from "./search.ts";
import { lang, read, sharedSchemas, wordsOfSpace } from "./shared.ts";
import { spacePaths, spaceSchemas } from "./spaces.ts";

/**
 * The API as it really is, as an OpenAPI 3.1 document. Limits, choices and texts of problems are taken from where
 * the portal itself takes them, so they cannot drift; tests/openapi.test.ts holds the rest to the running portal.
 *
 * @param directory of the space whose addresses it has
 * @param cookieName what the session's cookie is called here
 */
export function openApiDocument(directory: Directory, cookieName: string): OpenAPIObject {
  const paths: PathsObject = {
    ...searchPaths,
    ...rulePaths,
    ...proposalPaths(directory),
    ...dutyPaths,
    ...forumPaths,
    ...drivePaths,
    ...eventPaths,
    ...spacePaths,
    "/api/v1/openapi.json": {
      get: {
        operationId: "readDescription",
        tags: ["description"],
        summary: "This document",
        ...read(),
        responses: { 200: answer("OpenAPI 3.1.", { type: "object" }), ...problems(["unavailable"]) },
      },
    },
  };
  return {
    openapi: "3.1.1",
    info: about(directory),
    servers: [{ url: "/", description: "This portal." }],
    tags: TAGS,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [
        spacePath(directory.space.prefix, path),
        { ...item, parameters: [...(item.parameters ?? []), lang] },
      ]),
    ),
    components: {
      schemas: {
        ...wordsOfSpace(directory),
        ...spaceSchemas,
        ...sharedSchemas,
        ...ruleSchemas,
        ...proposalSchemas,
        ...dutySchemas,
        ...forumSchemas,
        ...driveSchemas,
        ...eventSchemas,
        ...searchSchemas,
        ...problemSchemas,
      },
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: cookieName,
          description: "The session that `GET /auth/sign-in` ends with.",
        },
      },
    },
  };
}
