import { createInstance, type i18n, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "#db/tables/language.ts";
import en from "./en.ts";
import ja from "./ja.ts";
import ko from "./ko.ts";
import type { NAMESPACES } from "./readers.ts";
import { i18nOptions } from "./settings.ts";

const TEXTS = { ko, en, ja };

/**
 * One instance a language, shared by all requests. An instance never changes its language here (switching loads
 * a new page), so requests cannot disturb each other, and rendering does not pay for a new instance each time.
 */
const instances: Record<Language, i18n> = { ko: start("ko"), en: start("en"), ja: start("ja") };

function start(language: Language): i18n {
  const instance = createInstance();
  instance.use(initReactI18next).init(i18nOptions(language, TEXTS[language]));
  return instance;
}

/** For rendering pages of this language. */
export function serverI18n(language: Language): i18n {
  return instances[language];
}

/** `t` outside of React, for mails and API messages: `translator("en")("mail:subject")`. */
export function translator(language: Language): TFunction<typeof NAMESPACES> {
  return instances[language].getFixedT<typeof NAMESPACES>(language, undefined);
}
