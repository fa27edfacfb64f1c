import { seedStatutes } from "#app/domain/kinds/drive/seed-law.ts";
import { announceVote } from "#app/domain/kinds/vote/announce-vote.ts";
import { commissionOf } from "#app/domain/kinds/vote/commission.ts";
import { writeVoteDraft } from "#app/domain/kinds/vote/vote-drafts.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Database } from "#db/client.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPersons, directoryOf } from "./database.ts";
import { FIRST_SPACE } from "./first-space.ts";

const name = (ko: string, en: string) => ({ ko, en, ja: en });

/** As small as a city with polling places can be. */
export const VOTE_DIRECTORY: Directory = {
  space: { id: 1, code: "city", kind: "city", name: name("시", "City"), prefix: "", contact: null },
  districts: [{ code: "hae", name: name("해동", "Haedong") }],
  map: null,
  categories: [{ code: "other", name: name("기타", "Other"), officeCode: null, officeName: null }],
  offices: [],
};

/** What an officer types of a vote with two polling places, of 300 and 100 who may vote. */
export const VOTE_CONTENT = {
  title: { ko: "하천을 다시 열까요?", en: "Open the stream again?" },
  question: { ko: "복개 구간을 걷어 내는 것에 찬성하십니까?" },
  form: "yes-no",
  first: { ko: "" },
  second: { ko: "" },
  forFirst: { ko: "바람길이 생기고 물이 빠질 자리가 넓어집니다." },
  forSecond: { ko: "하루 2만 대가 다니는 길이 없어집니다." },
  by: "council",
  drive: "",
  reference: "시의회 제287회 임시회 의결",
  category: "other",
  noticedOn: "2026-11-02",
  notice: "공고 제2026-1호",
  opens: "06:00",
  closes: "20:00",
  places: "첫째 투표소; 한울대로 1; ; 300\n둘째 투표소; 강변로 2; ; 100",
};

/** The day of the notice, and the voting day that follows from it, with polling places closed. */
export const NOTICED = new Date("2026-11-02T09:00:00+09:00");
export const CLOSED = new Date("2026-11-25T20:30:00+09:00");

export interface Commission {
  directory: Directory;
  /** Officers of the election commission. */
  first: Viewer;
  second: Viewer;
  third: Viewer;
}

/** The city's election commission, with the law in force. */
export async function createCommission(db: Database): Promise<Commission> {
  await inTransaction(db, (tx) => seedStatutes(tx, FIRST_SPACE, new Date("2026-01-05T00:00:00Z")));
  const directory = await directoryOf(db);
  const officeId = commissionOf(directory)?.id;
  if (officeId === undefined) throw new Error("The test city has no election commission.");
  const [first = 0, second = 0, third = 0] = await createPersons(db, 3);
  const officer = (personId: number): Viewer => ({
    personId,
    publicName: "김○○",
    district: null,
    language: "ko",
    posts: [{ spaceId: FIRST_SPACE, role: "officer", officeId }],
  });
  return { directory, first: officer(first), second: officer(second), third: officer(third) };
}

let noticed = 0;

/** Id of a vote that was announced on the day of its notice; each has a notice of its own, so that none is another sent again. */
export async function createVote(
  db: Database,
  { directory, first, second }: Commission,
  change: object = {},
): Promise<number> {
  const writing = { db, directory, now: NOTICED };
  noticed += 1;
  const content = { ...VOTE_CONTENT, notice: `공고 제2026-${100 + noticed}호`, ...change };
  const id = await writeVoteDraft({ ...writing, viewer: first }, content);
  await announceVote({ ...writing, viewer: second }, id, 1);
  return id;
}
