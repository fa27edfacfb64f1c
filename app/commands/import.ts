import { categoryTable } from "#app/domain/import/categories.ts";
import { importFile } from "#app/domain/import/import-file.ts";
import { readDirectory } from "#app/domain/space/directory.ts";
import { systemClock } from "#app/platform/clock.ts";
import type { Database } from "#db/client.ts";
import { runCommand } from "./command.ts";
import { type ImportOptions, readOptions, USAGE } from "./import-options.ts";
import { createProgress } from "./import-progress.ts";
import { ImportReport } from "./import-report.ts";
import { findSpaceOf } from "./space-option.ts";

/**
 * `npm run import -- FILE…`: takes over petitions of another service from JSON lines (plain or .gz) as closed
 * proposals with imported counts. `npm run import -- --help` lists the options; bad lines are reported and stop
 * nothing; Ctrl-C or a kill loses nothing that was said to be imported, the same command goes on from there.
 */
async function main(): Promise<void> {
  let options: ImportOptions | undefined;
  try {
    options = await readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return;
  }
  if (options) await runCommand(({ db }) => importAll(db, options));
  else process.stdout.write(USAGE);
}

async function importAll(db: Database, options: ImportOptions): Promise<number> {
  const { code } = await findSpaceOf(db, options.space);
  const directory = await readDirectory(db, code);
  if (!directory) throw new Error(`There is no space ${code}.`);
  const { files, source, fields } = options;
  const codes = directory.categories.map(({ code }) => code);
  const settings = {
    spaceId: directory.space.id,
    source,
    fields,
    categories: categoryTable(codes, options.ownCategories),
  };
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

  const progress = createProgress();
  const report = new ImportReport(options.report, progress.say);
  try {
    for (const file of files) {
      if (stop.signal.aborted) break;
      progress.begin(file.name, file.size);
      const result = await importFile(db, file, settings, {
        clock: systemClock,
        signal: stop.signal,
        onRefused: (line, refusal) => report.refused(file.name, line, refusal),
        onUnknownLabel: (label) => report.unknownLabel(label),
        onProgress: (lines) => progress.update(lines, file.bytesRead()),
      });
      report.finished(file.name, result);
    }
  } finally {
    progress.end();
    report.close();
  }
  process.stdout.write(`${report.summary()}\n`);
  // Stopped between two files, none of them tells.
  return stop.signal.aborted ? 1 : report.exitCode;
}

await main();
