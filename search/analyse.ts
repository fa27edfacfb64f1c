import type { SearchWords } from "#db/search-document.ts";
import { isConsonant, isSyllable } from "./letters.ts";
import { normalise, withoutSpaces } from "./text.ts";

/** One way to read a query: as typed, or with a word replaced by a synonym. */
export interface QueryVariant {
  /** Normalised, as typed or replaced, with spaces. */
  text: string;
  /** What is looked for in texts: the words without particles and endings, without those that say nothing. */
  cores: string[];
}

export interface AnalysedQuery {
  /** The first is the query as it was typed. Empty when nothing in it can be looked for. */
  variants: QueryVariant[];
  /** Whether it is initial consonants only: ㅎㄷㅂㄷ. */
  initials: boolean;
}

/** More would make a query of many statements out of one. */
const MAX_VARIANTS = 8;
/** A text cannot be asked for everything: of a pasted paragraph the first words decide. */
const MAX_WORDS = 16;

/** What can follow a noun. Long ones first, so that 에서 goes before 서. */
const PARTICLES =
  "에게서는 으로부터 에서부터 이라는 으로서 으로써 에서는 에서도 에서의 까지는 까지도 부터는 에게는 에게도 한테서 이라도 이라고 라는 에는 에도 에서 에게 한테 으로 부터 까지 마다 처럼 보다 조차 마저 밖에 이나 이란 이며 이고 로서 로써 로는 로도 과의 와의 들의 들을 들이 들은 들에 은 는 이 가 을 를 의 에 도 로 와 과 만 랑".split(
    " ",
  );
/** How verbs and requests end. */
const ENDINGS =
  "해주시기를 해주시길 해주시기 해주십시오 해주십시요 해주세요 해주셨으면 해주셔요 하여주십시오 시켜주십시오 시켜주세요 시켜주시길 되어야합니다 되어야 해야합니다 해야 하여야 합니다만 합니다 합니까 하겠습니다 했습니다 됩니다 되었습니다 입니다 입니까 습니다 습니까 주십시오 주십시요 주세요 주시기 주시길 하십시오 하세요 하시오 하자 하라 한다 했다 된다 됐다 하는 되는 하여 해서 하고 하며 하면 하게 하기 되기 하지 해요 돼요 되어 인가요 인가 은가요 나요 까요".split(
    " ",
  );
/** Words of courtesy that every request has; they are left out when something else remains. */
const COURTESY = new Set(
  "해주세요 해주십시오 주세요 주십시오 주십시요 바랍니다 바라며 부탁드립니다 부탁합니다 부탁드려요 부탁해요 청원합니다 청원드립니다 제안합니다 건의합니다 건의드립니다 요청합니다 요청드립니다 합니다 입니다 있습니다 좀 꼭 제발".split(
    " ",
  ),
);

/** Nouns that end as if they had a particle. */
const NOUN =
  /(보도|차도|인도|제도|속도|온도|지도|강도|도로|선로|통로|경로|진로|대로|교차로|통학로|산책로|등산로|진입로|어린이|고양이|젊은이|놀이|종이|회의|협의|동의|논의|주의|강의|심의|결의|편의|효과|결과|성과|학과|불만|국가|평가|허가|물가|증가|추가|휴가|전문가|마을|가을)$/;

/**
 * A word without what grammar added to it: 신호등을 → 신호등, 금지해주세요 → 금지. At least two syllables remain, so that
 * 도로 does not become 도; words of other scripts stay as they are.
 */
export function coreOf(word: string): string {
  if (!isSyllable(word.charCodeAt(word.length - 1)) || word.length < 3) return word;
  for (const ending of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= 2) return word.slice(0, -ending.length);
  }
  if (NOUN.test(word)) return word;
  for (const particle of PARTICLES) {
    const stem = word.slice(0, -particle.length);
    if (word.endsWith(particle) && stem.length >= 2 && canFollow(stem, particle)) return stem;
  }
  return word;
}

/** 이, 은, 을 and 과 follow a syllable that ends in a consonant, 가, 는, 를 and 와 one that does not: 전문가 is one word. */
function canFollow(stem: string, particle: string): boolean {
  const last = stem.charCodeAt(stem.length - 1);
  if (!isSyllable(last)) return true;
  const closed = (last - 0xac00) % 28 !== 0;
  if ("이은을과".includes(particle)) return closed;
  return "가는를와".includes(particle) ? !closed : true;
}

/** Reads a query. Any string is a query; one without a letter or digit has no variants. */
export function analyse(text: string, words: SearchWords): AnalysedQuery {
  const typed = normalise(text).split(" ").filter(Boolean).slice(0, MAX_WORDS);
  if (typed.length === 0) return { variants: [], initials: false };
  const initials = typed.every((word) => [...word].every((letter) => isConsonant(letter.charCodeAt(0))));
  const lookup = lookupOf(words);
  const variants = withSynonyms(typed, lookup).map((variant) => ({
    text: variant.join(" "),
    cores: coresOf(variant, lookup.stopWords),
  }));
  return { variants, initials };
}

function coresOf(words: string[], stopWords: ReadonlySet<string>): string[] {
  const says = (word: string) => !stopWords.has(word) && !stopWords.has(coreOf(word)) && !COURTESY.has(word);
  const saying = words.filter(says);
  return [...new Set((saying.length > 0 ? saying : words).map(coreOf))];
}

/** The operator's words as queries are compared with them. */
interface WordLookup {
  stopWords: ReadonlySet<string>;
  /** The groups' words, normalised. */
  groups: readonly (readonly string[])[];
  /** Where a word without its spaces stands; one word may be in several groups. */
  members: ReadonlyMap<string, readonly { group: number; member: string }[]>;
  /** Characters of the longest run of typed words that can be a member with something added. */
  longestRun: number;
}

const lookups = new WeakMap<SearchWords, WordLookup>();
const LONGEST_ADDED = Math.max(...[...PARTICLES, ...ENDINGS].map((added) => added.length));

/** Made once for each list of words: whoever reads them remembers the list for a while. */
function lookupOf(words: SearchWords): WordLookup {
  const made = lookups.get(words);
  if (made) return made;
  const groups = words.synonyms.map((group) => group.map(normalise).filter(Boolean));
  const members = new Map<string, { group: number; member: string }[]>();
  groups.forEach((group, place) => {
    for (const member of group) {
      const compact = withoutSpaces(member);
      const places = members.get(compact) ?? [];
      if (!places.some((one) => one.group === place)) places.push({ group: place, member });
      members.set(compact, places);
    }
  });
  const lookup: WordLookup = {
    stopWords: new Set(words.stopWords.map((word) => withoutSpaces(normalise(word)))),
    groups,
    members,
    longestRun: LONGEST_ADDED + [...members.keys()].reduce((most, { length }) => Math.max(most, length), 0),
  };
  lookups.set(words, lookup);
  return lookup;
}

/** The words as typed first, then with every word or run of words that stands in a group replaced by its others. */
function withSynonyms(typed: string[], lookup: WordLookup): string[][] {
  if (lookup.groups.length === 0) return [typed];
  const variants = [{ words: typed, places: placesOf(typed, lookup) }];
  lookup.groups.forEach((members, group) => {
    for (const { words, places } of [...variants]) {
      const place = places.get(group);
      if (!place) continue;
      for (const other of members) {
        if (other === place.member || variants.length >= MAX_VARIANTS) continue;
        const replaced = [...words.slice(0, place.from), ...other.split(" "), ...words.slice(place.to)];
        variants.push({ words: replaced, places: placesOf(replaced, lookup) });
      }
    }
  });
  return variants.map(({ words }) => words);
}

interface Place {
  member: string;
  from: number;
  to: number;
}

/** Of each group where its first member stands among the words; the longest run where several begin there. */
function placesOf(words: string[], { members, longestRun }: WordLookup): Map<number, Place> {
  const places = new Map<number, Place>();
  for (let from = 0; from < words.length; from += 1) {
    const here = new Map<number, Place>();
    let run = "";
    for (let to = from + 1; to <= words.length; to += 1) {
      run += words[to - 1];
      if (run.length > longestRun) break;
      // the run as it stands last: it decides where a group has both
      for (const { group, member } of [...(members.get(coreOf(run)) ?? []), ...(members.get(run) ?? [])]) {
        if (!places.has(group)) here.set(group, { member, from, to });
      }
    }
    for (const [group, place] of here) places.set(group, place);
  }
  return places;
}
