import type { Random } from "./random.ts";
import type { Petition } from "./search-petitions.ts";

/** Petitions made by recombining real ones: words of two titles, sentences of three texts. */
export function* recombine(real: readonly Petition[], count: number, random: Random): Generator<Petition> {
  const sentences = real.map((petition) => sentencesOf(petition.content));
  for (let made = 0; made < count; made += 1) {
    const [a, b] = [random.pick(real), random.pick(real)];
    if (!a || !b) return;
    const wanted = a.content.length;
    const content: string[] = [];
    for (let length = 0, tries = 0; length < wanted && tries < 60; tries += 1) {
      const source = random.pick(sentences) ?? [];
      const from = random.below(source.length);
      const run = source
        .slice(from, from + 1 + random.below(6))
        .join(" ")
        .slice(0, wanted - length);
      content.push(run);
      length += run.length + 1;
    }
    yield {
      ...a,
      title: mixed(a.title, b.title, random),
      content: content.join(" "),
      num_agree: b.num_agree,
    };
  }
}

/** The first words of one title and the last of another. */
function mixed(a: string, b: string, random: Random): string {
  const [first, second] = [a.split(/\s+/), b.split(/\s+/)];
  const head = first.slice(0, 1 + random.below(first.length));
  const tail = second.slice(random.below(second.length));
  return [...head, ...tail].join(" ").slice(0, 100);
}

const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?\n]+[.!?]*/g) ?? []).map((sentence) => sentence.trim()).filter(Boolean);

/** Words that people use for one another. */
const SYNONYMS: [string, string][] = [
  ["국민", "시민"],
  ["대통령", "정부"],
  ["처벌", "징계"],
  ["강화", "엄격하게"],
  ["폐지", "철회"],
  ["어린이집", "보육시설"],
  ["아이", "어린이"],
  ["학생", "청소년"],
  ["교사", "선생님"],
  ["회사", "기업"],
  ["근로자", "노동자"],
  ["문제", "사안"],
  ["부탁드립니다", "요청합니다"],
  ["생각합니다", "봅니다"],
  ["정말", "참으로"],
  ["많은", "수많은"],
  ["사람", "분"],
  ["피해", "손해"],
  ["사고", "사건"],
  ["경찰", "수사기관"],
  ["집", "주택"],
  ["돈", "비용"],
  ["병원", "의료기관"],
  ["법", "제도"],
];

/** The same petition as somebody else would write it: a third of the sentences gone, half of the rest moved, synonyms. */
export function rewrite(petition: Petition, random: Random): { title: string; text: string } {
  const all = sentencesOf(petition.content);
  const dropped = new Set(random.shuffle([...all.keys()]).slice(0, Math.floor(all.length / 3)));
  const kept = all.filter((_, i) => !dropped.has(i));
  const moved = random.shuffle([...kept.keys()]).slice(0, Math.ceil(kept.length / 2));
  const targets = random.shuffle(moved);
  const reordered = [...kept];
  moved.forEach((from, i) => {
    reordered[targets[i] ?? from] = kept[from] ?? "";
  });
  return { title: withSynonyms(petition.title), text: withSynonyms(reordered.join(" ")) };
}

const withSynonyms = (text: string) =>
  SYNONYMS.reduce((changed, [word, other]) => changed.replaceAll(word, other), text);
