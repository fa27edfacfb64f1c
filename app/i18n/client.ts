import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "#db/tables/language.ts";
import { i18nOptions } from "./settings.ts";

/** One file a language; the browser fetches only the one it shows. */
const load: Record<Language, () => Promise<{ default: Record<string, object> }>> = {
  ko: () => import("./ko.ts"),
  en: () => import("./en.ts"),
  ja: () => import("./ja.ts"),
};

export async function startClientI18n(language: Language): Promise<i18n> {
  const { default: texts } = await load[language]();
  const instance = createInstance();
  await instance.use(initReactI18next).init(i18nOptions(language, texts));
  return instance;
}
