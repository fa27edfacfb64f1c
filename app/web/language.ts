import { isLanguage } from "#app/i18n/settings.ts";
import type { Language } from "#db/tables/language.ts";

const LANGUAGE_COOKIE = "lang";
const YEAR_SECONDS = 31_536_000;

/**
 * The language of an answer: `?lang=` (an address that can be shared), else the cookie that such an address left,
 * else Accept-Language, else Korean.
 */
export function chooseLanguage(url: URL, cookie: string | undefined, accept: string | undefined): Language {
  const asked = url.searchParams.get("lang");
  if (isLanguage(asked)) return asked;
  return keptLanguage(cookie ?? "") ?? acceptedLanguage(accept ?? "") ?? "ko";
}

const COOKIE = new RegExp(`(?:^|;\\s*)(?:__Host-)?${LANGUAGE_COOKIE}=([a-z]{2})(?:;|$)`);

/** The language that the cookie of an earlier `?lang=` names. */
export function keptLanguage(cookie: string): Language | undefined {
  const kept = COOKIE.exec(cookie)?.[1];
  return isLanguage(kept) ? kept : undefined;
}

/** The best of ours by quality value (RFC 9110, 12.5.4), matching on the primary subtag. */
function acceptedLanguage(header: string): Language | undefined {
  const ranges = header
    .slice(0, 500)
    .split(",")
    .map((range, position) => {
      const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { primary: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality), position };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.position - b.position);
  return ranges.map(({ primary }) => primary).find(isLanguage);
}

/** Remembers a language that was asked for by address. It is the reader's own choice, not the city's data. */
export function languageCookie(language: Language, secure: boolean): string {
  return `${secure ? "__Host-" : ""}${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure ? "; Secure" : ""}`;
}
