import { z } from "zod";
import { drivePath } from "./drives.ts";
import { OpenedLine } from "./events.ts";
import { boolean, count, day, HEX, hex, id, none, string, time } from "./fields.ts";
import { linksTo, type ReadOperation, type TextOperation, type WriteOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";

const NewSignature = z
  .object({
    consent: z
      .literal(true, {
        error: ({ input }) => (input === undefined || input === false ? "required" : "unknown-choice"),
      })
      .meta({
        description:
          "To what is stored and for how long, as the page says it; without it nothing is written.",
      }),
    textHash: z
      .string({ error: (issue) => (issue.input === undefined ? "required" : "not-text") })
      .regex(HEX, { error: "unknown-choice" })
      .meta({ description: "`textHash` of the drive: of the text that the signer saw." }),
  })
  .meta({ id: "NewSignature" });

const Signature = z
  .object({
    count: count("How many stand now."),
    signed: boolean("Whether who asks signed."),
    receipt: string().nullable().meta({
      description: "The signed note, for who signed just now; null: see the receipt's own address.",
    }),
  })
  .meta({ id: "Signature" });

const ReceiptProof = z
  .object({
    leafIndex: count(),
    treeSize: count("How many signatures the batch has."),
    path: z.array(hex()),
    root: hex("Of the Merkle tree (RFC 6962, 2.1); stands in that line of the ledger."),
    ledger: z.object({
      seq: id("The line of the ledger."),
      opened: OpenedLine.optional().meta({
        description: "What that line hides, where the drive was not listed.",
      }),
    }),
  })
  .meta({ id: "ReceiptProof" });

const OwnReceipt = z
  .object({
    note: string("A signed note (C2SP signed-note, Ed25519): drive, text, day, a nonce; it names nobody."),
    leaf: hex("What everybody may ask for it by: see `GET /api/v1/receipts/{leaf}`."),
    signedOn: day("In Seoul."),
    recordedBy: time("The proof is there a minute after this at the latest; null: it is.").nullable(),
    proof: z
      .object({
        note: string("The same note: this part alone is the receipt's file."),
        ...ReceiptProof.shape,
      })
      .nullable()
      .meta({ description: "null: signatures are recorded when fifty wait, or with the hour." }),
  })
  .meta({ id: "OwnReceipt" });

const signature = {
  address: "/api/v1/drives/{id}/signature",
  permission: "drive.sign",
  limit: "touch",
  tag: "drives",
  path: drivePath,
  query: none,
} as const;

export const sign = {
  ...signature,
  method: "PUT",
  operationId: "sign",
  summary: "Sign",
  description: `Each person counts once, online or on paper, whatever they repeat or race. An answer means that it is
durable. Who does not meet the conditions of the law gets a 403 with \`reasons\`.`,
  body: () => NewSignature,
  example: () => ({ consent: true, textHash: "0".repeat(64) }),
  answers: {
    200: { description: "They signed already.", schema: Signature },
    201: {
      description: "They signed.",
      schema: Signature,
      links: linksTo("$request.path.id", "readDrive", "readOwnReceipt", "takeSignatureBack"),
    },
  },
  problems: [
    ...WRITE_PROBLEMS,
    ...BODY_PROBLEMS,
    "matter-busy",
    "fresh-sign-in-needed",
    "not-eligible",
    "not-found",
    "changed-meanwhile",
  ],
  faults: [{ field: "consent", code: "required" }],
} satisfies TextOperation;

export const takeSignatureBack = {
  ...signature,
  method: "DELETE",
  operationId: "takeSignatureBack",
  summary: "Take one's signature back, until the list is handed in",
  description: "Everything that was stored of it goes at once. A 404 for who has not signed.",
  answers: { 200: { description: "It is gone.", schema: Signature } },
  problems: [...WRITE_PROBLEMS, "matter-busy", "not-found", "matter-not-open"],
} satisfies WriteOperation;

export const readOwnReceiptOperation = {
  address: "/api/v1/drives/{id}/receipt",
  method: "GET",
  permission: "drive.sign",
  operationId: "readOwnReceipt",
  tag: "drives",
  summary: "The receipt of one's own signature",
  path: drivePath,
  query: none,
  answers: {
    200: {
      description: "The receipt.",
      schema: OwnReceipt,
      links: {
        ...linksTo("$request.path.id", "readDrive", "takeSignatureBack"),
        findReceipt: { operationId: "findReceipt", parameters: { leaf: "$response.body#/leaf" } },
      },
    },
  },
  problems: ["sign-in-needed", "not-found", "unavailable"],
} satisfies ReadOperation;

export const findReceipt = {
  address: "/api/v1/receipts/{leaf}",
  method: "GET",
  permission: "public",
  operationId: "findReceipt",
  tag: "drives",
  summary: "Whether a signature is in the ledger",
  path: z.object({
    leaf: z.string().regex(HEX).meta({
      description:
        "SHA-256 of a zero byte and the text of the receipt's note, without the signature under it (RFC 6962, 2.1). Says nothing of the receipt: only who has it can make this.",
    }),
  }),
  query: none,
  answers: { 200: { description: "It is, here.", schema: ReceiptProof } },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;
