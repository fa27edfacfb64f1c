import { useNavigation } from "@remix-run/react";
import { type FormEvent, type MouseEvent, useEffect, useId, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { numbersOf, QuestionField, questionAnchor } from "#app/components/poll/question-field.tsx";
import { usePollWords } from "#app/components/poll/use-poll-words.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { askedOf, chosenIn } from "#app/domain/kinds/poll/answer-fields.ts";
import type { BallotAnswer } from "./ballot.tsx";
import { BallotConflict } from "./ballot-conflict.tsx";
import type { PollPageData } from "./poll-page.server.ts";
import { ballotFormName, type SaveState, useBallotSaver } from "./use-ballot-saver.ts";

interface BallotFormProps {
  poll: PollPageData;
  answer: BallotAnswer | null;
  /** To be read, by who cannot send it. */
  readOnly: boolean;
  /** What stands already, by field. */
  values: Record<string, string>;
}

/**
 * All questions of a poll, page by page. With JavaScript the pages turn here, and what is answered is kept by the server on
 * the way; a question that is not asked is out of sight. Without, each turn is a form that is sent, and a question that
 * hangs on another of its page says whom it is asked of; the server passes over the rest.
 */
export function BallotForm({ poll, answer, readOnly, values }: BallotFormProps) {
  const { t } = useTranslation("polls");
  const { t: own } = useTranslation("ballot");
  const format = useFormat();
  const here = useMatterHere();
  const hydrated = useHydrated();
  const { state: sending } = useNavigation();
  const [headingId, formId] = [useId(), useId()];
  const { pages, purpose, draft } = poll;
  const drafting = readOnly ? null : poll.drafting;
  const questions = pages.flatMap((page) => page.questions);
  const standing = answer?.typed ?? values;
  const [chosen, setChosen] = useState(() => chosenIn(standing));
  const { summary, errorsOf } = useRefusal(
    answer?.refused,
    Object.fromEntries(
      questions.map(({ id, title }) => [`answers.${id}`, { id: questionAnchor(id), label: title }]),
    ),
    usePollWords(),
  );
  const faulty = pages.findIndex((page) =>
    page.questions.some(({ id }) => errorsOf(`answers.${id}`).length > 0),
  );
  const [current, setCurrent] = useState(() => {
    const begun = answer ? Number(answer.typed.page ?? 0) : (draft?.page ?? 0);
    return faulty >= 0 ? faulty : Math.min(begun || 0, pages.length - 1);
  });
  const saver = useBallotSaver(here, formId, drafting?.version ?? 0);
  const conflict = saver.state.kind === "conflict" ? saver.state.conflict : answer?.conflict;
  useEffect(() => {
    if (answer && faulty >= 0) setCurrent(faulty);
  }, [answer, faulty]);

  const asked = askedOf(questions, chosen);
  const stepped = pages.length > 1 && !readOnly;
  const last = current === pages.length - 1;
  const listen = (event: FormEvent<HTMLFormElement>) => {
    const fields: Record<string, string> = {};
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === "string") fields[name] = value;
    setChosen(chosenIn(fields));
  };
  const goTo = (page: number) => {
    setCurrent(page);
    document.getElementById(headingId)?.scrollIntoView();
    document.getElementById(headingId)?.focus();
  };
  // The browser goes to the question right after this, so that its page must be in sight by then.
  const showPageOf = (anchor: string) => {
    const page = pages.findIndex((one) => one.questions.some(({ id }) => questionAnchor(id) === anchor));
    if (page >= 0) flushSync(() => setCurrent(page));
  };
  const turn = (to: number) => (event: MouseEvent) => {
    event.preventDefault();
    goTo(to);
    if (drafting) saver.save(to);
  };
  const out = hydrated
    ? new Set(questions.map(({ id }) => id).filter((id) => !asked.has(id)))
    : unseenOf(pages, asked);
  const isOut = (id: string) => !readOnly && out.has(id);
  const numbers = numbersOf(questions.filter(({ id }) => !isOut(id)));
  return (
    <>
      {conflict && <BallotConflict conflict={conflict} formId={formId} />}
      <KeptForm
        method="post"
        id={formId}
        action={`/polls/${here}`}
        name={ballotFormName(here)}
        // What somebody chose is left in no browser; a survey of several pages is too long to be typed twice.
        personal={pages.length === 1}
        begun={drafting ? { tab: drafting.tab, version: String(drafting.version) } : undefined}
        className="stack loose poll-form"
        noValidate
        onChange={listen}
        preventScrollReset
      >
        <ErrorSummary errors={summary} onFollow={showPageOf} />
        {/* Sent all the same, it goes: what the other device saved was seen. */}
        {conflict && <input type="hidden" name="shown" value={conflict.version} />}
        {stepped && (
          <>
            <input type="hidden" name="page" value={current} />
            {/* The form's first button is what the Enter key presses. */}
            <button
              className="sr-only"
              type="submit"
              name="intent"
              value={last ? "" : "next"}
              tabIndex={-1}
              aria-hidden="true"
              onClick={
                last ? (event) => sending === "submitting" && event.preventDefault() : turn(current + 1)
              }
            >
              {t("ballot.next")}
            </button>
          </>
        )}
        {stepped && (
          <p className="poll-progress" id={headingId} tabIndex={-1}>
            <progress max={pages.length} value={current + 1} aria-hidden="true" />
            {t("ballot.page", { page: format.number(current + 1), pages: format.number(pages.length) })}
          </p>
        )}
        <fieldset className="poll-pages" disabled={readOnly}>
          <legend className="sr-only">{t("ballot.questions")}</legend>
          {pages.map((page, index) => (
            <div
              className="stack loose"
              hidden={stepped && index !== current}
              key={page.questions[0]?.id ?? index}
            >
              {page.title && (
                <h3 className="h-sub" dir="auto">
                  {page.title}
                </h3>
              )}
              {stepped && page.questions.every(({ id }) => isOut(id)) && <p>{own("emptyPage")}</p>}
              {page.questions.map((question) => (
                <QuestionField
                  key={question.id}
                  question={question}
                  number={numbers.get(question.id) ?? 0}
                  values={standing}
                  errors={errorsOf(`answers.${question.id}`)}
                  condition={hydrated && !readOnly ? null : conditionOf(question, questions, t)}
                  hidden={isOut(question.id)}
                />
              ))}
            </div>
          ))}
        </fieldset>
        {!readOnly && (
          <div className="cluster">
            {stepped && current > 0 && (
              <Button look="secondary" name="intent" value="back" onClick={turn(current - 1)}>
                {t("ballot.back")}
              </Button>
            )}
            {stepped && !last && (
              <Button name="intent" value="next" onClick={turn(current + 1)}>
                {t("ballot.next")}
              </Button>
            )}
            {(!stepped || last) && (
              <Button name="intent" value="" pending={sending === "submitting"}>
                {t(purpose === "mock" ? "ballot.sendTry" : poll.own ? "ballot.sendChange" : "ballot.send")}
              </Button>
            )}
            {drafting && (
              <Button
                look="text"
                name="intent"
                value="later"
                onClick={(event) => {
                  event.preventDefault();
                  saver.save(current);
                }}
              >
                {own("later")}
              </Button>
            )}
          </div>
        )}
        {drafting && <SaveLine state={saver.state} />}
      </KeptForm>
    </>
  );
}

/** How far what is answered is kept, said at once. */
function SaveLine({ state }: { state: SaveState }) {
  const { t } = useTranslation("ballot");
  const { t: polls } = useTranslation("polls");
  return (
    <div className="small muted" role="status">
      {state.kind === "saving" && <p>{t("saving")}</p>}
      {state.kind === "saved" && (
        <p>
          {t("saved")}. {polls("done.laterText")}
        </p>
      )}
      {state.kind === "unsaved" && (
        <p>{state.why === null ? t("unsaved") : t("unsavedWhy", { why: state.why })}</p>
      )}
    </div>
  );
}

/** What is out of sight without a script: it hangs on a question of an earlier page, and is not asked. */
function unseenOf(pages: PollPageData["pages"], asked: ReadonlySet<string>): Set<string> {
  const pageOf = new Map(
    pages.flatMap(({ questions }, page) => questions.map(({ id }) => [id, page] as const)),
  );
  const unseen = new Set<string>();
  for (const { id, when } of pages.flatMap((page) => page.questions)) {
    if (!when || asked.has(id)) continue;
    const isEarlier = (pageOf.get(when.question) ?? 0) < (pageOf.get(id) ?? 0);
    if (isEarlier || unseen.has(when.question)) unseen.add(id);
  }
  return unseen;
}

type Question = PollPageData["pages"][number]["questions"][number];

/** Whom a question is asked of, in words; null: of everybody. */
function conditionOf(
  { when }: Question,
  questions: readonly Question[],
  t: ReturnType<typeof useTranslation<"polls">>["t"],
): string | null {
  if (!when) return null;
  const other = questions.find(({ id }) => id === when.question);
  const choices = other?.choices?.filter(({ id }) => when.is.includes(id)).map(({ title }) => title) ?? [];
  return t("ballot.askedOf", { question: other?.title ?? "", choices: choices.join(", ") });
}
