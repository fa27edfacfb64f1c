import { useNavigation } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { askedOf, chosenIn } from "#app/components/poll/answer-fields.ts";
import { numbersOf, QuestionField, questionAnchor } from "#app/components/poll/question-field.tsx";
import { usePollWords } from "#app/components/poll/use-poll-words.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import type { PollPageData } from "./poll-page.server.ts";

interface BallotFormProps {
  poll: PollPageData;
  answer: Refused | null;
  /** To be read, by who cannot send it. */
  readOnly: boolean;
  /** What stands already, by field. */
  values: Record<string, string>;
}

/**
 * All questions of a poll. With JavaScript a survey is shown page by page, and a question that is not asked is out of
 * sight; without, all stand one below the other, each with whom it is asked of, and the server passes over the rest.
 */
export function BallotForm({ poll, answer, readOnly, values }: BallotFormProps) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const here = useMatterHere();
  const hydrated = useHydrated();
  const { state: sending } = useNavigation();
  const headingId = useId();
  const { pages, purpose } = poll;
  const questions = pages.flatMap((page) => page.questions);
  const standing = answer?.typed ?? values;
  const [chosen, setChosen] = useState(() => chosenIn(standing));
  const [current, setCurrent] = useState(0);
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
  useEffect(() => {
    if (answer && faulty >= 0) setCurrent(faulty);
  }, [answer, faulty]);

  const asked = askedOf(questions, chosen);
  const stepped = hydrated && pages.length > 1 && !readOnly;
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
  const isOut = (id: string) => hydrated && !readOnly && !asked.has(id);
  const numbers = numbersOf(questions.filter(({ id }) => !isOut(id)));
  return (
    <KeptForm
      method="post"
      name={`ballot-${here}`}
      // What somebody chose is left in no browser; a survey of several pages is too long to be typed twice.
      personal={pages.length === 1}
      className="stack loose poll-form"
      noValidate
      onChange={listen}
      preventScrollReset
    >
      <ErrorSummary errors={summary} onFollow={showPageOf} />
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
            <Button type="button" look="secondary" onClick={() => goTo(current - 1)}>
              {t("ballot.back")}
            </Button>
          )}
          {stepped && !last && (
            <Button type="button" onClick={() => goTo(current + 1)}>
              {t("ballot.next")}
            </Button>
          )}
          {(!stepped || last) && (
            <Button pending={sending === "submitting"}>
              {t(purpose === "mock" ? "ballot.sendTry" : poll.own ? "ballot.sendChange" : "ballot.send")}
            </Button>
          )}
        </div>
      )}
    </KeptForm>
  );
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
