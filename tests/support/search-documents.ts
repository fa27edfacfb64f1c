import type { SearchDocument } from "#db/search-document.ts";

/** A document of which only what a test is about is said; ids are the caller's. */
export function searchDocument(
  document: Partial<SearchDocument> & { id: number; spaceId: number },
): SearchDocument {
  return {
    kind: "proposal",
    matterId: document.id,
    language: "ko",
    title: "",
    otherTitles: "",
    text: "",
    category: "transport",
    district: null,
    state: "gathering",
    office: null,
    year: 2026,
    publishedAt: new Date(Date.UTC(2026, 0, document.id)),
    supportCount: 0,
    ...document,
  };
}

/** A small city's concerns. The places in this list are the ids, from 1. */
const CONCERNS: Partial<SearchDocument>[] = [
  {
    title: "학교 앞 횡단보도에 신호등을 설치해 주세요",
    text: "아침마다 아이들이 차를 피해 뛰어 건넙니다. 초등학교 정문 앞 도로에 보행 신호가 필요합니다.",
    district: "north",
    supportCount: 120,
    state: "awaiting",
  },
  {
    title: "어르신 보행 속도에 맞게 횡단보도 신호 시간을 늘려 주세요",
    text: "다 건너기 전에 빨간불로 바뀝니다. 교차로마다 몇 초만 더 주면 됩니다.",
    district: "south",
    supportCount: 40,
  },
  {
    title: "공원에 반려견 놀이터를 만들어 주세요",
    text: "목줄 없이 뛰어놀 곳이 없습니다. 중앙공원의 빈터에 울타리만 치면 됩니다.",
    category: "environment",
    district: "north",
    supportCount: 75,
  },
  {
    title: "전동킥보드 주차 구역을 정해 주세요",
    otherTitles: "Parking zones for electric scooters\n電動キックボードの駐輪場",
    text: "보도 한가운데 쓰러져 있어 유모차가 지나가지 못합니다.",
    supportCount: 210,
    state: "answered",
  },
  {
    title: "도서관 밤 열 시까지 열기",
    text: "퇴근하고 가면 닫혀 있습니다. 시험 기간만이라도 늦게까지 열어 주세요.",
    category: "culture",
    district: "south",
    supportCount: 12,
    year: 2025,
    publishedAt: new Date("2025-06-01T00:00:00Z"),
  },
  {
    title: "Night bus to the station",
    text: "The last bus leaves before the last train arrives. A night bus would help shift workers.",
    language: "en",
    supportCount: 5,
  },
  {
    kind: "forum",
    title: "심야 순환버스, 도입할까요",
    text: "막차가 끊긴 뒤의 이동을 어떻게 도울지 이야기합니다.",
    state: "open",
    supportCount: 33,
  },
  {
    kind: "opinion",
    matterId: 7,
    text: "심야버스가 있으면 야간 근무자가 안전하게 집에 갈 수 있습니다.",
    state: null,
    supportCount: 3,
  },
  {
    kind: "reply",
    matterId: 4,
    text: "전동킥보드 주차 구역 백 곳을 올해 안에 설치하겠습니다.",
    state: "will-do",
    office: "transport",
    supportCount: 210,
  },
  {
    title: "골목길 가로등이 너무 어두워요",
    text: "밤에 물이 고인 길을 걷기 무섭습니다.",
    category: "safety",
    district: "south",
    supportCount: 60,
  },
  {
    kind: "drive",
    title: "한울시장 소환투표 청구",
    otherTitles: "주민소환\nRecall\n住民召還\n한울시장",
    text: "제방 공사의 계약을 의회에 알리지 않은 책임을 묻습니다.",
    category: "administration",
    state: "collecting",
    supportCount: 90,
    publishedAt: new Date("2026-01-01T12:00:00Z"),
  },
];

export const cityDocuments = (spaceId: number): SearchDocument[] =>
  CONCERNS.map((concern, i) => searchDocument({ id: i + 1, spaceId, ...concern }));
