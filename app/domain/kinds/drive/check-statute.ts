import { z } from "zod";
import { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import { STATUTE_FAULTS, statuteSchema } from "./statute.ts";

interface StatuteFault {
  /** Where it is, such as `threshold.classes.0.share`; empty: the whole. */
  path: string;
  message: string;
}

export type CheckedStatute =
  | { definition: StatuteDefinition; faults?: undefined }
  | { definition?: undefined; faults: StatuteFault[] };

const WORDS = { ko: z.locales.ko, en: z.locales.en, ja: z.locales.ja } satisfies Record<Language, unknown>;

/** Reads a kind of drive as an operator wrote it (JSON); what is wrong is said with its place, in their language. */
export function checkStatute(text: string, language: Language): CheckedStatute {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { faults: [{ path: "", message: error instanceof Error ? error.message : String(error) }] };
  }
  const result = statuteSchema.safeParse(value, { error: WORDS[language]().localeError });
  if (result.success) return { definition: result.data };
  const issues = result.error.issues.map(({ path, message }) => ({
    path: path.join("."),
    message: statuteFaultIn(language, message),
  }));
  return { faults: issues };
}

/** A fault of a statute in words; what the shape alone refuses has its own already. */
export function statuteFaultIn(language: Language, message: string): string {
  const code = STATUTE_FAULTS.find((one) => one === message);
  return code ? translator(language)(`operator:statutes.fault.${code}`) : message;
}
