import { z } from "zod";
import type { Checkpoint, WitnessStanding } from "#app/domain/ledger/read-checkpoints.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { afterNumber, count, hex, id, none, string, time, upTo } from "./fields.ts";
import type { ReadOperation } from "./operation.ts";
import { page } from "./words.ts";

const CheckpointItem = z
  .object({
    size: id("How many lines it covers: those with `seq` from 1 to this."),
    head: hex("The `hash` of the last of them."),
    root: hex("Of the Merkle tree (RFC 6962) whose entries are the hashes of the lines, 32 bytes each."),
    at: time("When it was signed."),
    note: string(
      "The signed checkpoint (C2SP tlog-checkpoint): origin, size, root in Base64; then the signature of the key of `/api/v1/checkpoints/keys`, and those of witnesses (C2SP tlog-cosignature).",
    ),
  })
  .meta({
    id: "Checkpoint",
    description: `A signed head of the ledger. Who keeps one can tell later whether any line before it was changed:
recompute the root over the lines' hashes, or compare \`head\` with the \`hash\` of the line \`size\`.`,
  });

export const checkpointItem = ({
  size,
  head,
  root,
  at,
  note,
}: Checkpoint): z.input<typeof CheckpointItem> => ({
  size,
  head: head.toString("hex"),
  root: root.toString("hex"),
  at: at.toISOString(),
  note,
});

export const listCheckpoints = {
  address: "/api/v1/checkpoints",
  method: "GET",
  permission: "public",
  operationId: "listCheckpoints",
  tag: "ledger",
  summary: "The signed heads of the ledger, the smallest first",
  description: "One is made within a minute or two of new lines.",
  path: none,
  query: z.object({
    after: afterNumber(
      "Only checkpoints of more lines than that. `next` of a page is what to ask for here; at the end, the last `size` that was seen.",
    ),
  }),
  answers: {
    200: { description: "The checkpoints.", schema: page(CheckpointItem, API_PAGE_SIZES.checkpoints) },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "after", code: "unknown-choice" }],
} satisfies ReadOperation;

/** More are named by nobody. */
const MOST_WITNESSES = 100;

const VerifierKey = string("`NAME+HASH+KEY`, as verifiers of signed notes take it (C2SP signed-note).");

const LedgerKeysAnswer = z
  .object({
    origin: string("The first line of each checkpoint: which log it is."),
    key: VerifierKey,
    witnesses: upTo(
      z.object({
        name: string(),
        key: VerifierKey.nullable().meta({ description: "null: it keeps heads and signs nothing." }),
        size: count("Lines of the last checkpoint that it took; 0: none."),
      }),
      MOST_WITNESSES,
      "Who keeps the heads outside.",
    ),
  })
  .meta({ id: "LedgerKeys", description: "By which the signed heads of this ledger are verified." });

export const ledgerKeys = (
  key: { name: string; verifierKey: string },
  witnesses: readonly WitnessStanding[],
): z.input<typeof LedgerKeysAnswer> => ({
  origin: key.name,
  key: key.verifierKey,
  witnesses: witnesses.map(({ label, verifierKey, size }) => ({ name: label, key: verifierKey, size })),
});

export const readLedgerKeys = {
  address: "/api/v1/checkpoints/keys",
  method: "GET",
  permission: "public",
  operationId: "readLedgerKeys",
  tag: "ledger",
  summary: "The keys by which signed heads are verified",
  description: "Keep it: a key that is fetched together with what it verifies proves nothing.",
  path: none,
  query: none,
  answers: { 200: { description: "The keys.", schema: LedgerKeysAnswer } },
  problems: ["unavailable"],
} satisfies ReadOperation;
