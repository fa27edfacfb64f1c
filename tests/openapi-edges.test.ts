import type { OperationObject, ParameterObject, ReferenceObject, SchemaObject } from "openapi3-ts/oas31";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TITLE_LIMITS } from "#app/domain/kinds/proposal/schema.ts";
import { MOST_VALUES } from "#app/domain/search/search-schema.ts";
import { MAX_QUERY_LENGTH } from "#search/engine.ts";
import { Described, operationsOf } from "./support/api-document.ts";
import { type Client, signIn } from "./support/client.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/**
 * Where the document draws a line, the portal draws the same: what its schemas let through is taken, what they do not
 * is a 422, by the cases that a tool found to differ once. And what its links lead to is there.
 */
let database: TestDatabase;
let portal: TestPortal;
let api: Described;
let citizen: Client;

beforeAll(async () => {
  database = await createTestDatabase("demonstration");
  portal = await startPortal({ database });
  citizen = await signIn(portal.url, "citizen-90001");
  api = new Described(await (await citizen.send("/api/v1/openapi.json")).json());
});
afterAll(async () => {
  await portal.stop();
  await database.close();
});

function operationAt(method: string, path: string): OperationObject {
  const found = operationsOf(api.document.paths?.[path] ?? {}).find(([name]) => name === method)?.[1];
  if (!found) throw new Error(`There is no ${method} ${path}.`);
  return found;
}

const isParameter = (part: object): part is ParameterObject => "in" in part;

/** Those of an operation and those of all of its address. */
function parametersOf(path: string, operation: OperationObject): ParameterObject[] {
  return [...(api.document.paths?.[path]?.parameters ?? []), ...(operation.parameters ?? [])].filter(
    isParameter,
  );
}

function schemaOf(path: string, operation: OperationObject, place: string, name: string): object {
  const parameter = parametersOf(path, operation).find((one) => one.in === place && one.name === name);
  if (!parameter?.schema) throw new Error(`${path} has no ${name} in its ${place}.`);
  return parameter.schema;
}

describe("the same line", () => {
  const { min, max } = TITLE_LIMITS;
  const proposal = { title: "밤에도 밝은 골목", body: "가로등 사이가 너무 멉니다.", category: "transport" };

  test.each<[what: string, change: Record<string, unknown>, sound: boolean]>([
    ["a title of the greatest length", { title: "가".repeat(max) }, true],
    ["one longer", { title: "가".repeat(max + 1) }, false],
    ["the greatest length in pairs of code units", { title: "𝒳".repeat(max) }, true],
    ["longer by blanks alone", { title: `${"가".repeat(max)} ` }, false],
    ["a short text in many blanks", { title: `\u00a0000${"\u00a0".repeat(max)}` }, false],
    ["blanks around, within the length", { title: ` ${"가".repeat(max - 2)}\u3000` }, true],
    ["too short without its blanks", { title: ` ${"가".repeat(min - 1)} ` }, false],
    ["blanks alone", { title: "   " }, false],
    ["a line break in a title", { title: "한 줄\n두 줄" }, true],
    ["a control character", { body: "가로등\u0007이 멉니다." }, true],
    ["a NUL", { body: "가로등\u0000이 멉니다." }, false],
    ["a category that is none", { category: "moon" }, false],
    ["no district, said as null", { district: null }, true],
    ["no district, left empty", { district: "" }, true],
  ])("of a proposal: %s", async (_, change, sound) => {
    const body = { ...proposal, ...change };
    const faults = api.faults({ $ref: "#/components/schemas/NewProposal" }, body);
    expect(faults === "", faults).toBe(sound);
    expect((await citizen.json("/api/v1/proposals", "POST", body)).status).toBe(sound ? 201 : 422);
  });

  test("a field that is not known is passed over, as the document leaves room for it", async () => {
    expect(api.document.components?.schemas?.NewProposal).not.toHaveProperty("additionalProperties");
    const { status } = await citizen.json("/api/v1/proposals", "POST", { ...proposal, unknown: 1 });
    expect(status).toBe(201);
  });

  test.each<[what: string, change: Record<string, unknown>, sound: boolean]>([
    ["consent", {}, true],
    ["no consent", { consent: false }, false],
    ["consent in words", { consent: "true" }, false],
    ["capital letters", { textHash: "A".repeat(64) }, false],
  ])("of a signature: %s", async (_, change, sound) => {
    const body = { consent: true, textHash: "0".repeat(64), ...change };
    expect(api.faults({ $ref: "#/components/schemas/NewSignature" }, body) === "").toBe(sound);
    const [{ id }] = (await (await citizen.send("/api/v1/drives")).json()).items;
    // Nobody saw the text of that hash: what is sound is too late.
    const { status } = await citizen.json(`/api/v1/drives/${id}/signature`, "PUT", body);
    expect(status).toBe(sound ? 409 : 422);
  });

  test.each<
    [path: string, name: string, what: string, value: string | number | (string | number)[], sound: boolean]
  >([
    ["/api/v1/search", "q", "the greatest length", "가".repeat(MAX_QUERY_LENGTH), true],
    ["/api/v1/search", "q", "the greatest length in pairs of code units", "𝒳".repeat(MAX_QUERY_LENGTH), true],
    ["/api/v1/search", "q", "one longer", "가".repeat(MAX_QUERY_LENGTH + 1), false],
    ["/api/v1/search", "q", "longer by blanks alone", `버스${" ".repeat(MAX_QUERY_LENGTH)}`, false],
    [
      "/api/v1/search/suggestions",
      "q",
      "the greatest length in pairs of code units",
      "𝒳".repeat(MAX_QUERY_LENGTH),
      true,
    ],
    [
      "/api/v1/search/suggestions",
      "q",
      "longer by blanks alone",
      `버스${" ".repeat(MAX_QUERY_LENGTH)}`,
      false,
    ],
    ["/api/v1/search", "kind", "one value empty", ["", "proposal"], true],
    ["/api/v1/search", "kind", "one value unknown", ["proposal", "person"], false],
    ["/api/v1/search", "kind", "as many values as there may be", Array(MOST_VALUES).fill("forum"), true],
    [
      "/api/v1/search",
      "kind",
      "one more, though it is the same",
      Array(MOST_VALUES + 1).fill("forum"),
      false,
    ],
    ["/api/v1/search", "year", "one more, though it is empty", [2026, ...Array(MOST_VALUES).fill("")], false],
    ["/api/v1/search", "lang", "an unknown language", "AAA", true],
    ["/api/v1/proposals", "lang", "left empty", "", true],
    ["/api/v1/proposals", "sort", "left empty", "", true],
    ["/api/v1/proposals", "sort", "an unknown code", "loudest", false],
    ["/api/v1/proposals", "source", "left empty", "", true],
    ["/api/v1/proposals", "source", "longer by a blank", `${"가".repeat(100)} `, false],
    ["/api/v1/proposals", "source", "a line break", "두\n줄", true],
    ["/api/v1/proposals", "source", "a NUL", "두\0줄", false],
    ["/api/v1/drives", "kind", "an unknown code", "no-such-law", false],
    ["/api/v1/duties", "state", "a code", "overdue", true],
    ["/api/v1/duties", "state", "an unknown code", "lost", false],
    ["/api/v1/events", "after", "the first", 0, true],
    ["/api/v1/events", "after", "the last", 999_999_999_999_999, true],
    ["/api/v1/events", "after", "past the last", 1_000_000_000_000_000, false],
    ["/api/v1/events", "after", "before the first", -1, false],
  ])("of the question %s?%s: %s", async (path, name, _, value, sound) => {
    const schema = schemaOf(path, operationAt("GET", path), "query", name);
    expect(api.faults(schema, value) === "").toBe(sound);
    const query = new URLSearchParams([value].flat().map((one) => [name, String(one)]));
    expect((await citizen.send(`${path}?${query}`)).status).toBe(sound ? 200 : 422);
  });

  test.each(["same-origin", "cross-site", "AAA"])(
    "beside an Origin, which decides, Sec-Fetch-Site may say %s",
    async (value) => {
      const path = "/api/v1/proposals/{id}/agreement";
      const schema = schemaOf(path, operationAt("DELETE", path), "header", "Sec-Fetch-Site");
      expect(api.faults(schema, value)).toBe("");
      const [{ id }] = (await (await citizen.send("/api/v1/proposals?state=open")).json()).items;
      const init = { method: "DELETE", headers: { "Sec-Fetch-Site": value } };
      expect((await citizen.send(path.replace("{id}", String(id)), init)).status).toBe(200);
    },
  );
});

describe("links", () => {
  /** Each with the answer that it stands at. */
  const links = () =>
    Object.entries(api.document.paths ?? {}).flatMap(([path, item]) =>
      operationsOf(item).flatMap(([method, operation]) =>
        Object.entries<{ content?: Record<string, { schema?: Schema }>; links?: Record<string, Link> }>(
          operation.responses ?? {},
        ).flatMap(([status, response]) =>
          Object.values(response.links ?? {}).map((link) => ({
            from: `${method} ${path} ${status}`,
            source: { path, operation },
            schema: response.content?.["application/json"]?.schema ?? {},
            link,
          })),
        ),
      ),
    );
  type Schema = SchemaObject | ReferenceObject;
  interface Link {
    operationId: string;
    parameters: Record<string, string>;
  }
  const targets = () =>
    new Map(
      Object.entries(api.document.paths ?? {}).flatMap(([path, item]) =>
        operationsOf(item).map(([, operation]) => [operation.operationId, { path, operation }] as const),
      ),
    );

  test("lead to every operation that needs to be told a thing's id", () => {
    const reached = new Set(links().map(({ link }) => link.operationId));
    const needing = [...targets()].filter(([, { path }]) => path.includes("{")).map(([name]) => name);
    expect(needing.length).toBeGreaterThan(12);
    expect(needing.filter((name) => name === undefined || !reached.has(name))).toEqual([]);
  });

  test("name operations and parameters that exist, from what the answer or the question has", () => {
    for (const { from, source, schema, link } of links()) {
      const target = targets().get(link.operationId);
      const names = target ? parametersOf(target.path, target.operation).map(({ name }) => name) : [];
      for (const [name, expression] of Object.entries(link.parameters)) {
        expect(names, `${from} → ${link.operationId}`).toContain(name);
        const [, pointer] = /^\$response\.body#\/(.+)$/.exec(expression) ?? [];
        if (pointer !== undefined) {
          expect(at(schema, pointer.split("/")), `${from}: ${expression}`).toBeDefined();
          continue;
        }
        const [, own] = /^\$request\.path\.(.+)$/.exec(expression) ?? [];
        expect(parametersOf(source.path, source.operation).map((one) => one.name)).toContain(own);
      }
    }
  });

  /** The part of a schema that describes what a pointer leads to; undefined: nothing does. */
  function at(schema: Schema, [step, ...rest]: string[]): Schema | undefined {
    if ("$ref" in schema && schema.$ref !== undefined) {
      const named = api.document.components?.schemas?.[schema.$ref.split("/").at(-1) ?? ""];
      return named && at(named, step === undefined ? [] : [step, ...rest]);
    }
    if (step === undefined) return schema;
    if (!("items" in schema || "properties" in schema)) return undefined;
    const inner = /^\d+$/.test(step) ? schema.items : schema.properties?.[step];
    return inner && at(inner, rest);
  }
});
