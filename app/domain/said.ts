import type { Language } from "#db/tables/language.ts";
import type { Said } from "#db/tables/poll-definition.ts";

/** A text in a language, or in Korean where nobody translated it. */
export const inLanguage = (text: Said, language: Language): string => text[language] ?? text.ko;

export const maybeIn = (text: Said | undefined, language: Language): string | null =>
  text ? inLanguage(text, language) : null;
