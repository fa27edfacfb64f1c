import type { AppLoadContext } from "@remix-run/node";
import { mayHide, readMessages } from "#app/domain/quick-poll/chat.ts";
import type { QuickPollView } from "#app/domain/quick-poll/read-quick-poll.ts";
import { MESSAGE_LIMITS } from "#app/domain/quick-poll/schema.ts";
import { NOTE_LIMITS } from "#app/domain/report/schema.ts";
import { quickPollUrl } from "#app/doors/quick-poll-param.ts";
import { drawQrCode } from "#app/platform/qr-code.ts";

const MESSAGES = 50;
/** What a vote without scripts was refused for, as its address may say. */
const REFUSED = ["quick-poll-closed", "question-over", "too-many-requests", "invalid-input"] as const;

/** What the page of a one-touch poll is given. */
export async function quickPageOf(view: QuickPollView, context: AppLoadContext, search: URLSearchParams) {
  const { portal, viewer, directory } = context;
  const { poll, board, questions, own } = view;
  const url = quickPollUrl(context, poll.name);
  const chat = board.chat && poll.hiddenReason === null;
  const why = search.get("refused");
  return {
    id: poll.id,
    name: poll.name,
    url,
    code: poll.code,
    makerName: poll.makerName,
    isMaker: viewer?.personId === poll.makerId,
    mayHide: mayHide(viewer, directory.space.id, poll),
    createdAt: poll.createdAt,
    open: poll.open,
    hiddenReason: poll.hiddenReason,
    board,
    own,
    others: questions.filter(({ position }) => position < board.question),
    messages: chat ? (await readMessages(portal.db, poll, null, MESSAGES)).items : [],
    qr: drawQrCode(url),
    limits: { message: MESSAGE_LIMITS.max, note: NOTE_LIMITS.max },
    made: search.has("made"),
    voted: search.has("voted"),
    told: search.get("done"),
    refusedVote: REFUSED.find((code) => code === why) ?? null,
  };
}

export type QuickPageData = Awaited<ReturnType<typeof quickPageOf>>;
