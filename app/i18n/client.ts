import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { addParticles } from "./particles.ts";
import type { BrowserReader } from "./readers.ts";
import { DEFAULT_LANGUAGE, i18nOptions, isLanguage, layOver } from "./settings.ts";
import type { Words } from "./words.ts";

/** The browser's one instance. It never changes its language: switching loads a new page. */
export const clientI18n: i18n = createInstance();

const loaded = new Map<BrowserReader, Promise<void>>();

function language() {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : DEFAULT_LANGUAGE;
}

/** Fetches what a reader reads in the page's language, once; a file a reader and language. */
export function fetchTexts(reader: BrowserReader): Promise<void> {
  const known = loaded.get(reader);
  if (known) return known;
  const fetching = fetchOnce(reader);
  loaded.set(reader, fetching);
  // A file that could not be had is asked for again.
  fetching.catch(() => loaded.delete(reader));
  return fetching;
}

async function fetchOnce(reader: BrowserReader): Promise<void> {
  if (!clientI18n.isInitialized) {
    await clientI18n.use(initReactI18next).init(i18nOptions(language(), {}));
    addParticles(clientI18n);
  }
  const isGroup = document.documentElement.dataset.words === ("group" satisfies Words);
  const [texts, ofGroup] = await Promise.all([readTexts(reader), isGroup ? readTexts("group") : undefined]);
  layOver(clientI18n, language(), texts);
  if (ofGroup) layOver(clientI18n, language(), ofGroup);
}

async function readTexts(part: BrowserReader | "group"): Promise<Record<string, object>> {
  const { default: texts }: { default: Record<string, object> } = await import(`./${language()}/${part}.ts`);
  return texts;
}
