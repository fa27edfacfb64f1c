import type { InitOptions } from "i18next";
import type { Language } from "#db/tables/language.ts";
import { NAMESPACES } from "./readers.ts";

export const LANGUAGES = ["ko", "en", "ja"] as const satisfies readonly Language[];
export const DEFAULT_LANGUAGE: Language = "ko";

/** How each language calls itself, for the switcher. */
export const LANGUAGE_NAMES: Record<Language, string> = { ko: "한국어", en: "English", ja: "日本語" };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The same options on server and client, so that both say the same. */
export function i18nOptions(language: Language, texts: Record<string, object>): InitOptions {
  return {
    lng: language,
    // A text that is missing in English or Japanese must show up in the parity test, not as quiet Korean.
    fallbackLng: false,
    ns: NAMESPACES,
    defaultNS: "common",
    resources: { [language]: texts },
    // React escapes, and mails are plain text.
    interpolation: { escapeValue: false },
    returnNull: false,
    // i18next would write an advertisement to the console.
    showSupportNotice: false,
    initAsync: false,
    react: { useSuspense: false },
  };
}
