import type { AppLoadContext } from "@remix-run/node";
import { labelsOf } from "#app/domain/space/labels.ts";
import { isLanguage, LANGUAGE_NAMES } from "#app/i18n/settings.ts";

/** What is stored under one name, as the page draws it: a text, a list, or fields of its own. */
export type StoredValue = string | StoredValue[] | StoredFields;
export interface StoredFields {
  [name: string]: StoredValue;
}

type Here = Pick<AppLoadContext, "directory" | "language">;

/** A row as a person reads it: codes of places and languages by their names; nothing: an empty text. */
export function storedFieldsOf(row: object, here: Here): StoredFields {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, storedValueOf(name, value, here)]),
  );
}

function storedValueOf(name: string, value: unknown, here: Here): StoredValue {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((item) => storedValueOf(name, item, here));
  if (typeof value === "object") {
    // A name in all languages, such as an office's.
    const named = Object.entries(value).find(([language]) => language === here.language);
    return named ? String(named[1]) : storedFieldsOf(value, here);
  }
  const { directory, language } = here;
  const text = String(value);
  if (name === "district") return labelsOf(directory, language).district(text) ?? "";
  if (name === "space") return text === directory.space.code ? directory.space.name[language] : text;
  if (name === "language" && isLanguage(text)) return LANGUAGE_NAMES[text];
  return text;
}
