import { createInstance, type i18n, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "#db/tables/language.ts";
import type { SpaceKind } from "#db/tables/space.ts";
import en from "./en/group.ts";
import enCity from "./en.ts";
import ja from "./ja/group.ts";
import jaCity from "./ja.ts";
import ko from "./ko/group.ts";
import koCity from "./ko.ts";
import { addParticles } from "./particles.ts";
import type { NAMESPACES } from "./readers.ts";
import { i18nOptions, layOver } from "./settings.ts";
import { type Words, wordsOf } from "./words.ts";

const CITY = { ko: koCity, en: enCity, ja: jaCity };
const GROUP = { ko, en, ja };

/**
 * One instance a language and kind of words, shared by all requests. An instance never changes its language here
 * (switching loads a new page), so requests cannot disturb each other, and rendering does not pay for a new instance
 * each time.
 */
const instances: Record<Words, Record<Language, i18n>> = {
  city: { ko: start("ko", "city"), en: start("en", "city"), ja: start("ja", "city") },
  group: { ko: start("ko", "group"), en: start("en", "group"), ja: start("ja", "group") },
};

function start(language: Language, words: Words): i18n {
  const instance = createInstance();
  instance.use(initReactI18next).init(i18nOptions(language, CITY[language]));
  addParticles(instance);
  if (words === "group") layOver(instance, language, GROUP[language]);
  return instance;
}

/**
 * For rendering pages of this language in a space of this kind. useTranslation copies all own properties of what it is
 * given each time a part of a page calls it, a tenth of drawing a list: so it gets an object that inherits them.
 */
export function serverI18n(language: Language, kind: SpaceKind): i18n {
  return Object.create(instances[wordsOf(kind)][language]);
}

/**
 * `t` outside of React, for mails and API messages: `translator("en", "city")("mail:subject")`.
 *
 * @param kind of the space that speaks; left out for texts that every space says alike, such as an error's
 */
export function translator(language: Language, kind: SpaceKind = "city"): TFunction<typeof NAMESPACES> {
  return instances[wordsOf(kind)][language].getFixedT<typeof NAMESPACES>(language, undefined);
}
