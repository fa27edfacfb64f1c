import type {
  OpenAPIObject,
  OperationObject,
  PathItemObject,
  ResponsesObject,
  SchemaObject,
} from "openapi3-ts/oas31";
import type { ErrorCode } from "#app/domain/errors.ts";
import { spacePath } from "#app/domain/space/address.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { Problem } from "#app/doors/api/problems.ts";
import { SCOPE_OF } from "#app/doors/api/scopes.ts";
import { LANGUAGES } from "#app/i18n/settings.ts";
import type { Localized } from "#db/tables/language.ts";
import { about, TAGS } from "./about.ts";
import { OPERATIONS } from "./operations.ts";
import { lang, parametersOf, SAME_ORIGIN } from "./parameters.ts";
import { HEAD_TOO_LONG, problemResponses } from "./problems.ts";
import { Schemas } from "./schemas.ts";

type Described = (typeof OPERATIONS)[number];

/**
 * The API as it really is, as an OpenAPI 3.1 document: made from the operations that its routes serve, so it cannot
 * say anything else than they do; tests/openapi.test.ts holds real answers to it.
 *
 * @param directory of the space whose addresses it has
 * @param driveKinds the statutes that drives are made under here
 * @param cookieName what the session's cookie is called here
 */
export function openApiDocument(
  directory: Directory,
  driveKinds: readonly Named[],
  cookieName: string,
): OpenAPIObject {
  const schemas = new Schemas();
  const problem = schemas.add(Problem);
  const parts = OPERATIONS.map((operation) => describe(operation, directory, schemas, problem));
  const paths: Record<string, PathItemObject> = {};
  for (const { address, method, path, make } of parts) {
    const here = spacePath(directory.space.prefix, address);
    paths[here] ??= { parameters: [...path(), lang] };
    paths[here][method] = make();
  }
  return {
    openapi: "3.1.1",
    info: about(directory),
    servers: [{ url: "/", description: "This portal." }],
    tags: TAGS,
    paths,
    components: {
      schemas: { ...schemas.named(), ...codesOf(directory, driveKinds) },
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: cookieName,
          description: "The session that `GET /auth/sign-in` ends with.",
        },
        key: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "gonggam_…",
          description:
            "A key that somebody made at `/me/keys`, for a program that reads much. It reads what anybody may, in the space where it was made and as far as its scopes go, and has limits of its own; it never writes.",
        },
      },
    },
  };
}

const METHODS = { GET: "get", POST: "post", PUT: "put", DELETE: "delete" } as const;

/** Takes an operation's schemas up; `make` writes it down once all are known. */
function describe(operation: Described, directory: Directory, schemas: Schemas, problem: () => SchemaObject) {
  const query = parametersOf("query", operation.query, schemas);
  const answers = Object.entries(operation.answers).map(([status, answer]) => ({
    status,
    answer,
    schema: schemas.add(answer.schema),
  }));
  const writes = operation.method !== "GET";
  const body = "body" in operation && {
    schema: schemas.add(operation.body(directory)),
    example: operation.example(directory),
  };
  const make = (): OperationObject => ({
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    description: operation.description,
    parameters: [...query(), ...(writes ? SAME_ORIGIN : [])],
    // A reader's own part of an answer needs a session, which nobody must have.
    security:
      operation.permission === "public" ? [{}, { session: [] }, keyFor(operation)] : [{ session: [] }],
    ...(body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: body.schema(), example: body.example } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        answers.map(({ status, answer, schema }): [string, ResponsesObject] => [
          status,
          {
            description: answer.description,
            ...(answer.headers && { headers: headersOf(answer.headers) }),
            content: { "application/json": { schema: schema() } },
            links: answer.links,
          },
        ]),
      ),
      ...problemResponses(problemsOf(operation), problem(), operation.faults),
      431: HEAD_TOO_LONG,
    },
  });
  return {
    address: operation.address,
    method: METHODS[operation.method],
    path: parametersOf("path", operation.path, schemas),
    make,
  };
}

/** The scope of a key that is enough; none: any key is. */
function keyFor({ tag }: Described): { key: string[] } {
  const scope = SCOPE_OF[tag];
  return { key: scope === null ? [] : [scope] };
}

const headersOf = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: "string" as const }, required: true },
    ]),
  );

interface Named {
  code: string;
  name: Localized;
}

const named = (list: readonly Named[]) =>
  list
    .map(({ code, name }) => `- \`${code}\`: ${LANGUAGES.map((language) => name[language]).join(", ")}`)
    .join("\n");

/** The codes that this space has, read from its directory. */
function codesOf(
  { categories, districts, offices }: Directory,
  driveKinds: readonly Named[],
): Record<string, SchemaObject> {
  const oneOf = (list: readonly Named[], what: string): SchemaObject =>
    list.length === 0
      ? // JSON Schema knows no choice among nothing.
        { not: {}, description: `${what} There is none here.` }
      : {
          type: "string",
          enum: list.map(({ code }) => code),
          description: `${what}\n\n${named(list)}`,
        };
  return {
    Category: oneOf(categories, "What a matter is about."),
    District: oneOf(districts, "A part of the space."),
    Office: oneOf(offices, "Who owes something."),
    DriveKind: oneOf(driveKinds, "A statute that drives are made under."),
  };
}

/** It is taken from what their address may have made, or their key; and who shows a key shows one that does. */
const OF_OPEN_READS = ["key-unknown", "key-scope", "too-many-requests"] as const;

/** Its own, and those of every read that everybody may ask. */
function problemsOf({ method, permission, problems }: Described): readonly ErrorCode[] {
  return method === "GET" && permission === "public" ? [...problems, ...OF_OPEN_READS] : problems;
}
