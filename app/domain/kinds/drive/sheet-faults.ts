import { isWholeName } from "#app/platform/person-name.ts";
import type { PaperCell, ReadLine, TypedLine } from "./paper-line.ts";

/**
 * What can be said of a line from the sheet alone, when it is entered: a cell that cannot be read, one that is missing,
 * the same person on a line above.
 */
export type LineFault = PaperCell | "no-name" | "no-birth-date" | "no-address" | "same-person";

export interface FaultyLine {
  line: number;
  faults: LineFault[];
}

/**
 * Lines that the clerk may want to mend before their sheet is matched. Nothing outside the sheet is looked at, so it
 * says nothing of who signed.
 *
 * @param keyOf by which two writings of one person are the same
 */
export function faultsOf(
  lines: readonly { typed: TypedLine; read: ReadLine }[],
  keyOf: (name: string, birthDate: string) => string,
): FaultyLine[] {
  const above = new Set<string>();
  return lines.flatMap(({ typed, read }) => {
    const { name, birthDate, address } = read.entry;
    const missing: LineFault[] = typed.unreadable
      ? []
      : [
          ...(typed.name.trim() === "" ? ["no-name" as const] : []),
          ...(typed.birthDate.trim() === "" ? ["no-birth-date" as const] : []),
          ...(address === null && !read.unread.includes("address") ? ["no-address" as const] : []),
        ];
    const key = birthDate !== null && isWholeName(name) ? keyOf(name, birthDate) : null;
    const again = key !== null && above.has(key);
    if (key !== null) above.add(key);
    const faults = [...read.unread, ...missing, ...(again ? ["same-person" as const] : [])];
    return faults.length > 0 ? [{ line: read.line, faults }] : [];
  });
}
