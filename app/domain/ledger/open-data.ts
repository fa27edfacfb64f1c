import { z } from "zod";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, id, text, time } from "#app/domain/open-data/fields.ts";
import { listEvents } from "#db/queries/events.ts";
import { lineOf, openingOf } from "./chain.ts";

const data = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const schema = z.object({
  seq: id("Without a gap."),
  space: id("Whose ledger it is."),
  matter: id("null: the line is about the space itself, or sealed.").nullable(),
  kind: code("What happened; `sealed`: about a matter that is not listed, or was not."),
  at: time("UTC, with milliseconds: exactly as it was hashed."),
  data: data.meta({ description: "As it was hashed. In CSV, and `opened` too, as JSON." }),
  opened: z
    .object({ salt: z.string(), matter: z.number().nullable(), kind: z.string(), data })
    .nullable()
    .meta({ description: "What a sealed line hid, once its matter is listed." }),
  hash: text(
    "Lower-case hex: SHA-256 of the hash before as 32 bytes (0: zeros) and the JCS form (RFC 8785) of `{seq, space, matter, kind, at, data}`.",
  ),
});

/** The whole ledger of the space: whoever has it can check every line. */
export const EVENT_DATA = dataSet({
  name: "events",
  schema,
  first: 0,
  keyOf: (row) => row.seq,
  async read(db, { spaceId }, after, limit) {
    const events = await listEvents(db, spaceId, after, limit);
    return events.map((event) => ({
      ...lineOf(event),
      opened: event.visibility === "public" ? openingOf(event) : null,
      hash: event.hash.toString("hex"),
    }));
  },
});
