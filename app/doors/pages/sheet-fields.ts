import type { TypedLine } from "#app/domain/kinds/drive/paper-line.ts";

const PARTS = ["name", "birthDate", "address", "district"] as const;

/** A row of a sheet's form has so many fields. */
export const FIELDS_A_LINE = 6;

/** A line of a sheet's form, whatever it holds. */
export function lineOfFields(fields: Record<string, string>, line: number): TypedLine {
  const field = (part: string) => fields[`lines.${line}.${part}`] ?? "";
  const [name = "", birthDate = "", address = "", district = ""] = PARTS.map(field);
  const [unreadable, unsigned] = [field("unreadable") === "yes", field("unsigned") === "yes"];
  return { line, name, birthDate, address, district, unreadable, unsigned };
}

/** The numbers of the lines that a sheet's form has. */
export const linesInForm = (fields: Record<string, string>): number[] =>
  Object.keys(fields).flatMap((field) => {
    const [, line] = /^lines\.(\d{1,3})\.name$/.exec(field) ?? [];
    return line === undefined ? [] : [Number(line)];
  });

export const isEmptyLine = ({ name, birthDate, address, unreadable, unsigned }: TypedLine): boolean =>
  ![name, birthDate, address].some((text) => text.trim() !== "") && !unreadable && !unsigned;

/** What stands in the fields of a sheet's form. */
export const fieldsOfLines = (lines: readonly TypedLine[]): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap((typed) => [
      ...PARTS.map((part): [string, string] => [`lines.${typed.line}.${part}`, typed[part]]),
      ...(["unreadable", "unsigned"] as const).flatMap((part): [string, string][] =>
        typed[part] ? [[`lines.${typed.line}.${part}`, "yes"]] : [],
      ),
    ]),
  );
