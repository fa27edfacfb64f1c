import { createContext } from "react";
import { pageLanguage, say } from "./client.ts";

/**
 * What `react-i18next` is in a browser (remix.config.js): the server draws with it and i18next, 18 kB of script as gzip
 * makes it, of which pages use one function. Types are those of `react-i18next`; a test holds that both say the same.
 */
type Translator = (key: string, values?: Readonly<Record<string, unknown>>) => string;

const i18n = {
  get language() {
    return pageLanguage();
  },
};

export const I18nContext = createContext({ i18n });

/** One a namespace, so that it may stand in a hook's dependencies. */
const translators = new Map<string, Translator>();

export function useTranslation(namespaces: string | readonly string[] = "common") {
  const namespace = (typeof namespaces === "string" ? namespaces : namespaces[0]) ?? "common";
  const known: Translator = translators.get(namespace) ?? ((key, values) => say(namespace, key, values));
  translators.set(namespace, known);
  return { t: known, i18n };
}
