import type { Language } from "#db/tables/language.ts";
import { particleNamed } from "./particles.ts";

/** A file of texts: what a key says, or further keys. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

type Values = Readonly<Record<string, unknown>>;

/** Named as `namespace:some.key`, or without the namespace that whoever asks has for their own. */
const NAMESPACE = /^([^:]+):/;
/** A value, or the particle that follows it: `{{title}}`, `{{title, 을/를}}`. */
const PLACE = /\{\{([^,}]+)(?:,\s*([^}]+))?\}\}/g;

/**
 * What a key says, as i18next says it on the server: of `key_one`, `key_other` and so on by `values.count` as the language
 * counts, and `{{places}}` filled once, so that braces in what somebody typed are only text.
 *
 * @returns the key where there is no such text
 */
export function translate(
  texts: Texts,
  language: Language,
  namespace: string,
  key: string,
  values: Values = {},
): string {
  const named = NAMESPACE.exec(key);
  const path = (named ? key.slice(named[0].length) : key).split(".");
  const last = path.pop() ?? "";
  const folder = [named?.[1] ?? namespace, ...path].reduce<Texts | string | undefined>(within, texts);
  const said =
    typeof values.count === "number" && within(folder, `${last}_${category(language, values.count)}`);
  const text = said || within(folder, last);
  if (typeof text !== "string") return [...path, last].join(".");
  return text.replace(PLACE, (_, place: string, pair: string | undefined) => {
    const particle = pair === undefined ? null : particleNamed(pair, String(values[place]));
    return particle ?? String(values[place] ?? "");
  });
}

function within(texts: Texts | string | undefined, key: string): Texts | string | undefined {
  return typeof texts === "object" && Object.hasOwn(texts, key) ? texts[key] : undefined;
}

const rules = new Map<Language, Intl.PluralRules>();

function category(language: Language, count: number): Intl.LDMLPluralRule {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known.select(count);
}

/** The one texts over the other, key by key. */
export function laidOver(below: Texts, above: Texts): Texts {
  const laid: Record<string, string | Texts> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const there = laid[key];
    laid[key] = typeof value === "object" && typeof there === "object" ? laidOver(there, value) : value;
  }
  return laid;
}
