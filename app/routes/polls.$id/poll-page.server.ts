import { createHash, randomUUID } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { fieldsOfAnswers } from "#app/domain/kinds/poll/answer-fields.ts";
import { type BallotDraft, keepsDrafts } from "#app/domain/kinds/poll/ballot-draft.ts";
import type { ElectorReason } from "#app/domain/kinds/poll/electors.ts";
import type { OwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import type { PollView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { Reminder } from "#app/domain/kinds/poll/reminders.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { dutiesOf } from "#app/doors/pages/poll-duties.ts";
import { electorsNamed } from "#app/doors/pages/poll-electors.ts";
import { replyGistOf } from "#app/doors/pages/reply-gist.ts";

interface PartOfReader {
  own: OwnBallot | null;
  /** Why they may not take part; empty also for who is not signed in. */
  reasons: ElectorReason[];
  /** What they answered so far and have not sent. */
  draft: BallotDraft | null;
  /** Null: of a mock poll, or nobody is signed in. */
  reminder: Reminder | null;
}

/** A poll as its page shows it, in the reader's language. */
export function pollPageOf(
  poll: PollView,
  { own, reasons, draft, reminder }: PartOfReader,
  context: AppLoadContext,
) {
  const { directory, language, viewer, portal } = context;
  const labels = labelsOf(directory, language);
  const { officeName, pages, who, milestones, ...rest } = poll;
  const questions = pages.flatMap((page) => page.questions);
  return {
    ...rest,
    category: labels.category(poll.category),
    district: labels.district(poll.district),
    officeName: officeName[language],
    milestones: milestones.map(({ threshold, consequence, days }) => ({ at: threshold, consequence, days })),
    who: electorsNamed(who, context),
    pages: pages.map((page) => ({
      ...page,
      questions: page.questions.map((question) => drawn(question, viewer?.personId)),
    })),
    duties: dutiesOf(poll, language),
    answer: replyGistOf(poll.duties, language),
    offices: labels.offices,
    own: own && {
      takenPartAt: own.takenPartAt,
      receipt: own.receipt,
      fields: own.answers && fieldsOfAnswers(questions, own.answers),
    },
    reasons,
    /** What is answered is kept as it is: as this window's, going on from what is kept. Null: nothing is. */
    drafting:
      viewer && !own && reasons.length === 0 && poll.state === "open" && keepsDrafts(poll)
        ? { tab: randomUUID(), version: draft?.version ?? 0 }
        : null,
    draft: draft && {
      page: draft.page,
      fields: draft.fields,
      elsewhere: draft.elsewhere,
      savedOn: draft.savedOn,
      today: draft.savedOn === seoulDay(portal.clock.now()),
    },
    reminder,
  };
}

export type PollPageData = ReturnType<typeof pollPageOf>;

/** Choices in an order of the reader's own, the same at each look; as they were written for who is not signed in. */
export function drawn(question: QuestionView, personId: number | undefined): QuestionView {
  if (!question.drawnOrder || !question.choices || personId === undefined) return question;
  const place = (choice: string) =>
    createHash("sha256").update(`${personId}/${question.id}/${choice}`).digest("hex");
  const choices = question.choices.toSorted((a, b) => (place(a.id) < place(b.id) ? -1 : 1));
  return { ...question, choices };
}
