import type { BrowserReader } from "./readers.ts";
import { DEFAULT_LANGUAGE, isLanguage } from "./settings.ts";
import { laidOver, type Texts, translate } from "./translate.ts";
import type { Words } from "./words.ts";

/** The texts that this page has. */
let texts: Texts = {};

const loaded = new Map<BrowserReader, Promise<void>>();

/** It never changes: switching the language loads a new page. */
export function pageLanguage() {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : DEFAULT_LANGUAGE;
}

export const say = (namespace: string, key: string, values?: Readonly<Record<string, unknown>>): string =>
  translate(texts, pageLanguage(), namespace, key, values);

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
  const isGroup = document.documentElement.dataset.words === ("group" satisfies Words);
  const [ofReader, ofGroup] = await Promise.all([readTexts(reader), isGroup ? readTexts("group") : {}]);
  texts = laidOver(laidOver(texts, ofReader), ofGroup);
}

async function readTexts(part: BrowserReader | "group"): Promise<Texts> {
  const { default: read }: { default: Texts } = await import(`./${pageLanguage()}/${part}.ts`);
  return read;
}
