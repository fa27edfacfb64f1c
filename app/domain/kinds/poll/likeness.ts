/** Two texts say nearly the same from this share of common pairs of letters on (Dice's coefficient). */
const ALIKE = 0.75;
/** A pair of letters that more groups have than this tells none of them apart. */
const COMMONEST = 200;
/** A text's groups are looked for by so many of its pairs, those that fewest groups have. */
const RAREST = 64;
/** Of the groups that were found so many are compared, those that have most of these pairs. */
const COMPARED = 10;

/** A text without what does not change its meaning: case, blanks, punctuation. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

function pairsOf(text: string): Set<string> {
  const letters = [...text];
  if (letters.length === 1) return new Set(letters);
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

/**
 * Puts texts together that say nearly the same in nearly the same words. Each is compared with the first of each group
 * that shares pairs of letters with it, so a group does not drift from one meaning to another. The work for a text has a
 * bound that does not grow with how many texts there are. No I/O.
 *
 * @param worked told of each look at one pair of letters of one group, which is what the time goes by
 * @returns for each text the number of its group, the largest being 1; null: nothing else says it
 */
export function likenessOf(
  texts: readonly string[],
  worked: (looks: number) => void = () => {},
): (number | null)[] {
  const members = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    const key = plain(text);
    const same = members.get(key);
    if (same) same.push(index);
    else members.set(key, [index]);
  }
  const groups: { pairs: Set<string>; texts: number[] }[] = [];
  const having = new Map<string, number[]>();
  // The commonest wording comes first and gives its group the words that others are compared with.
  const wordings = [...members].sort(([a, some], [b, more]) => more.length - some.length || (a < b ? -1 : 1));
  for (const [wording, indexes] of wordings) {
    const pairs = pairsOf(wording);
    const found = likest(pairs, groups, having, worked);
    if (found) {
      for (const index of indexes) found.texts.push(index);
      continue;
    }
    const place = groups.push({ pairs, texts: indexes }) - 1;
    for (const pair of pairs) {
      const places = having.get(pair);
      if (places) places.push(place);
      else having.set(pair, [place]);
    }
  }
  const likeness: (number | null)[] = texts.map(() => null);
  const several = groups.filter((group) => group.texts.length > 1);
  several.sort((a, b) => b.texts.length - a.texts.length);
  for (const [rank, group] of several.entries()) for (const index of group.texts) likeness[index] = rank + 1;
  return likeness;
}

function likest<G extends { pairs: Set<string> }>(
  pairs: ReadonlySet<string>,
  groups: readonly G[],
  having: ReadonlyMap<string, number[]>,
  worked: (looks: number) => void,
): G | undefined {
  const common = new Map<number, number>();
  const telling = [...pairs]
    .flatMap((pair) => {
      const places = having.get(pair);
      return places && places.length <= COMMONEST ? [places] : [];
    })
    .sort((a, b) => a.length - b.length);
  for (const places of telling.slice(0, RAREST)) {
    worked(places.length);
    for (const place of places) common.set(place, (common.get(place) ?? 0) + 1);
  }
  const nearest = [...common].sort(([a, some], [b, more]) => more - some || a - b).slice(0, COMPARED);
  let best: { group: G; likeness: number } | undefined;
  for (const [place] of nearest) {
    const group = groups[place];
    if (!group) continue;
    worked(pairs.size);
    const shared = [...pairs].filter((pair) => group.pairs.has(pair)).length;
    const likeness = (2 * shared) / (pairs.size + group.pairs.size);
    if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { group, likeness };
  }
  return best?.group;
}
