import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { DEFAULT_FIELDS, type FieldMap, readFieldMap } from "#app/domain/import/fields.ts";
import { type LineFile, openLineFile } from "#app/domain/import/lines.ts";

export const USAGE = `Usage: npm run import -- FILE… [--source NAME] [--map field=theirField …]
                           [--categories FILE.json] [--report FILE] [--space CODE]

Takes over the petitions of another service as closed proposals. Their counts are kept as imported
counts of that service, never as verified people.

FILE               JSON lines, plain or gzip, of any size: one petition a line
--source NAME      the other service's name, as readers see it; with an id it names a petition
                   for ever (default: national-petitions)
--map a=b          our field "a" is called "b" in the file; may be given several times.
                   Fields: ${Object.keys(DEFAULT_FIELDS).join(", ")}
--categories FILE  {"their label": "category code", …} over the built-in table; the label "*"
                   is every other one
--report FILE      every refused line with its reason, instead of on the standard error
--space CODE       the space that they are taken over into (default: the first)
--help             this text

A line that cannot be taken is reported with its number and stops nothing. A run that was cut off
goes on where it stopped when the same command is given again; a finished one changes nothing.
Exit code: 0; 1 when a file is missing or broken, the run was stopped, or no line could be read.
`;

export interface ImportOptions {
  files: LineFile[];
  source: string;
  fields: FieldMap;
  ownCategories: Record<string, string>;
  report: string | undefined;
  /** Undefined: the first. */
  space: string | undefined;
}

/**
 * Reads the command line and opens its files: whatever is wrong is said before anything is written.
 *
 * @returns undefined when help was asked for
 */
export async function readOptions(args: string[]): Promise<ImportOptions | undefined> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: { type: "string", default: "national-petitions" },
      map: { type: "string", multiple: true, default: [] },
      categories: { type: "string" },
      report: { type: "string" },
      space: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return undefined;
  if (positionals.length === 0) throw new Error(`Name at least one file.\n\n${USAGE}`);
  const source = values.source.normalize("NFC").trim();
  if (source === "" || source.length > 60 || /\p{Cc}/u.test(source)) {
    throw new Error("--source: 1 to 60 characters on one line.");
  }
  return {
    files: await Promise.all(positionals.map(openLineFile)),
    source,
    fields: readFieldMap(values.map),
    ownCategories: values.categories === undefined ? {} : await readCategories(values.categories),
    report: values.report,
    space: values.space,
  };
}

async function readCategories(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, "utf8");
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    throw new Error(`--categories ${file}: write JSON of the form {"their label": "category code"}.`);
  }
}
