/**
 * Hangul as it is typed: a syllable is two to five keys of the usual keyboard (횡 = ㅎ ㅗ ㅣ ㅇ). A wrong key is then
 * one wrong letter, and what stands in a box while somebody types 횡단보도 (횡단ㅂ, 횡단볻) is a beginning of it.
 */

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
const FINALS = [
  "",
  ..."ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(
    " ",
  ),
];
/** Letters that stand alone but are two keys. */
const PAIRS = new Map(
  "ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ"
    .split(" ")
    .map((entry): [string, string] => [entry.slice(0, 1), entry.slice(1)]),
);
/** The keys of all 11,172 syllables: titles are compared letter by letter, hundreds for one query. */
const SYLLABLES = INITIALS.flatMap((initial) =>
  VOWELS.flatMap((vowel) => FINALS.map((final) => initial + vowel + final)),
);

export const isSyllable = (unit: number): boolean => unit >= FIRST_SYLLABLE && unit <= LAST_SYLLABLE;
/** A consonant that stands alone: ㅎ, but not 하 and not ㅏ. */
export const isConsonant = (unit: number): boolean => unit >= 0x3131 && unit <= 0x314e;

/** A text in the keys that type it; what is not Hangul stays as it is. */
export function lettersOf(text: string): string {
  let letters = "";
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charAt(i);
    letters += SYLLABLES[letter.charCodeAt(0) - FIRST_SYLLABLE] ?? PAIRS.get(letter) ?? letter;
  }
  return letters;
}

/** The first consonant of each syllable (횡단보도 → ㅎㄷㅂㄷ), one unit for each; what is not Hangul stays as it is. */
export function initialsOf(text: string): string {
  let initials = "";
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    initials += isSyllable(unit)
      ? (INITIALS[Math.floor((unit - FIRST_SYLLABLE) / 588)] ?? "")
      : text.charAt(i);
  }
  return initials;
}
