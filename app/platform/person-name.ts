/** The araea, typed for a middle dot, is a letter to Unicode; in a name it is the dot. */
const DOTS = /\u318d/g;

/** Latin letters that are not a letter with an accent to Unicode, but are to who has no key for them. */
const LATIN: Readonly<Record<string, string>> = {
  đ: "d",
  ð: "d",
  ø: "o",
  ł: "l",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  æ: "ae",
  œ: "oe",
  þ: "th",
};
const LATIN_LETTERS = new RegExp(`[${Object.keys(LATIN).join("")}]`, "g");

/** Signs by which somebody says that a letter is not there: hidden, or not made out. */
const MASKS = /[*?○◯●□〇＊？]/u;

/** Names whose parts stand in one order whatever the language that they are written in. */
const FIXED_ORDER = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{N}]/u;

/**
 * What of a name tells its bearer from somebody else, however it was typed: its letters and digits. Blanks, hyphens,
 * apostrophes, dots, commas, what has no width, full and half width, upper and lower case, accents of Latin and Greek
 * letters, ligatures and the compatibility forms of hanja make no other person. Variants of a hanja (高, 髙) do: they
 * may be two names.
 *
 * SMITH, JOHN and John Smith are one: of a name in an alphabet the letters are read as a ring, from where they come
 * first in order. Not sorted by its parts: Min Soo, Min-soo and Minsoo have one part or two. Not sorted by its letters:
 * the twins Maria and Amira are two. What it does not see is a name of three parts turned round whole.
 *
 * @returns empty for a name without any letter, which is nobody's
 */
export function nameKey(name: string): string {
  const letters = name
    .replace(DOTS, "")
    .normalize("NFKD")
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, "")
    // Up first: ß and ſ have no lower case of their own to meet ss and s in.
    .toUpperCase()
    .toLowerCase()
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, "")
    .replace(LATIN_LETTERS, (letter) => LATIN[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "")
    .normalize("NFC");
  return FIXED_ORDER.test(letters) ? letters : leastRotation(letters);
}

/** Whether a name is there whole: one with hidden letters could be many people's. */
export const isWholeName = (name: string) => !MASKS.test(name) && nameKey(name) !== "";

function leastRotation(text: string): string {
  const signs = [...text];
  let least = text;
  for (let at = 1; at < signs.length; at += 1) {
    const turned = [...signs.slice(at), ...signs.slice(0, at)].join("");
    if (turned < least) least = turned;
  }
  return least;
}
