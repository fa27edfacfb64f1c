import { lettersOf } from "./letters.ts";

const KEYBOARD = new Map(
  [
    ..."ㅂqㅈwㄷeㄱrㅅtㅛyㅕuㅑiㅐoㅔpㅁaㄴsㅇdㄹfㅎgㅗhㅓjㅏkㅣlㅋzㅌxㅊcㅍvㅠbㅜnㅡmㅃqㅉwㄸeㄲrㅆtㅒoㅖp".matchAll(
      /(.)([a-z])/gu,
    ),
  ].map(([, letter = "", key = ""]): [string, string] => [letter, key]),
);

/**
 * Normalised words in the Latin keys that type them on a Korean keyboard (횡단 → ghldeks). A wrong letter is one
 * wrong key, which Meilisearch's tolerance knows about; of a syllable it would see only another syllable. And who
 * forgot to switch the keyboard finds it too.
 */
export function keysOf(normalised: string): string {
  return lettersOf(normalised).replace(/[\u3131-\u3163]/g, (letter) => KEYBOARD.get(letter) ?? letter);
}

const TOKENS = 36 ** 4;

/**
 * A gram as a word of four letters and digits: too short for a typo. Two grams in a million share one, which may add
 * a candidate and cannot lose one.
 */
function token(gram: number): string {
  const spread = Math.imul(gram ^ (gram >>> 16), 0x9e3779b1) >>> 0;
  return (spread % TOKENS).toString(36).padStart(4, "0");
}

export const tokensOf = (grams: Iterable<number>): string[] => Array.from(grams, token);
