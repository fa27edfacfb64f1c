import { z } from "zod";
import { DUTY_STATES } from "#app/domain/duty/read-duties.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import type { DutyKind } from "#db/tables/duty.ts";
import { MATTER_KINDS, type MatterState } from "#db/tables/matter.ts";
import { type Measure, RULE_MATTER_KINDS } from "#db/tables/threshold.ts";
import { count, string, time } from "./fields.ts";

/** Words that several nouns of the API use, each by its name in the document. */

/** All codes of a type that has no array of its own: one that is missing here, or is none any more, is a fault of types. */
export const codesOf = <T extends string>(codes: Record<T, T>) => z.enum(codes);

// Which codes there are is the space's own: the document lists them (openapi/document.ts), and the domain holds
// questions to them.
export const Category = z.string().meta({ id: "Category" });
export const District = z.string().meta({ id: "District" });
export const Office = z.string().meta({ id: "Office" });
/** Of a statute that drives may be made under. */
export const DriveKind = z.string().meta({ id: "DriveKind" });

/** Refers to one of them where the domain's own schema knows its codes. */
export const schemaRef = (id: "Category" | "District" | "Place") => ({
  $ref: `#/components/schemas/${id}`,
  type: undefined,
});

export const districtOrAll = District.nullable().meta({ description: "null: the whole city." });

export const Next = z.string().nullable().meta({
  id: "Next",
  description:
    "The cursor of the next page; null: this is the last. Opaque, and good only for the same list in the same order.",
});

/** A page of a list. */
export const page = <T extends z.ZodType>(item: T, most: number) =>
  z.object({ items: z.array(item).meta({ maxItems: most }), next: Next });

export const cursor = z.string().optional().meta({
  description:
    "`next` of the page before, with the same other parameters. One that this list did not give out is a 422.",
});

export const MatterKindWord = z.enum(MATTER_KINDS).meta({ id: "MatterKind" });
export const RuleMatterKindWord = z.enum(RULE_MATTER_KINDS).meta({
  id: "RuleMatterKind",
  description: "What rules are about; the numbers of a drive stand in its statute.",
});
export const MatterStateWord = codesOf<MatterState>({
  open: "open",
  closed: "closed",
  withdrawn: "withdrawn",
}).meta({ id: "MatterState", description: "`closed` by its date, `withdrawn` by its author." });
export const MeasureWord = codesOf<Measure>({ agreements: "agreements", participants: "participants" }).meta({
  id: "Measure",
  description: "What a rule counts.",
});
export const ConsequenceWord = codesOf<ConsequenceCode>({
  "department-reply": "department-reply",
  forum: "forum",
  "mayor-reply": "mayor-reply",
}).meta({ id: "Consequence", description: "What follows when a rule is reached." });
export const DutyKindWord = codesOf<DutyKind>({
  "department-reply": "department-reply",
  "mayor-reply": "mayor-reply",
  "poll-follow-up": "poll-follow-up",
  "council-inspection": "council-inspection",
  "council-acceptance": "council-acceptance",
  "council-introduction": "council-introduction",
  "council-decision": "council-decision",
}).meta({ id: "DutyKind" });
export const DutyStateWord = z
  .enum(DUTY_STATES, {
    error: (issue) => (issue.input === undefined ? "required" : "unknown-choice"),
  })
  .meta({
    id: "DutyState",
    description: "`overdue`: its last day has passed. One that was met late is `met`.",
  });

export const maskedName = string("Masked: 김○○.");

export const Crossing = z
  .object({
    at: count("The number that was reached."),
    rule: string("The rule's code."),
    crossedAt: time("Of the support that made it that number. Stays when support is withdrawn later."),
  })
  .meta({ id: "Crossing" });
