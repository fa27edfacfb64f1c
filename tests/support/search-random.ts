import type { DocumentRef, SearchDocument } from "#db/search-document.ts";
import { Random } from "../bench/random.ts";
import { searchDocument } from "./search-documents.ts";

const PLACES = "학교 공원 시장 역 도서관 놀이터 골목 병원 하천 체육관 주차장 정류장".split(" ");
const THINGS = "신호등 횡단보도 가로등 그늘막 벤치 순환버스 자전거길 울타리 화장실 안내판 쉼터 조례".split(
  " ",
);
const WISHES = "설치 확대 보수 정비 개방 이전 단속 지원 공개 철거".split(" ");

/** Documents of a few words, the same in every run: some words are in nearly all of them, some in few. */
export class RandomDocuments {
  readonly #random: Random;

  /** @param spaces the space of a document follows from its id */
  constructor(
    seed: number,
    private readonly spaces: readonly number[],
    private readonly ids: number,
  ) {
    this.#random = new Random(seed);
  }

  document(id: number): SearchDocument {
    const random = this.#random;
    // the square makes the first words frequent and the last ones rare
    const word = (from: readonly string[]) => from[Math.floor(random.next() ** 2 * from.length)] ?? "";
    const sentence = () => `${word(PLACES)} 앞 ${word(THINGS)} ${word(WISHES)}해 주세요`;
    const number = random.below(400);
    return searchDocument({
      id,
      spaceId: this.spaces[id % this.spaces.length] ?? 0,
      title: `${sentence()} ${number}`,
      otherTitles: id % 5 === 0 ? "주민조례청구" : "",
      text: [sentence(), sentence(), sentence()].join(". "),
      category: ["transport", "safety", "culture"][random.below(3)] ?? "transport",
      supportCount: random.below(50),
      publishedAt: new Date(Date.UTC(2026, 0, 1, 0, id)),
    });
  }

  /** A few documents, some that are there already and some that are not. */
  some(): SearchDocument[] {
    return Array.from({ length: this.#random.below(12) }, () =>
      this.document(1 + this.#random.below(this.ids)),
    );
  }

  refs(): DocumentRef[] {
    return Array.from({ length: this.#random.below(5) }, () => ({
      kind: "proposal",
      id: 1 + this.#random.below(this.ids),
    }));
  }
}
