import type { SchemaObject } from "openapi3-ts/oas31";
import { z } from "zod";

/** Zod's schemas as those of a document: what is asked and what is answered, as it goes over the wire. */
export class Schemas {
  readonly #asked: z.core.$ZodType[] = [];

  /** Takes a schema up. @returns reads it as the document has it, once all were taken up */
  add(schema: z.core.$ZodType): () => SchemaObject {
    const place = this.#asked.push(schema) - 1;
    return () => this.#made().properties[place] ?? {};
  }

  /** Those that have a name of their own, by it. */
  named(): Record<string, SchemaObject> {
    return this.#made().$defs;
  }

  #kept: { properties: Record<string, SchemaObject>; $defs: Record<string, SchemaObject> } | undefined;

  // All at once: a schema that has a name is written once, whoever refers to it.
  #made() {
    this.#kept ??= made(this.#asked);
    return this.#kept;
  }
}

const document = z.object({
  properties: z.record(z.string(), z.custom<SchemaObject>()),
  $defs: z.record(z.string(), z.custom<SchemaObject>()),
});

function made(schemas: readonly z.core.$ZodType[]) {
  const all = z.object(Object.fromEntries(schemas.map((schema, place) => [place, schema])));
  const json = z.toJSONSchema(all, {
    // Both what comes in and what goes out stand here before anything is made of them.
    io: "input",
    override: ({ jsonSchema }) => {
      // Zod's own bound of what is exact in JavaScript, and its names of a record's keys, which are any.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.propertyNames;
    },
  });
  return document.parse(
    JSON.parse(JSON.stringify(json), (key, value) =>
      key === "$ref" ? String(value).replace("#/$defs/", "#/components/schemas/") : value,
    ),
  );
}
