import type { Queryable } from "#db/client.ts";
import { type CountedChoice, findBoard, listQuestions } from "#db/queries/quick-polls.ts";
import { countSuspicious } from "#db/queries/quick-votes.ts";
import { SUSPICION, type Suspicion } from "./suspicion.ts";
import { votesOf } from "./votes-of.ts";

/** How a poll stands, for everybody alike: the question that is asked now, and what is said around it. */
export interface Board extends Suspicion {
  /** Of the question that is asked now, from 1. */
  question: number;
  questions: number;
  title: string;
  choices: CountedChoice[];
  /** Votes of devices on this question. */
  votes: number;
  notice: string | null;
  chat: boolean;
  /** Grows with whatever is said or hidden in the chat. */
  talk: number;
  closesAt: string;
  hidden: boolean;
}

/** @returns undefined: there is no such poll */
export async function readBoard(db: Queryable, pollId: number): Promise<Board | undefined> {
  const poll = await findBoard(db, pollId);
  if (!poll) return undefined;
  const [[asked], suspicion] = await Promise.all([
    listQuestions(db, pollId, poll.question),
    poll.counted ? poll : countSuspicious(db, pollId, poll.question, SUSPICION),
  ]);
  if (!asked) return undefined;
  return {
    question: poll.question,
    questions: poll.questions,
    title: poll.hidden ? "" : asked.title,
    choices: poll.hidden ? [] : asked.choices,
    votes: votesOf(asked.choices),
    notice: poll.hidden ? null : poll.notice,
    chat: poll.chat,
    talk: Number(poll.talk),
    closesAt: poll.closes_at.toISOString(),
    hidden: poll.hidden,
    crowded: suspicion.crowded,
    repeated: suspicion.repeated,
  };
}
