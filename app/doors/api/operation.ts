import { z } from "zod";
import { type ErrorCode, type FieldFault, PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import type { Action, Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { LimitName } from "#app/platform/rate-limits.ts";
import { findMatterHere } from "../matter-param.ts";
import { type ApiCall, json, type OpenWriting, type Reading, readJson, type Writing } from "./api-route.ts";

/** One answer of an operation, other than its problems. */
interface Answer {
  description: string;
  /** What is answered: a body that has more loses it here, so nothing leaves that is not said. */
  schema: z.ZodType;
  /** Headers that always come with it, by their meaning. */
  headers?: Record<string, string>;
  links?: Record<string, Link>;
}

/** What an answer leads to (OpenAPI's Link Object): parameters as runtime expressions. */
interface Link {
  operationId: string;
  parameters: Record<string, string>;
  requestBody?: Record<string, unknown>;
}

/** Links to operations that take the same id. @param id the expression that says where it stands */
export const linksTo = (id: string, ...operationIds: string[]): Record<string, Link> =>
  Object.fromEntries(operationIds.map((operationId) => [operationId, { operationId, parameters: { id } }]));

type Answers = Record<number, Answer>;
type Parameters = z.ZodObject<z.ZodRawShape>;

/** The families of operations. */
export type Tag =
  | "search"
  | "rules"
  | "proposals"
  | "duties"
  | "forums"
  | "drives"
  | "quick-polls"
  | "polls"
  | "votes"
  | "reports"
  | "ledger"
  | "spaces"
  | "description";

/**
 * One question of the API, with all that it may be told and may answer. The route serves it ({@link reads},
 * {@link writes}, {@link writesText}) and the document describes it (openapi/document.ts), both from here.
 */
interface Operation<P extends Parameters = Parameters, Q extends Parameters = Parameters, A = Answers> {
  address: `/api/v1/${string}`;
  operationId: string;
  tag: Tag;
  summary: string;
  description?: string;
  path: P;
  query: Q;
  answers: A;
  problems: readonly ErrorCode[];
  /** For the example of "invalid-input". */
  faults?: FieldFault[];
}

export interface ReadOperation<
  P extends Parameters = Parameters,
  Q extends Parameters = Parameters,
  A = Answers,
> extends Operation<P, Q, A> {
  method: "GET";
  /** Who may; "public" is everyone, signed in or not. */
  permission: Action | "public";
}

export interface WriteOperation<
  P extends Parameters = Parameters,
  Q extends Parameters = Parameters,
  A = Answers,
> extends Operation<P, Q, A> {
  method: "POST" | "PUT" | "DELETE";
  permission: Action;
  limit: LimitName;
}

/** One that takes a JSON body; a space has its own codes in some. */
export interface TextOperation<
  P extends Parameters = Parameters,
  Q extends Parameters = Parameters,
  A = Answers,
  B extends z.ZodType = z.ZodType,
> extends WriteOperation<P, Q, A> {
  body(directory: Directory): B;
  example(directory: Directory): unknown;
}

/** One that takes a JSON body from anybody: see `OpenWriting`. */
export interface OpenOperation<
  P extends Parameters = Parameters,
  Q extends Parameters = Parameters,
  A = Answers,
  B extends z.ZodType = z.ZodType,
> extends Operation<P, Q, A> {
  method: "PUT";
  permission: "public";
  body(directory: Directory): B;
  example(directory: Directory): unknown;
}

/** An answer of a handler, as one of those that its operation describes. */
export const answer = <const S extends number, B>(status: S, body: B, headers?: Record<string, string>) => ({
  status,
  body,
  headers,
});

/** What an operation may answer: a status with the body that goes with it. */
type Said<A> = {
  [S in keyof A & number]: {
    status: S;
    body: A[S] extends Answer ? z.input<A[S]["schema"]> : never;
    headers?: Record<string, string>;
  };
}[keyof A & number];

type Asked<P extends Parameters, Q extends Parameters> = ApiCall & {
  path: z.output<P>;
  /** Each parameter as it was said last; see {@link queryOf}. */
  query: z.output<Q>;
};

const isArray = (schema: z.core.$ZodType) => z.toJSONSchema(schema, { io: "input" }).type === "array";
const arrays = new WeakMap<Parameters, Set<string>>();

/** The names that may be said more than once. */
function arraysOf(query: Parameters): Set<string> {
  const known = arrays.get(query);
  if (known) return known;
  const names = new Set(Object.keys(query.shape).filter((name) => isArray(query.shape[name] ?? z.never())));
  arrays.set(query, names);
  return names;
}

function queryOf(query: Parameters, parameters: URLSearchParams): Record<string, unknown> {
  const repeated = [...arraysOf(query)].map((name) => [name, parameters.getAll(name)]);
  return { ...Object.fromEntries(parameters), ...Object.fromEntries(repeated) };
}

function read<P extends Parameters, Q extends Parameters>(
  { path, query }: Pick<Operation<P, Q>, "path" | "query">,
  call: ApiCall,
): Asked<P, Q> {
  const place = path.safeParse(call.params);
  if (!place.success) throw new PortalError("not-found");
  return {
    ...call,
    path: place.data,
    // A parameter that is said more than once is named, and not which of its values.
    query: parseInput(query, queryOf(query, call.url.searchParams), ([name = ""]) => [name]),
  };
}

/**
 * The number of the matter that an address of the API names.
 *
 * @throws PortalError "not-found", also for what the reader may not find
 */
export async function matterOf({ context, path }: ApiCall & { path: { id: string } }): Promise<number> {
  const found = await findMatterHere(context, path.id);
  if (!found) throw new PortalError("not-found");
  return found.id;
}

function say<A extends Answers>(answers: A, said: Said<A>): Response {
  const { status, body, headers }: { status: number; body: unknown; headers?: Record<string, string> } = said;
  const answer = answers[status];
  if (!answer) throw new Error(`The answer ${status} is not described.`);
  return json(answer.schema.parse(body), status, headers);
}

/** Serves a question that changes nothing. */
export function reads<P extends Parameters, Q extends Parameters, A extends Answers>(
  operation: ReadOperation<P, Q, A>,
  handle: (asked: Asked<P, Q>) => Promise<Said<A>>,
): Reading {
  return {
    permission: operation.permission,
    handle: async (call) => say(operation.answers, await handle(read(operation, call))),
  };
}

/** Serves a write that needs no body. */
export function writes<P extends Parameters, Q extends Parameters, A extends Answers>(
  operation: WriteOperation<P, Q, A>,
  handle: (asked: Asked<P, Q> & { viewer: Viewer }) => Promise<Said<A>>,
): Writing {
  return {
    permission: operation.permission,
    limit: operation.limit,
    handle: async ({ viewer, ...call }) =>
      say(operation.answers, await handle({ ...read(operation, call), viewer })),
  };
}

/** Serves a write whose body is JSON. */
export function writesText<
  P extends Parameters,
  Q extends Parameters,
  A extends Answers,
  B extends z.ZodType,
>(
  operation: TextOperation<P, Q, A, B>,
  handle: (asked: Asked<P, Q> & { viewer: Viewer; body: z.output<B> }) => Promise<Said<A>>,
): Writing {
  return {
    permission: operation.permission,
    limit: operation.limit,
    async handle({ viewer, ...call }) {
      const asked = read(operation, call);
      const body = parseInput(operation.body(call.context.directory), await readJson(call.request));
      return say(operation.answers, await handle({ ...asked, viewer, body }));
    },
  };
}

/**
 * Serves a write that nobody has to be signed in for.
 *
 * @param enter who may, and how often: asked before the body is read
 */
export function writesOpenly<
  P extends Parameters,
  Q extends Parameters,
  A extends Answers,
  B extends z.ZodType,
  E extends object,
>(
  operation: OpenOperation<P, Q, A, B>,
  enter: (call: ApiCall) => Promise<E>,
  handle: (asked: Asked<P, Q> & E & { body: z.output<B> }) => Promise<Said<A>>,
): OpenWriting {
  return {
    permission: operation.permission,
    async handle(call) {
      const entered = await enter(call);
      const asked = read(operation, call);
      const body = parseInput(operation.body(call.context.directory), await readJson(call.request));
      return say(operation.answers, await handle({ ...asked, ...entered, body }));
    },
  };
}
