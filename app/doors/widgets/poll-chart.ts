import type { AppLoadContext } from "@remix-run/node";
import type { QuestionResult } from "#app/components/poll/question-results.tsx";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import type { PollState } from "#app/domain/kinds/poll/poll-state.ts";
import { readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readWidget } from "#app/domain/views/read-widget.ts";
import { resultsNow } from "#app/doors/pages/poll-results.ts";

export interface PollChart {
  id: number;
  poll: string;
  state: PollState;
  closesAt: string;
  question: string;
  /** What it is called. */
  title: string;
  /** Null: results wait for the closing. */
  result: QuestionResult | null;
}

/**
 * What was answered to one question of a poll that everybody may find, in numbers: what people wrote has a page of its own.
 *
 * @param question its id; null: the first that has numbers
 * @throws PortalError "not-found"
 */
export async function readPollChart(
  context: AppLoadContext,
  id: number,
  question: string | null,
): Promise<PollChart> {
  const { portal, directory, language } = context;
  const spaceId = directory.space.id;
  const now = portal.clock.now();
  await readWidget(portal.db, id, { spaceId, language, now });
  const poll = await readPoll(portal.db, spaceId, id, language, now);
  const asked = poll.pages
    .flatMap(({ questions }) => questions)
    .find((one) => one.type !== "text" && (question === null || one.id === question));
  if (!asked) throw new PortalError("not-found");
  const { state, closesAt, title } = poll;
  return {
    ...{ id, poll: title, state, closesAt },
    ...{ question: asked.id, title: asked.title },
    result: await resultOf(context, id, asked.id),
  };
}

async function resultOf(context: AppLoadContext, id: number, question: string) {
  try {
    const { page } = await resultsNow(context, id, null);
    return page.questions.find((one) => one.id === question) ?? null;
  } catch (error) {
    if (isPortalError(error) && error.code === "not-yet") return null;
    throw error;
  }
}
