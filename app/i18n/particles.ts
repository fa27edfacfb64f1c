import type { i18n } from "i18next";

/** What follows a syllable that ends in a consonant, and what follows one that ends in a vowel. */
const PARTICLES = [
  ["은", "는"],
  ["이", "가"],
  ["을", "를"],
  ["과", "와"],
  ["으로", "로"],
] as const;

type Sound = "vowel" | "ㄹ" | "other consonant";
const FINALS = 28;
const RIEUL = 8;

/** How a letter or digit ends when it is read aloud (일, 칠, 팔, 엘; 영, 삼, 육, 엠, 엔); null: nobody can say. */
function endOf(letter: string): Sound | null {
  if (/[가-힣]/.test(letter)) {
    const final = (letter.charCodeAt(0) - 0xac00) % FINALS;
    if (final === 0) return "vowel";
    return final === RIEUL ? "ㄹ" : "other consonant";
  }
  if (/[178Ll]/.test(letter)) return "ㄹ";
  if (/[036MNmn]/.test(letter)) return "other consonant";
  return /[0-9A-Za-z]/.test(letter) ? "vowel" : null;
}

/**
 * Which of two particles follows a word: 교통정책과가, 시장이, ‘도서관’을. Where nobody can say how it is read (another
 * script, a picture), both, as forms write it: 을(를). Before 로 a ㄹ is as a vowel: 서울로.
 */
function particleAfter(word: string, [afterConsonant, afterVowel]: readonly [string, string]): string {
  const last = /[\p{L}\p{N}](?=[\p{P}\p{Z}]*$)/u.exec(word.normalize("NFC"))?.[0] ?? "";
  const end = endOf(last);
  if (end === null) return `${afterConsonant}(${afterVowel})`;
  return end === "vowel" || (end === "ㄹ" && afterVowel === "로") ? afterVowel : afterConsonant;
}

/** What a place such as `{{title, 을/를}}` is filled with; null: it names no pair of particles. */
export function particleNamed(pair: string, word: string): string | null {
  const named = PARTICLES.find((each) => each.join("/") === pair);
  return named ? particleAfter(word, named) : null;
}

/**
 * Lets texts say `‘{{title}}’{{title, 을/를}}`: the second place is the particle alone, so that a mark may stand between
 * the two.
 */
export function addParticles({ services }: i18n): void {
  for (const pair of PARTICLES)
    services.formatter?.add(pair.join("/"), (word) => particleAfter(String(word), pair));
}
