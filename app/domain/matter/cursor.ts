import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";

/**
 * The opaque cursor of a list: where its last page ended, as base64url JSON of the order, the values of that order
 * and the id. Whoever changes one gets a 422 or some other page of a public list, nothing more.
 */
const cursorSchema = z.object({
  o: z.string().max(20),
  v: z.array(z.union([z.string().max(40), z.number()])).max(3),
  i: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
});

export interface Cursor {
  order: string;
  values: (string | number)[];
  id: number;
}

export function encodeCursor({ order, values, id }: Cursor): string {
  return Buffer.from(JSON.stringify({ o: order, v: values, i: id })).toString("base64url");
}

/** @throws PortalError "invalid-input" for a cursor that this list, in this order, did not give out */
export function decodeCursor(
  cursor: string | null,
  order: string,
  values: ("date" | "number")[],
): Cursor | undefined {
  if (cursor === null || cursor === "") return undefined;
  const refused = new PortalError("invalid-input", { faults: [{ field: "cursor", code: "unknown-choice" }] });
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(cursor.slice(0, 400), "base64url").toString("utf8"));
  } catch {
    throw refused;
  }
  const parsed = cursorSchema.safeParse(raw);
  if (!parsed.success || parsed.data.o !== order || parsed.data.v.length !== values.length) throw refused;
  const fits = parsed.data.v.every((value, index) =>
    values[index] === "date"
      ? isInstant(value)
      : Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  );
  if (!fits) throw refused;
  return { order, values: parsed.data.v, id: parsed.data.i };
}

/** A time exactly as `toISOString` writes it: the only way we do, and a day that the database knows too (no year 0). */
function isInstant(value: string | number | undefined): boolean {
  if (typeof value !== "string" || !/^(?!0000)\d{4}-/.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value;
}
