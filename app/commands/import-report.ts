import { closeSync, openSync, writeSync } from "node:fs";
import type { ImportResult } from "#app/domain/import/import-file.ts";
import { describeRefusal, type Refusal } from "#app/domain/import/refusals.ts";

const FIRST_REASONS = 20;
const MOST_LABELS = 50;
const number = new Intl.NumberFormat("en");

/** What an import says of itself: each refused line as it comes, and the summary at the end. */
export class ImportReport {
  #files: { name: string; result: ImportResult }[] = [];
  #firstReasons: string[] = [];
  #labels = new Map<string, number>();
  #file: number | undefined;

  /**
   * @param path where all reasons go; without it they are handed to `say`
   * @throws the file system's error when `path` cannot be written
   */
  constructor(
    readonly path: string | undefined,
    readonly say: (line: string) => void,
  ) {
    if (path !== undefined) this.#file = openSync(path, "w");
  }

  refused(name: string, line: number, refusal: Refusal): void {
    const reason = `${name}:${line}: ${describeRefusal(refusal)}`;
    if (this.#firstReasons.length < FIRST_REASONS) this.#firstReasons.push(reason);
    // At once and synchronous: a kill loses no reason.
    if (this.#file === undefined) this.say(reason);
    else writeSync(this.#file, `${reason}\n`);
  }

  unknownLabel(label: string): void {
    const seen = this.#labels.get(label);
    if (seen !== undefined || this.#labels.size < MOST_LABELS) this.#labels.set(label, (seen ?? 0) + 1);
  }

  finished(name: string, result: ImportResult): void {
    this.#files.push({ name, result });
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  /** 1 when a file broke off, the run was stopped, or not one line of all could be read. */
  get exitCode(): number {
    const { imported, alreadyThere, refused } = this.#totals;
    const cutShort = this.#files.some(({ result }) => result.end !== "whole");
    return cutShort || (refused > 0 && imported + alreadyThere === 0) ? 1 : 0;
  }

  summary(): string {
    const { imported, alreadyThere, refused } = this.#totals;
    const width = Math.max(...[imported, alreadyThere, refused].map((count) => number.format(count).length));
    const row = (name: string, count: number) => `${name}  ${number.format(count).padStart(width)}`;
    return [
      ...this.#files.map(({ name, result }) => `${name}: ${ending(result)}`),
      row("Imported     ", imported),
      row("Already there", alreadyThere),
      row("Refused      ", refused),
      ...this.#firstReasons.map((reason) => `  ${reason}`),
      ...this.#rest(refused),
      ...this.#unknownLabels(),
    ].join("\n");
  }

  get #totals() {
    const sum = (key: "imported" | "alreadyThere" | "refused") =>
      this.#files.reduce((total, { result }) => total + result[key], 0);
    return { imported: sum("imported"), alreadyThere: sum("alreadyThere"), refused: sum("refused") };
  }

  #rest(refused: number): string[] {
    const rest = refused - this.#firstReasons.length;
    if (rest > 0) return [`  … and ${number.format(rest)} more, all in ${this.path ?? "the standard error"}`];
    return refused > 0 && this.path !== undefined ? [`  (also in ${this.path})`] : [];
  }

  #unknownLabels(): string[] {
    if (this.#labels.size === 0) return [];
    const labels = [...this.#labels].map(([label, count]) => `${label || "(none)"} ×${number.format(count)}`);
    return [`Labels that no category is named for (see --categories): ${labels.join(", ")}`];
  }
}

function ending({ end, lines }: ImportResult): string {
  const read = `${number.format(lines)} ${lines === 1 ? "line" : "lines"}`;
  if (end === "whole") return read;
  if (end === "stopped") return `stopped after ${read}; the same command goes on from there`;
  return `BROKEN OFF after ${read} (${end.broken}); what came before is imported`;
}
