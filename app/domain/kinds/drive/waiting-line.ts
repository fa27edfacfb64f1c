import { z } from "zod";
import type { DataKey } from "#app/platform/envelope.ts";
import { MOST_KEPT, type TypedLine, withoutNumber } from "./paper-line.ts";

/** A line on paper between its entry and its matching: kept as it was typed, sealed under the drive's key. */
const typedSchema = z.object({
  name: z.string(),
  birthDate: z.string(),
  address: z.string(),
  district: z.string(),
  note: z.string().optional(),
  unreadable: z.boolean(),
  unsigned: z.boolean(),
});

interface Place {
  matterId: number;
  sheetId: number;
  line: number;
}

/** What sealed data is bound to: it cannot be moved to another row. */
const labelOf = ({ matterId, sheetId, line }: Place) => `drive/${matterId}/sheet/${sheetId}/waiting/${line}`;

export function sealTyped(key: DataKey, place: Place, { line: _, ...typed }: TypedLine): Buffer {
  return key.seal(JSON.stringify(typedSchema.parse(typed)), labelOf(place));
}

export const openTyped = (key: DataKey, place: Place, sealed: Buffer): TypedLine => ({
  line: place.line,
  ...typedSchema.parse(JSON.parse(key.open(sealed, labelOf(place)))),
});

/** What is kept of what was typed: all of it, but for a text without end and the number of a resident. */
export function keptLine(typed: TypedLine): TypedLine {
  const { name, birthDate, address, district, note } = typed;
  return {
    ...typed,
    // Wherever it stands: the columns of a file may have shifted.
    name: kept(name),
    birthDate: kept(birthDate),
    address: kept(address),
    district: kept(district),
    ...(note !== undefined && { note: kept(note) }),
  };
}

const kept = (text: string) => [...withoutNumber(text).toWellFormed()].slice(0, MOST_KEPT).join("");
