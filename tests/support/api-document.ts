import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenAPIObject, OperationObject, PathItemObject } from "openapi3-ts/oas31";
import type { Client } from "./client.ts";

const ROUTES = resolve(import.meta.dirname, "../../app/routes");
const METHODS = ["get", "post", "put", "delete", "patch"] as const;

/** The addresses that the route files of the API make, as OpenAPI writes them; without the one for all others. */
export async function routedPaths(): Promise<string[]> {
  const folders = (await readdir(ROUTES)).filter((folder) => folder.startsWith("api.v1."));
  return folders
    .filter((folder) => folder !== "api.v1.$")
    .map((folder) => {
      const segments = folder
        .replace(/\._index$/, "")
        .replaceAll("[.]", "\0")
        .split(".");
      return `/${segments.map((segment) => segment.replaceAll("\0", ".").replace(/^\$(.+)$/, "{$1}")).join("/")}`;
    })
    .sort();
}

export function operationsOf(item: PathItemObject): [string, OperationObject][] {
  return METHODS.flatMap((method) => {
    const operation = item[method];
    return operation ? [[method.toUpperCase(), operation] satisfies [string, OperationObject]] : [];
  });
}

/** Holds real answers to the description, and remembers which of it was seen. */
export class Described {
  readonly seen = new Set<string>();
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: true, allErrors: true });

  constructor(readonly document: OpenAPIObject) {
    addFormats(this.#ajv);
    this.#ajv.addSchema({ $id: "api", $defs: closed(document.components?.schemas) });
  }

  /** What is wrong with a value by a schema of the document; nothing when it fits. */
  faults(schema: object, value: unknown): string {
    const key = JSON.stringify(schema);
    const validate = this.#validators.get(key) ?? this.#ajv.compile(closed(schema));
    this.#validators.set(key, validate);
    return validate(value) ? "" : this.#ajv.errorsText(validate.errors);
  }

  /** All answers that the document describes, as "GET /api/v1/rules 200". */
  described(): string[] {
    return Object.entries(this.document.paths ?? {}).flatMap(([path, item]) =>
      operationsOf(item).flatMap(([method, { responses = {} }]) =>
        Object.keys(responses).map((status) => `${method} ${path} ${status}`),
      ),
    );
  }

  /**
   * Asks the running portal and holds its answer to the document.
   *
   * @param path as the document writes it; `{id}`, or what else stands in braces, is replaced by `id`
   * @returns the body
   * @throws when the status, a header or the body is not as described
   */
  async ask(
    client: Client,
    method: string,
    path: string,
    asked: { id?: number | string; query?: string; init?: RequestInit; json?: unknown } = {},
  ) {
    const address = path.replace(/\{\w+\}/, String(asked.id)) + (asked.query ? `?${asked.query}` : "");
    const init: RequestInit = { ...asked.init, method };
    if (asked.json !== undefined) {
      init.body = JSON.stringify(asked.json);
      init.headers = { "Content-Type": "application/json", ...asked.init?.headers };
    }
    const response = await client.send(address, init);
    const body = await response.json();
    const { status } = response;
    const what = `${method} ${path} ${status}`;
    const operation = operationsOf(this.document.paths?.[path] ?? {}).find(([name]) => name === method)?.[1];
    const described = operation?.responses?.[status];
    if (!described) throw new Error(`${what} is not described: ${JSON.stringify(body).slice(0, 300)}`);
    const type = response.headers.get("Content-Type")?.split(";")[0] ?? "";
    const schema = described.content?.[type]?.schema;
    if (!schema) throw new Error(`${what} is not described as ${type}.`);
    const faults = this.faults(schema, body);
    if (faults) throw new Error(`${what} (${address}): ${faults}`);
    for (const [name, header] of Object.entries<{ required?: boolean }>(described.headers ?? {})) {
      if (header.required && !response.headers.has(name)) throw new Error(`${what} has no ${name}.`);
    }
    this.seen.add(what);
    return { status, body };
  }
}

/**
 * The same schemas, with their references where ajv has them and closed: the document leaves room for new fields,
 * but a field that is answered today and not described is a fault.
 */
function closed<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === "$ref") return String(value).replace("#/components/schemas/", "api#/$defs/");
    if (value?.type === "object" && value.properties && value.additionalProperties === undefined)
      return { ...value, additionalProperties: false };
    return value;
  });
}
