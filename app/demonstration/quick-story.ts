import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { hide, readMessages, writeMessage } from "#app/domain/quick-poll/chat.ts";
import { makeQuickPoll } from "#app/domain/quick-poll/make-quick-poll.ts";
import { addQuestion, changePoll } from "#app/domain/quick-poll/manage.ts";
import { findPoll } from "#app/domain/quick-poll/read-quick-poll.ts";
import { vote } from "#app/domain/quick-poll/vote.ts";
import type { Devices } from "#app/platform/devices.ts";
import type { Tx } from "#db/client.ts";

const HOUR_MS = 60 * 60 * 1000;
/** How many devices chose each answer. */
const VOTES = [23, 14, 9];
const BEGUN_HOURS_AGO = 20;
/** Of the one that is over. */
const FINISHED_VOTES = [31, 19];
const FINISHED_DAYS_AGO = 4;
const SPAM = "싸게 팝니다! 연락 주세요!";

interface QuickSeed {
  tx: Tx;
  spaceId: number;
  /** Who make, speak and vote, by their ids. */
  citizens: readonly number[];
  devices: Devices;
  now: Date;
}

/** Two one-touch polls: one is over, and one goes on. */
export async function quickStory(seed: QuickSeed): Promise<void> {
  await finished(seed);
  await underWay(seed);
}

/** It ended by itself after a day. */
async function finished({ tx, spaceId, citizens, devices, now }: QuickSeed): Promise<void> {
  const begun = new Date(now.getTime() - FINISHED_DAYS_AGO * DAY_MS);
  const question = "놀이터 모래를 새로 깔까요, 고무 바닥으로 바꿀까요?";
  const choices = ["모래를 새로 깝니다", "고무 바닥으로 바꿉니다"];
  const content = { question, choices, name: "놀이터-바닥", lasts: "day" as const };
  const name = await makeQuickPoll(tx, spaceId, citizens.at(-1) ?? 0, content, begun);
  await castAll({ tx, spaceId, devices }, name, FINISHED_VOTES, new Date(begun.getTime() + HOUR_MS));
}

/** So many votes of each answer, each of a device of its own. */
async function castAll(
  { tx, spaceId, devices }: Pick<QuickSeed, "tx" | "spaceId" | "devices">,
  name: string,
  votes: readonly number[],
  at: Date,
): Promise<void> {
  const services = { db: tx, devices, quickBoards: { changed: () => undefined } };
  const choices = votes.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
  for (const [index, choice] of choices.entries()) {
    // Documentation addresses (RFC 5737): nobody's.
    const sent = { choice, device: devices.create(), address: `203.0.113.${index}` };
    await vote(services, spaceId, name, sent, at);
  }
}

/** Votes of devices from many homes, a notice, a chat with a message that was hidden. */
async function underWay({ tx, spaceId, citizens, devices, now }: QuickSeed): Promise<void> {
  const [maker = 0, ...others] = citizens;
  const begun = new Date(now.getTime() - BEGUN_HOURS_AGO * HOUR_MS);
  const hours = (count: number) => new Date(begun.getTime() + count * HOUR_MS);
  const name = await makeQuickPoll(
    tx,
    spaceId,
    maker,
    {
      question: "골목 축제는 언제 여는 게 좋을까요?",
      choices: ["토요일 낮", "토요일 저녁", "일요일 낮"],
      name: "골목-축제",
      lasts: "month",
    },
    begun,
  );
  const poll = await findPoll(tx, spaceId, name, begun);
  const act = { poll, makerId: maker, now: begun };
  await changePoll(tx, act, { notice: "이번 주까지 모인 뜻을 보고 주민 모임에서 날짜를 정합니다." });
  await changePoll(tx, act, { chat: true });
  await addQuestion(tx, act, {
    question: "축제에서 무엇을 맡아 주실 수 있나요?",
    choices: ["먹거리", "공연", "벼룩시장", "뒷정리"],
  });
  await castAll({ tx, spaceId, devices }, name, VOTES, hours(1));
  const say = (who: number, body: string, at: Date) => writeMessage(tx, poll, others[who] ?? maker, body, at);
  await say(0, "토요일 낮이면 아이들도 함께 나올 수 있어요.", hours(2));
  await say(1, "저녁에는 등을 달면 예쁠 것 같습니다.", hours(3));
  await say(2, SPAM, hours(4));
  await writeMessage(tx, poll, maker, "의견 고맙습니다. 일요일은 비 소식이 있다고 하네요.", hours(5));
  const { items } = await readMessages(tx, poll, null, 10);
  const spam = items.find(({ body }) => body === SPAM);
  const viewer = { personId: maker, publicName: "", district: null, language: "ko" as const, posts: [] };
  if (spam) await hide(tx, spaceId, poll, viewer, { messageId: spam.id, reason: "spam" }, hours(6));
}
