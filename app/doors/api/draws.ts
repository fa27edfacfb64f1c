import { z } from "zod";
import type { readWholeDraw } from "#app/domain/kinds/poll/read-draw.ts";
import { asked, count, hex, none, pathMatter, string, time } from "./fields.ts";
import type { ReadOperation } from "./operation.ts";

const number = () => string("Of a receipt. Nothing says whose it is.");

const Draw = z
  .object({
    state: asked(["fixed", "drawn"]).meta({
      description: "`fixed`: the numbers are, and the signed head is waited for.",
    }),
    gifts: z
      .array(z.object({ name: string(), count: count() }))
      .meta({ description: "The first is drawn first." }),
    numbers: z.array(number()).meta({
      description: "Those drawn among, in the order of their bytes; the line `draw-fixed` has their hash.",
    }),
    head: z
      .object({ size: count("Lines that it covers."), root: hex("Of the tree over them.") })
      .nullable()
      .meta({ description: "The signed head that was drawn by; null: not yet." }),
    drawnAt: time().nullable(),
    winners: z
      .array(z.object({ number: number(), gift: string() }))
      .meta({ description: "The first first." }),
  })
  .meta({ id: "PollDraw" });

export const drawBody = (draw: Awaited<ReturnType<typeof readWholeDraw>>): z.input<typeof Draw> => draw;

export const readPollDrawOperation = {
  address: "/api/v1/polls/{id}/draw",
  method: "GET",
  permission: "public",
  operationId: "readPollDraw",
  tag: "polls",
  summary: "How a poll's gifts were drawn",
  description: `Numbers of receipts, sorted by the SHA-256 in hex of \`ROOT/POLL/NUMBER\`: the root, in hex, of the first signed
head that covers the poll's line \`draw-fixed\`, the poll's id and the number. The smallest win, in the order of the gifts.
\`check-ledger.py\` does it again.`,
  path: pathMatter("The poll."),
  query: none,
  answers: { 200: { description: "The draw.", schema: Draw } },
  problems: ["not-found", "not-yet", "unavailable"],
} satisfies ReadOperation;
