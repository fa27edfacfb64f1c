import type { InitOptions, i18n } from "i18next";
import type { Language } from "#db/tables/language.ts";
import { NAMESPACES } from "./readers.ts";

export const LANGUAGES = ["ko", "en", "ja"] as const satisfies readonly Language[];
export const DEFAULT_LANGUAGE: Language = "ko";

/** How each language calls itself, for the switcher. */
export const LANGUAGE_NAMES: Record<Language, string> = { ko: "한국어", en: "English", ja: "日本語" };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** What stands around a place to be filled once the texts are loaded: characters that no text of a person is kept with. */
const [OPEN, CLOSE] = ["\u0001", "\u0002"];

/**
 * Texts whose `{{places}}` are told from braces that somebody typed: a title such as "{{office}} 옆 통학로" is filled into
 * a letter, and must not be filled in turn, nor take what was meant for the letter's own place.
 */
function withOwnBraces<T>(texts: T): T;
function withOwnBraces(texts: unknown): unknown {
  if (typeof texts === "string")
    return texts.replace(/\{\{(.+?)\}\}/g, (_, place: string) => OPEN + place + CLOSE);
  if (typeof texts !== "object" || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, withOwnBraces(value)]));
}

/** The same options on server and client, so that both say the same. */
export function i18nOptions(language: Language, texts: Record<string, object>): InitOptions {
  return {
    lng: language,
    // A text that is missing in English or Japanese must show up in the parity test, not as quiet Korean.
    fallbackLng: false,
    ns: NAMESPACES,
    defaultNS: "common",
    resources: { [language]: withOwnBraces(texts) },
    // React escapes, and mails are plain text.
    interpolation: { escapeValue: false, prefix: OPEN, suffix: CLOSE },
    returnNull: false,
    // i18next would write an advertisement to the console.
    showSupportNotice: false,
    initAsync: false,
    react: { useSuspense: false },
  };
}

/** Puts texts over those that are there, key by key. */
export function layOver(instance: i18n, language: Language, texts: Record<string, object>): void {
  for (const [namespace, bundle] of Object.entries(texts))
    instance.addResourceBundle(language, namespace, withOwnBraces(bundle), true, true);
}
