import type { ParameterObject, SchemaObject, SecurityRequirementObject } from "openapi3-ts/oas31";
import { DUTY_STATES } from "#app/domain/duty/read-duties.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import { LANGUAGES } from "#app/i18n/settings.ts";
import type { DutyKind } from "#db/tables/duty.ts";
import type { Localized } from "#db/tables/language.ts";
import type { MatterKind, MatterState } from "#db/tables/matter.ts";
import type { Measure, RuleMatterKind } from "#db/tables/threshold.ts";
import { codesOf, nullable, oneOf, query, ref, string } from "./parts.ts";

/** Words that several nouns use. */
const named = (list: { code: string; name: Localized }[]) =>
  list
    .map(({ code, name }) => `- \`${code}\`: ${LANGUAGES.map((language) => name[language]).join(", ")}`)
    .join("\n");

const codes = (list: { code: string }[]) => list.map(({ code }) => code);

/** JSON Schema knows no choice among nothing. */
const among = (list: { code: string; name: Localized }[], description: string): SchemaObject =>
  list.length === 0
    ? { not: {}, description: `${description} There is none here.` }
    : oneOf(codes(list), `${description}\n\n${named(list)}`);

/** What this space has, read from its directory. */
export const wordsOfSpace = (directory: Directory): Record<string, SchemaObject> => ({
  Category: among(directory.categories, "What a matter is about."),
  District: among(directory.districts, "A part of the space."),
  Office: among(directory.offices, "Who owes something."),
});

export const sharedSchemas: Record<string, SchemaObject> = {
  Next: nullable(
    string(),
    "The cursor of the next page; null: this is the last. Opaque, and good only for the same list in the same order.",
  ),
  MatterKind: oneOf(codesOf<MatterKind>({ proposal: true, forum: true, drive: true })),
  RuleMatterKind: oneOf(
    codesOf<RuleMatterKind>({ proposal: true, forum: true }),
    "What rules are about; the numbers of a drive stand in its statute.",
  ),
  MatterState: oneOf(
    codesOf<MatterState>({ open: true, closed: true, withdrawn: true }),
    "`closed` by its date, `withdrawn` by its author.",
  ),
  Measure: oneOf(codesOf<Measure>({ agreements: true, participants: true }), "What a rule counts."),
  Consequence: oneOf(
    codesOf<ConsequenceCode>({ "department-reply": true, forum: true, "mayor-reply": true }),
    "What follows when a rule is reached.",
  ),
  DutyKind: oneOf(
    codesOf<DutyKind>({
      "department-reply": true,
      "mayor-reply": true,
      "council-inspection": true,
      "council-acceptance": true,
      "council-introduction": true,
      "council-decision": true,
    }),
  ),
  DutyState: oneOf(DUTY_STATES, "`overdue`: its last day has passed. One that was met late is `met`."),
};

export const lang: ParameterObject = query(
  "lang",
  oneOf(LANGUAGES),
  "The language of titles, summaries and problems, where they exist in it; else the cookie `lang`, else `Accept-Language`, else Korean. Asked for here, it is remembered in that cookie.",
);

export const cursor: ParameterObject = query(
  "cursor",
  string(),
  "`next` of the page before, with the same other parameters. One that this list did not give out is a 422.",
);

/** Either of the two shows where a write comes from; browsers send them by themselves. */
const sameOrigin: ParameterObject[] = [
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
    schema: { type: "string", const: "same-origin" },
    description: "Enough where there is no Origin.",
  },
];

/** What a write is described with, beside its own words. */
export const write = (...others: ParameterObject[]) => ({
  parameters: [...others, ...sameOrigin],
  security: [{ session: [] }],
});

const OPEN: SecurityRequirementObject[] = [{}, { session: [] }];

/** A reader's own part of an answer needs a session, which nobody must have. */
export const read = (...parameters: ParameterObject[]) => ({ parameters, security: OPEN });

export const jsonBody = (schema: string, example: unknown) => ({
  required: true,
  content: { "application/json": { schema: ref(schema), example } },
});
