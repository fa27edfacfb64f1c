import { initialsOf, isSyllable } from "#search/letters.ts";
import type { Random } from "./random.ts";

/** Ways to type a title wrongly. Each gives undefined where it cannot be done: no space to remove, no Hangul. */
export const SPOILERS = {
  "exact title words": (title: string) => title,
  "one jamo changed": changeLetter,
  "spaces removed": (title: string) => (/\S\s+\S/.test(title) ? title.replace(/\s+/g, "") : undefined),
  "a word cut in half": cutWord,
  "particles, endings": changeEndings,
  "initial consonants": (title: string) => (/[\uac00-\ud7a3]/.test(title) ? onlyInitials(title) : undefined),
  "two words swapped": swapWords,
} satisfies Record<string, (title: string, random: Random) => string | undefined>;

export type SpoilerName = keyof typeof SPOILERS;

/** Another initial, vowel or final in one syllable. */
function changeLetter(title: string, random: Random): string | undefined {
  const places = Array.from({ length: title.length }, (_, i) => i).filter((i) =>
    isSyllable(title.charCodeAt(i)),
  );
  const at = random.pick(places);
  if (at === undefined) return undefined;
  const index = title.charCodeAt(at) - 0xac00;
  const parts = [Math.floor(index / 588), Math.floor((index % 588) / 28), index % 28];
  const sizes = [19, 21, 28];
  const which = random.below(3);
  const [old, size] = [parts[which] ?? 0, sizes[which] ?? 1];
  parts[which] = (old + 1 + random.below(size - 1)) % size;
  const [initial = 0, vowel = 0, final = 0] = parts;
  const changed = String.fromCharCode(0xac00 + initial * 588 + vowel * 28 + final);
  return title.slice(0, at) + changed + title.slice(at + 1);
}

/** The first half of one word of three characters or more. */
function cutWord(title: string, random: Random): string | undefined {
  const words = title.split(/\s+/);
  const at = random.pick([...words.keys()].filter((i) => (words[i] ?? "").length >= 3));
  if (at === undefined) return undefined;
  return words.map((word, i) => (i === at ? word.slice(0, Math.ceil(word.length / 2)) : word)).join(" ");
}

const OTHER_ENDINGS: [RegExp, string[]][] = [
  [/(해|하여) ?주(세요|십시오|십시요|시기 바랍니다)[.!?]*$/, ["합시다", "해야 합니다", "하기를"]],
  [/(합니다|입니다|됩니다)[.!?]*$/, ["하라", "하자", "해요"]],
  [/(을|를)$/, ["의", "이", ""]],
  [/(은|는)$/, ["이", "도", ""]],
  [/(이|가)$/, ["은", "도", ""]],
  [/(의)$/, ["에", "", "을"]],
  [/(에서|에게|으로)$/, ["에", "의", ""]],
];

/** Every word that ends in a particle or an ending of a request gets another. */
function changeEndings(title: string, random: Random): string | undefined {
  const changed = title.split(/\s+/).map((word) => {
    if (word.length < 2) return word;
    const rule = OTHER_ENDINGS.find(([pattern]) => pattern.test(word));
    return rule ? word.replace(rule[0], random.pick(rule[1]) ?? "") : word;
  });
  const typed = changed.filter(Boolean).join(" ");
  return typed === title.split(/\s+/).join(" ") || typed === "" ? undefined : typed;
}

const onlyInitials = (title: string) => initialsOf(title.replace(/[^\uac00-\ud7a3\s]/g, "")).trim();

function swapWords(title: string, random: Random): string | undefined {
  const words = title.split(/\s+/).filter(Boolean);
  if (words.length < 2) return undefined;
  const [first, second] = random.shuffle([...words.keys()]);
  const [a, b] = [words[first ?? 0], words[second ?? 1]];
  if (a === undefined || b === undefined || a === b) return undefined;
  return words.map((word, i) => (i === first ? b : i === second ? a : word)).join(" ");
}
