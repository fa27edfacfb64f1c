import type { ParameterObject, ReferenceObject, SchemaObject } from "openapi3-ts/oas31";
import type { TextLimits } from "#app/domain/input.ts";

/** The small parts that the description of the API is put together from. */
export type Schema = SchemaObject | ReferenceObject;

export const ref = (name: string): ReferenceObject => ({ $ref: `#/components/schemas/${name}` });

/** Every property is there in every answer, but for the `optional` ones. */
export function object(properties: Record<string, Schema>, optional: readonly string[] = []): SchemaObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

export const array = (items: Schema, most?: number): SchemaObject => ({
  type: "array",
  items,
  ...(most !== undefined && { maxItems: most }),
});

export const nullable = (schema: Schema, description?: string): SchemaObject => ({
  anyOf: [schema, { type: "null" }],
  ...(description !== undefined && { description }),
});

export const string = (description?: string): SchemaObject => ({ type: "string", description });
export const boolean = (description: string): SchemaObject => ({ type: "boolean", description });
export const oneOf = (codes: readonly string[], description?: string): SchemaObject => ({
  type: "string",
  enum: [...codes],
  description,
});

/** Lengths are of what is kept: trimmed and in Unicode's form NFC. JSON Schema counts code points, as the portal does. */
export const text = ({ min, max }: TextLimits, description: string): SchemaObject => ({
  type: "string",
  minLength: min,
  maxLength: max,
  description,
});

export const id = (description: string): SchemaObject => ({ type: "integer", minimum: 1, description });
export const count = (description: string): SchemaObject => ({ type: "integer", minimum: 0, description });
export const time = (description: string): SchemaObject => ({
  type: "string",
  format: "date-time",
  description,
});

/** A page of a list. */
export const page = (item: Schema, most: number): SchemaObject =>
  object({ items: array(item, most), next: ref("Next") });

/**
 * All codes of a type that has no array of its own: a code that is missing here, or is none any more, is a fault of
 * types.
 */
export const codesOf = <T extends string>(codes: Record<T, true>): string[] => Object.keys(codes);

export const query = (name: string, schema: Schema, description: string): ParameterObject => ({
  name,
  in: "query",
  schema,
  description,
});

export const pathId = (description: string): ParameterObject => ({
  name: "id",
  in: "path",
  required: true,
  schema: id("Short and whole."),
  description,
});

/** An answer with a JSON body. */
export const answer = (description: string, schema: Schema, headers?: Record<string, string>) => ({
  description,
  ...(headers && {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, meaning]) => [
        name,
        { description: meaning, schema: string(), required: true },
      ]),
    ),
  }),
  content: { "application/json": { schema } },
});
