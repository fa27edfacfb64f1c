import { readDuties } from "#app/domain/duty/read-duties.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readTimeline } from "#app/domain/ledger/read-timeline.ts";
import { inLanguage, maybeIn } from "#app/domain/said.ts";
import { crossingsOf, readMilestones } from "#app/domain/threshold/read-thresholds.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import { findPoll, listCorrections, type PollRow } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import type { PollDefinition, PollPicture, PollQuestion, QuestionType } from "#db/tables/poll-definition.ts";
import { summaryOf } from "./summary.ts";
import { pollTrackOf } from "./track.ts";

/** A question in the reader's language. */
export interface QuestionView {
  id: string;
  type: QuestionType;
  title: string;
  help: string | null;
  required: boolean;
  when: { question: string; is: string[] } | null;
  /** How many are chosen or ranked, the ends of a scale or range, or of a text how many characters. */
  min: number | null;
  max: number | null;
  unit: string | null;
  words: { low: string; high: string } | null;
  choices: ChoiceView[] | null;
  /** The choices stand in an order drawn for each reader. */
  drawnOrder: boolean;
}

interface ChoiceView {
  id: string;
  title: string;
  picture: PictureView | null;
  /** The number of the proposal that it stands for. */
  proposal: number | null;
}

export interface PictureView {
  id: string;
  /** What it shows. */
  alt: string;
}

const pictureView = (picture: PollPicture | undefined, language: Language): PictureView | null =>
  picture ? { id: picture.id, alt: inLanguage(picture.alt, language) } : null;

function questionView(question: PollQuestion, language: Language): QuestionView {
  const { id, type, title, help, required, when } = question;
  return {
    id,
    type,
    title: inLanguage(title, language),
    help: maybeIn(help, language),
    required,
    when: when ?? null,
    min: "min" in question ? question.min : null,
    max: "max" in question ? question.max : null,
    unit: question.type === "number" ? maybeIn(question.unit, language) : null,
    words:
      question.type === "rating" && question.words
        ? {
            low: inLanguage(question.words.low, language),
            high: inLanguage(question.words.high, language),
          }
        : null,
    choices:
      "choices" in question
        ? question.choices.map((choice) => ({
            id: choice.id,
            title: inLanguage(choice.title, language),
            picture: pictureView(choice.picture, language),
            proposal: choice.proposal ?? null,
          }))
        : null,
    drawnOrder: "drawnOrder" in question && question.drawnOrder,
  };
}

/** What an office wrote of a poll, in the reader's language: for the poll, and for the preview of a draft. */
export function definitionView(definition: PollDefinition, language: Language) {
  const { pages, briefs, documents, video, who, related, opinionMap = false } = definition;
  return {
    who,
    related,
    /** It has an opinion map beside its questions. */
    opinionMap,
    pages: pages.map(({ title, questions }) => ({
      title: maybeIn(title, language),
      questions: questions.map((question) => questionView(question, language)),
    })),
    briefs: briefs.map(({ title, body, picture }) => ({
      title: inLanguage(title, language),
      html: markdownToHtml(inLanguage(body, language)),
      picture: pictureView(picture, language),
    })),
    documents: documents.map(({ title, url }) => ({ title: inLanguage(title, language), url })),
    video: video
      ? {
          url: video.url,
          title: inLanguage(video.title, language),
          transcript: inLanguage(video.transcript, language),
        }
      : null,
  };
}

/** The row of a poll that is before everybody. @throws PortalError "not-found" */
export async function getPoll(db: Queryable, spaceId: number, id: number): Promise<PollRow> {
  const poll = await findPoll(db, spaceId, id);
  if (!poll) throw new PortalError("not-found");
  return poll;
}

/**
 * A poll, whole but for its results and who asks.
 *
 * @throws PortalError "not-found"
 */
export async function readPoll(db: Queryable, spaceId: number, id: number, language: Language, now: Date) {
  const poll = await getPoll(db, spaceId, id);
  const [milestones, duties, timeline, corrections] = await Promise.all([
    readMilestones(db, id),
    readDuties(db, [id], now),
    readTimeline(db, [id]),
    listCorrections(db, id),
  ]);
  const summary = summaryOf(poll, language, now);
  const countedAt = poll.counted_at?.toISOString() ?? null;
  return {
    ...summary,
    approved: true,
    approvedAt: poll.opened_at.toISOString(),
    countedAt,
    nextThreshold: poll.next_threshold,
    milestones,
    crossings: crossingsOf(milestones),
    duties,
    /** Empty of one that is only tried: nothing follows from it. */
    steps: poll.purpose === "mock" ? [] : pollTrackOf({ ...summary, countedAt, milestones, duties }),
    timeline,
    corrections: corrections.map(({ position, body, made_at }) => ({
      position,
      body: inLanguage(body, language),
      madeAt: made_at.toISOString(),
    })),
    ...definitionView(poll.definition, language),
  };
}

export type PollView = Awaited<ReturnType<typeof readPoll>>;
