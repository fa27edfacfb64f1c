import type { ParameterObject, SchemaObject } from "openapi3-ts/oas31";
import type { z } from "zod";
import { LANGUAGES } from "#app/i18n/settings.ts";
import type { Schemas } from "./schemas.ts";

/** The parameters of an operation, from the schema that reads them. @returns makes them once all schemas are known */
export function parametersOf(
  place: "path" | "query",
  { shape }: z.ZodObject<z.ZodRawShape>,
  schemas: Schemas,
): () => ParameterObject[] {
  const fields = Object.entries(shape).map(([name, field]) => ({
    name,
    schemaOf: schemas.add(field),
  }));
  return () =>
    fields.map(({ name, schemaOf }) => {
      const { description, ...schema }: SchemaObject = schemaOf();
      return {
        name,
        in: place,
        ...(place === "path" && { required: true }),
        ...(schema.type === "array" && { style: "form" as const, explode: true }),
        schema,
        description,
      };
    });
}

export const lang: ParameterObject = {
  name: "lang",
  in: "query",
  // Not an enum: a language that is not known is no fault, as in an Accept-Language.
  schema: { type: "string" },
  example: LANGUAGES[1],
  description: `One of ${LANGUAGES.join(", ")}; any other is passed over. The language of titles, summaries and problems, where they exist in it; else the cookie \`lang\`, else \`Accept-Language\`, else Korean. Asked for here, it is remembered in that cookie.`,
};

/** Either of the two shows where a write comes from; browsers send them by themselves. */
export const SAME_ORIGIN: ParameterObject[] = [
  {
    name: "Origin",
    in: "header",
    schema: { type: "string", format: "uri" },
    description:
      "The portal's own origin. Needed unless Sec-Fetch-Site says so; when it is there, it decides.",
    example: "https://gonggam.example.kr",
  },
  {
    name: "Sec-Fetch-Site",
    in: "header",
    // Not a constant: beside an Origin, which decides, it may say anything.
    schema: { type: "string" },
    example: "same-origin",
    description: "`same-origin` is enough where there is no Origin.",
  },
];
