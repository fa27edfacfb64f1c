import { z } from "zod";
import type { DriveSummary } from "#app/domain/kinds/drive/browse-drives.ts";
import type { DriveView } from "#app/domain/kinds/drive/read-drive.ts";
import { STAGES } from "#app/domain/kinds/drive/stage.ts";
import { TRACK_STEPS } from "#app/domain/kinds/drive/track.ts";
import { DRIVE_ORDERS } from "#db/queries/drive-lists.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { Duty } from "./duties.ts";
import {
  asked,
  boolean,
  count,
  day,
  hex,
  id,
  integer,
  none,
  optional,
  pathMatter,
  string,
  time,
} from "./fields.ts";
import { linksTo, type ReadOperation } from "./operation.ts";
import { Category, codesOf, cursor, DriveKind, page } from "./words.ts";

export const DriveStateWord = codesOf<DriveState>({
  collecting: "collecting",
  collected: "collected",
  lapsed: "lapsed",
  "handed-in": "handed-in",
  inspection: "inspection",
  deciding: "deciding",
  shortfall: "shortfall",
  accepted: "accepted",
  dismissed: "dismissed",
  introduced: "introduced",
  adopted: "adopted",
  rejected: "rejected",
}).meta({ id: "DriveState", description: "The step of the procedure that the drive waits at." });

const DriveStage = asked(STAGES).meta({
  id: "DriveStage",
  description: "The states in a few words: `council`: it lies with the council, or who must deal with it.",
});

const kind = string(
  "A statute's code, such as `ordinance-petition`; the drive's law is that statute in its version.",
);

const DriveItem = z
  .object({
    id: id("One series for all matters."),
    title: string(),
    summary: string("Plain text."),
    kind,
    category: Category,
    state: DriveStateWord,
    stage: DriveStage,
    signatures: z.object({
      count: count("All that stand, online and on paper."),
      required: count("How many the law asks for."),
    }),
    certifiedAt: time(),
    collectUntil: time("The last moment for signing, as it stands now."),
    decidedAt: time().nullable(),
  })
  .meta({ id: "DriveItem" });

export const driveItem = ({ supportCount, required, ...drive }: DriveSummary): z.input<typeof DriveItem> => ({
  ...drive,
  signatures: { count: supportCount, required },
});

const DraftArticle = z
  .object({
    number: string(),
    title: string(),
    current: string().nullable().meta({ description: "What stands there now; null: nothing." }),
    proposed: string().nullable().meta({ description: "What is asked for; null: that it goes." }),
  })
  .meta({ id: "DraftArticle" });

const draft = z.object({
  statute: string(),
  version: count(),
  request: string("Such as `enact`, `amend` or `abolish`."),
  title: string(),
  target: string("The ordinance, the question, who is to be recalled, or what the petition is about."),
  targetCode: string().nullable(),
  summary: string(),
  reasons: string(),
  costs: string(),
  articles: z.array(DraftArticle),
});

const signatures = z.object({
  count: count("All that stand."),
  required: count("How many the law asks for."),
  online: count(),
  paper: count(
    "Lines on paper that count. One whose signer signed online since counts here until that day is over in Seoul.",
  ),
  districts: z.array(
    z.object({
      district: string("Its code."),
      count: count()
        .nullable()
        .meta({ description: "null: not counted yet, or fewer than ten and among the others." }),
      eligible: count().nullable().meta({ description: "Who may sign there." }),
      minimum: count().nullable().meta({ description: "What the law asks of a district; null: nothing." }),
    }),
  ),
  districtsDay: z
    .object({
      day: day("In Seoul; `districts` is of its end."),
      count: count("All that stood then: the sum of `districts`, `elsewhere` and `others`."),
      elsewhere: count().nullable().meta({ description: "People of no district; null: among the others." }),
      others: count().nullable().meta({
        description: "Together, of the districts that are not shown alone; null: each is.",
      }),
    })
    .nullable()
    .meta({ description: "Districts are counted once a day; null: they were not yet." }),
  days: z.array(z.object({ day: day("In Seoul."), net: integer({}, "Came less taken back.") })),
});

const Drive = z
  .object({
    id: id("One series for all matters."),
    title: string(),
    kind,
    statuteVersion: count("Of the statute."),
    category: Category,
    state: DriveStateWord,
    stage: DriveStage,
    listed: boolean("false: a petition before its first number, found by its address alone."),
    draft,
    textHash: hex("SHA-256 of `draft` as canonical JSON (RFC 8785): what each signature is bound to."),
    certificate: string("Its number."),
    representatives: z.array(string("Masked, as everyone sees it: 김○○.")),
    signatures,
    formula: z
      .object({
        eligible: count("Residents who may sign."),
        asOf: day("A 31 December."),
        numerator: count(),
        denominator: count(),
      })
      .nullable()
      .meta({
        description:
          "required = eligible × numerator ÷ denominator, rounded up; null: the law names the number itself.",
      }),
    milestones: z.array(
      z.object({
        code: string(),
        threshold: count(),
        reachedAt: time("At exactly that signature.").nullable(),
      }),
    ),
    steps: z.array(
      z.object({
        code: z.enum(TRACK_STEPS),
        state: z.enum(["done", "now", "ahead", "failed"]),
        doneAt: time().nullable(),
        dueAt: time("Its last moment by law.").nullable(),
        article: string().nullable().meta({ description: "The article that the date follows from." }),
      }),
    ),
    duties: z.array(Duty).meta({
      description: "What the council owes by law, and owed; opened by the act that begins its period.",
    }),
    certifiedAt: time(),
    closesAt: time("The last moment for signing."),
    decision: z
      .object({
        outcome: z.enum(["adopted", "amended", "rejected"]),
        votes: z.object({ for: count(), against: count(), abstained: count() }),
        articles: z.array(DraftArticle),
        reasons: string(),
      })
      .nullable()
      .meta({ description: "What the council decided." }),
    decidedAt: time().nullable(),
    signed: boolean("Whether who asks signed it online; false without a session."),
  })
  .meta({ id: "Drive" });

export const driveBody = (view: DriveView): z.input<typeof Drive> => ({
  ...view,
  kind: view.statute.code,
  statuteVersion: view.statute.version,
  textHash: view.draftHash,
  signatures: {
    ...view,
    count: view.supportCount,
    districts: view.districts.districts.map(({ code, signed, ...asked }) => ({
      ...asked,
      district: code,
      count: signed,
    })),
    districtsDay: districtsDayOf(view.districts),
  },
  formula: view.formula && { ...view.formula, ...view.formula.share },
  steps: view.track.map((step) => ({
    ...step,
    // late or not, it is the step that the drive waits at: `dueAt` and the duties say the rest
    state: step.state === "running" || step.state === "late" ? "now" : step.state,
  })),
  signed: view.reader.signed,
});

function districtsDayOf({ day, count, elsewhere, others }: DriveView["districts"]) {
  return day === null ? null : { day, count, elsewhere, others };
}

/** Of every address under a drive. */
export const drivePath = pathMatter("The drive. What can be no id, or is none of a drive, is a 404.");

export const listDrives = {
  address: "/api/v1/drives",
  method: "GET",
  permission: "public",
  operationId: "listDrives",
  tag: "drives",
  summary: "A page of statutory drives that are before everybody",
  path: none,
  query: z.object({
    kind: optional(DriveKind, "Only of this statute, by its code."),
    stage: optional(DriveStage, "Only at this stage."),
    category: optional(Category, "Only of this category."),
    sort: optional(
      asked(DRIVE_ORDERS),
      "`closing` soon and `closest` to their number are those that collect only.",
    ).meta({ default: "newest" }),
    cursor,
  }),
  answers: {
    200: {
      description: "The page.",
      schema: page(DriveItem, API_PAGE_SIZES.drives),
      links: linksTo("$response.body#/items/0/id", "readDrive", "takeSignatureBack", "readOwnReceipt"),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "stage", code: "unknown-choice" }],
} satisfies ReadOperation;

export const readDriveOperation = {
  address: "/api/v1/drives/{id}",
  method: "GET",
  permission: "public",
  operationId: "readDrive",
  tag: "drives",
  summary: "One drive with its text, numbers and procedure",
  path: drivePath,
  query: none,
  answers: {
    200: {
      description: "The drive.",
      schema: Drive,
      links: {
        ...linksTo("$request.path.id", "takeSignatureBack", "readOwnReceipt"),
        ...linksTo("$response.body#/duties/0/id", "readDuty"),
        sign: {
          operationId: "sign",
          parameters: { id: "$request.path.id" },
          requestBody: { consent: true, textHash: "$response.body#/textHash" },
        },
      },
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;
