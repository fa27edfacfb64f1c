import { z } from "zod";
import { lineOf, openingOf, SEALED_KIND } from "#app/domain/ledger/chain.ts";
import { EVENT_KINDS } from "#app/domain/ledger/lines.ts";
import type { LedgerEvent } from "#app/domain/ledger/read-events.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { afterNumber, codeAmong, hex, id, none, time } from "./fields.ts";
import type { ReadOperation } from "./operation.ts";
import { page } from "./words.ts";

const EventData = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

export const OpenedLine = z
  .object({
    salt: hex("32 random bytes."),
    matter: id().nullable(),
    kind: codeAmong(EVENT_KINDS),
    data: EventData,
  })
  .meta({
    id: "OpenedLine",
    description:
      "What was sealed: SHA-256 of the JCS of these four is the line's `data.commitment`, which was hashed in the chain.",
  });

const EventLine = z
  .object({
    seq: id("Without a gap, in the order of commits."),
    space: id("Who holds the participation: this city."),
    matter: id().nullable().meta({ description: "null: the line is about the space itself." }),
    kind: codeAmong([...EVENT_KINDS, SEALED_KIND]),
    at: time("UTC, with milliseconds: exactly as it was hashed."),
    data: EventData.meta({
      description:
        "What happened; nothing about a person. `text`, in a line about a text: its SHA-256, lower-case hex, of the UTF-8 bytes as the API gives it, or of the JCS form where it is several, such as `{title, body}` of a proposal. Lines from before texts were hashed have none.",
    }),
    opened: OpenedLine.optional().meta({
      description: `What a line of the kind "${SEALED_KIND}" hid, once its matter is listed.`,
    }),
    hash: hex(),
  })
  .meta({
    id: "Event",
    description: `One line of the public ledger. hash(n) = SHA-256( hash(n−1) as 32 bytes ‖ JCS of \`{seq, space,
matter, kind, at, data}\` ), hash(0) = 32 zero bytes; JCS is the JSON Canonicalization Scheme (RFC 8785). So anyone
can check the whole chain. A line about a matter that is not listed is sealed: \`kind\` is "${SEALED_KIND}", \`matter\` is
null, and \`data.commitment\` stands for the rest.`,
  });

export function eventLine(event: LedgerEvent): z.input<typeof EventLine> {
  const opened = event.visibility === "public" ? openingOf(event) : null;
  return { ...lineOf(event), ...(opened && { opened }), hash: event.hash.toString("hex") };
}

export const listEvents = {
  address: "/api/v1/events",
  method: "GET",
  permission: "public",
  operationId: "listEvents",
  tag: "ledger",
  summary: "The public ledger, oldest first",
  path: none,
  query: z.object({
    after: afterNumber(
      "Only lines with a greater `seq`. `next` of a page is what to ask for here; at the end, the last `seq` that was seen.",
    ),
  }),
  answers: { 200: { description: "The lines.", schema: page(EventLine, API_PAGE_SIZES.events) } },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "after", code: "unknown-choice" }],
} satisfies ReadOperation;
