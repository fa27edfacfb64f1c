import { approvePoll } from "#app/domain/kinds/poll/approve-poll.ts";
import { castBallot } from "#app/domain/kinds/poll/cast-ballot.ts";
import { makePoll } from "#app/domain/kinds/poll/drafts.ts";
import { createPollServices, type PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { KeyRing } from "#app/platform/key-ring.ts";
import type { Database } from "#db/client.ts";
import { createPersons, directoryOf } from "./database.ts";
import { signingServices } from "./drives.ts";
import { FIRST_SPACE } from "./first-space.ts";

/** What polls need, with the tests' keys; nothing is counted but when a test says so. */
export function pollServices(db: Database, ring?: KeyRing): PollServices {
  const services = countingPollServices(db, ring);
  void services.counter.close();
  return services;
}

/** The same, where ballots are counted soon after they were given, as a portal does. */
export function countingPollServices(db: Database, ring?: KeyRing): PollServices {
  const { supports, seal, dataKeys } = signingServices(db, ring);
  return createPollServices({ db, supports, seal, dataKeys }, { receiptSecret: "r".repeat(32) });
}

export interface Officers {
  writer: Viewer;
  approver: Viewer;
}

/** Two officers of the office that answers for transport. */
export async function createOfficers(db: Database, spaceId = FIRST_SPACE): Promise<Officers> {
  const directory = await directoryOf(db);
  const office = directory.offices.find(({ kind }) => kind === "department");
  if (!office) throw new Error("The test city has no department.");
  const [first = 0, second = 0] = await createPersons(db, 2);
  const officer = (personId: number): Viewer => ({
    personId,
    publicName: "김○○",
    district: null,
    language: "ko",
    posts: [{ spaceId, role: "officer", officeId: office.id }],
  });
  return { writer: officer(first), approver: officer(second) };
}

export const DAY = 24 * 60 * 60 * 1000;

/** A street and what to do with it first: one question of each type, one of them asked of some. */
export const STREET = {
  title: "평화로를 어떻게 바꿀까요?",
  results: "live",
  mayChange: true,
  pages: [
    {
      questions: [
        {
          id: "first",
          type: "single",
          title: "가장 먼저 할 일은 무엇인가요?",
          choices: [
            { id: "wide", title: "보도 넓히기" },
            { id: "trees", title: "가로수 심기" },
            { id: "bikes", title: "자전거길 내기" },
          ],
        },
        {
          id: "also",
          type: "multiple",
          title: "그 밖에 필요한 것을 두 가지까지 골라 주세요.",
          required: false,
          max: 2,
          choices: [
            { id: "bench", title: "긴 의자" },
            { id: "light", title: "밝은 가로등" },
            { id: "shade", title: "그늘막" },
          ],
        },
        {
          id: "order",
          type: "ranking",
          title: "중요한 차례대로 놓아 주세요.",
          required: false,
          choices: [
            { id: "safe", title: "안전" },
            { id: "fast", title: "빠르기" },
            { id: "calm", title: "조용함" },
          ],
        },
      ],
    },
    {
      questions: [
        { id: "mood", type: "rating", title: "지금 평화로에 만족하시나요?", required: false },
        {
          id: "spend",
          type: "number",
          title: "한 달에 몇 번 지나시나요?",
          required: false,
          min: 0,
          max: 99,
        },
        {
          id: "route",
          type: "text",
          title: "자전거길은 어디로 나야 할까요?",
          required: false,
          when: { question: "first", is: ["bikes"] },
        },
      ],
    },
  ],
};

/** Those of its first question. */
export const CHOICES = ["wide", "trees", "bikes"];

/** Id of a poll that is approved `at` and open from then for ten days. */
export async function createPoll(
  services: PollServices,
  { writer, approver }: Officers,
  at: Date,
  change: object = {},
): Promise<number> {
  const { db, dataKeys } = services;
  const directory = await directoryOf(db);
  const closesAt = new Date(at.getTime() + 10 * DAY).toISOString();
  const content = { ...STREET, opensAt: at.toISOString(), closesAt, ...change };
  const id = await makePoll({ db, directory, viewer: writer, now: at }, content);
  await approvePoll({ db, dataKeys }, approver, directory.space.id, id, 1, at);
  return id;
}

/** Takes a ballot of somebody of a district. */
export const vote = (
  services: PollServices,
  matterId: number,
  personId: number,
  answers: unknown,
  at: Date,
  district: string | null = null,
) => castBallot(services, { spaceId: FIRST_SPACE, matterId, voter: { personId, district }, answers, at });
