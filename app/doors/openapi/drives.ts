import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import type { FieldFault } from "#app/domain/errors.ts";
import { PHASES } from "#app/domain/kinds/drive/phase.ts";
import { TRACK_STEPS } from "#app/domain/kinds/drive/track.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { DRIVE_ORDERS } from "#db/queries/drive-lists.ts";
import type { DriveStage } from "#db/tables/drive.ts";
import {
  answer,
  array,
  boolean,
  codesOf,
  count,
  id,
  nullable,
  object,
  oneOf,
  page,
  pathId,
  query,
  ref,
  string,
  time,
} from "./parts.ts";
import { BODY_PROBLEMS, problems, WRITE_PROBLEMS } from "./problems.ts";
import { cursor, jsonBody, read, write } from "./shared.ts";

const STAGES = codesOf<DriveStage>({
  collecting: true,
  collected: true,
  lapsed: true,
  "handed-in": true,
  inspection: true,
  deciding: true,
  shortfall: true,
  accepted: true,
  dismissed: true,
  introduced: true,
  adopted: true,
  rejected: true,
});

const hex = (description: string): SchemaObject => ({
  type: "string",
  pattern: "^[0-9a-f]{64}$",
  description,
});
const day = (description: string): SchemaObject => ({ type: "string", format: "date", description });
const kind = string(
  "A statute's code, such as `ordinance-petition`; the drive's law is that statute in its version.",
);
const article = object({
  number: string(),
  title: string(),
  current: nullable(string(), "What stands there now; null: nothing."),
  proposed: nullable(string(), "What is asked for; null: that it goes."),
});

export const driveSchemas: Record<string, SchemaObject> = {
  DriveStage: oneOf(STAGES, "The step of the procedure that the drive waits at."),
  DrivePhase: oneOf(
    PHASES,
    "The stages in a few words: `council`: it lies with the council, or who must deal with it.",
  ),
  DriveItem: object({
    id: id("One series for all matters."),
    title: string(),
    summary: string("Plain text."),
    kind,
    category: ref("Category"),
    stage: ref("DriveStage"),
    phase: ref("DrivePhase"),
    signatures: object({
      count: count("All that stand, online and on paper."),
      required: count("How many the law asks for."),
    }),
    certifiedAt: time(""),
    collectUntil: time("The last moment for signing, as it stands now."),
    decidedAt: nullable(time("")),
  }),
  DraftArticle: article,
  Drive: object({
    id: id("One series for all matters."),
    title: string(),
    kind,
    statuteVersion: count("Of the statute."),
    category: ref("Category"),
    stage: ref("DriveStage"),
    phase: ref("DrivePhase"),
    listed: boolean("false: a petition before its first number, found by its address alone."),
    draft: object({
      statute: string(),
      version: count(""),
      request: string("Such as `enact`, `amend` or `abolish`."),
      title: string(),
      target: string("The ordinance, the question, who is to be recalled, or what the petition is about."),
      targetCode: nullable(string()),
      summary: string(),
      reasons: string(),
      costs: string(),
      articles: array(ref("DraftArticle")),
    }),
    textHash: hex("SHA-256 of `draft` as canonical JSON (RFC 8785): what each signature is bound to."),
    certificate: string("Its number."),
    representatives: array(string("Masked, as everyone sees it: 김○○.")),
    signatures: object({
      count: count("All that stand."),
      required: count("How many the law asks for."),
      online: count(""),
      paper: count("Lines on paper that count."),
      districts: array(
        object({
          district: string("Its code."),
          count: count(""),
          eligible: nullable(count(""), "Who may sign there."),
          minimum: nullable(count(""), "What the law asks of a district; null: nothing."),
        }),
      ),
      days: array(
        object({ day: day("In Seoul."), net: { type: "integer", description: "Came less taken back." } }),
      ),
    }),
    formula: nullable(
      object({
        eligible: count("Residents who may sign."),
        asOf: day("A 31 December."),
        numerator: count(""),
        denominator: count(""),
      }),
      "required = eligible × numerator ÷ denominator, rounded up; null: the law names the number itself.",
    ),
    milestones: array(
      object({
        code: string(),
        threshold: count(""),
        reachedAt: nullable(time("At exactly that signature.")),
      }),
    ),
    steps: array(
      object({
        code: oneOf(TRACK_STEPS),
        state: oneOf(["done", "now", "ahead", "failed"]),
        doneAt: nullable(time("")),
        dueAt: nullable(time("Its last moment by law.")),
        article: nullable(string(), "The article that the date follows from."),
      }),
    ),
    duties: {
      ...array(ref("Duty")),
      description: "What the council owes by law, and owed; opened by the act that begins its period.",
    },
    certifiedAt: time(""),
    closesAt: time("The last moment for signing."),
    decision: nullable(
      object({
        outcome: oneOf(["adopted", "amended", "rejected"]),
        votes: object({ for: count(""), against: count(""), abstained: count("") }),
        articles: array(ref("DraftArticle")),
        reasons: string(),
      }),
      "What the council decided.",
    ),
    decidedAt: nullable(time("")),
    signed: boolean("Whether who asks signed it online; false without a session."),
  }),
  NewSignature: object({
    consent: boolean(
      "To what is stored and for how long, as the page says it; without it nothing is written.",
    ),
    textHash: hex("`textHash` of the drive: of the text that the signer saw."),
  }),
  Signature: object({
    count: count("How many stand now."),
    signed: boolean("Whether who asks signed."),
    receipt: nullable(
      string(),
      "The signed note, for who signed just now; null: see the receipt's own address.",
    ),
  }),
  ReceiptProof: object({
    leafIndex: count(""),
    treeSize: count("How many signatures the batch has."),
    path: array(hex("")),
    root: hex("Of the Merkle tree (RFC 6962, 2.1); stands in that line of the ledger."),
    ledger: object({ seq: id("The line of the ledger.") }),
  }),
  OwnReceipt: object({
    note: string("A signed note (C2SP signed-note, Ed25519): drive, text, minute, a nonce; it names nobody."),
    signedAt: time(""),
    proof: nullable(
      {
        ...object({
          note: string("The same note: this part alone is the receipt's file."),
          leafIndex: count(""),
          treeSize: count("How many signatures the batch has."),
          path: array(hex("")),
          root: hex(""),
          ledger: object({ seq: id("The line of the ledger.") }),
        }),
      },
      "null: recorded some seconds after signing.",
    ),
  }),
};

const drive = pathId("The drive. What can be no id, or is none of a drive, is a 404.");
const chosenFault: FieldFault[] = [{ field: "stage", code: "unknown-choice" }];
const signFaults: FieldFault[] = [{ field: "consent", code: "required" }];

export const drivePaths: PathsObject = {
  "/api/v1/drives": {
    get: {
      operationId: "listDrives",
      tags: ["drives"],
      summary: "A page of statutory drives that are before everybody",
      ...read(
        query("kind", string(), "Only of this statute, by its code."),
        query("stage", ref("DrivePhase"), "Only in this phase."),
        query("category", ref("Category"), "Only of this category."),
        query(
          "sort",
          { ...oneOf(DRIVE_ORDERS), default: "newest" },
          "`closing` soon and `closest` to their number are those that collect only.",
        ),
        cursor,
      ),
      responses: {
        200: answer("The page.", page(ref("DriveItem"), API_PAGE_SIZES.drives)),
        ...problems(["invalid-input", "unavailable"], chosenFault),
      },
    },
  },
  "/api/v1/drives/{id}": {
    parameters: [drive],
    get: {
      operationId: "readDrive",
      tags: ["drives"],
      summary: "One drive with its text, numbers and procedure",
      ...read(),
      responses: { 200: answer("The drive.", ref("Drive")), ...problems(["not-found", "unavailable"]) },
    },
  },
  "/api/v1/drives/{id}/signature": {
    parameters: [drive],
    put: {
      operationId: "sign",
      tags: ["drives"],
      summary: "Sign",
      description: `Each person counts once, online or on paper, whatever they repeat or race. An answer means that it is
durable. Who does not meet the conditions of the law gets a 403 with \`reasons\`.`,
      ...write(),
      requestBody: jsonBody("NewSignature", { consent: true, textHash: "0".repeat(64) }),
      responses: {
        200: answer("They signed already.", ref("Signature")),
        201: answer("They signed.", ref("Signature")),
        ...problems(
          [...WRITE_PROBLEMS, ...BODY_PROBLEMS, "not-eligible", "not-found", "changed-meanwhile"],
          signFaults,
        ),
      },
    },
    delete: {
      operationId: "takeSignatureBack",
      tags: ["drives"],
      summary: "Take one's signature back, until the list is handed in",
      description: "Everything that was stored of it goes at once. A 404 for who has not signed.",
      ...write(),
      responses: {
        200: answer("It is gone.", ref("Signature")),
        ...problems([...WRITE_PROBLEMS, "not-found", "matter-not-open"]),
      },
    },
  },
  "/api/v1/drives/{id}/receipt": {
    parameters: [drive],
    get: {
      operationId: "readOwnReceipt",
      tags: ["drives"],
      summary: "The receipt of one's own signature",
      parameters: [],
      security: [{ session: [] }],
      responses: {
        200: answer("The receipt.", ref("OwnReceipt")),
        ...problems(["sign-in-needed", "not-found", "unavailable"]),
      },
    },
  },
  "/api/v1/receipts/{leaf}": {
    parameters: [
      {
        name: "leaf",
        in: "path",
        required: true,
        schema: hex(
          "SHA-256 of a zero byte and the text of the receipt's note, without the signature under it (RFC 6962, 2.1).",
        ),
        description: "Says nothing of the receipt: only who has it can make this.",
      },
    ],
    get: {
      operationId: "findReceipt",
      tags: ["drives"],
      summary: "Whether a signature is in the ledger",
      ...read(),
      responses: {
        200: answer("It is, here.", ref("ReceiptProof")),
        ...problems(["not-found", "unavailable"]),
      },
    },
  },
};
