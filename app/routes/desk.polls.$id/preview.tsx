import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Background } from "#app/components/poll/background.tsx";
import { PollVideo } from "#app/components/poll/poll-video.tsx";
import { numbersOf, QuestionField } from "#app/components/poll/question-field.tsx";
import { useHydrated } from "#app/components/use-hydrated.ts";
import { askedOf, chosenIn } from "#app/domain/kinds/poll/answer-fields.ts";
import type { DraftPageData } from "./draft-page.server.ts";

/**
 * The saved draft as a phone shows it: it can be tried, questions come and go as they will, and it is sent nowhere. All
 * pages of a survey stand one below the other, as without JavaScript.
 */
export function Preview({ draft }: { draft: DraftPageData }) {
  const { id, title, summary, preview, definition } = draft;
  const { t } = useTranslation("polling");
  const { t: polls } = useTranslation("polls");
  const hydrated = useHydrated();
  const [chosen, setChosen] = useState(() => chosenIn({}));
  const { pages } = preview;
  const questions = pages.flatMap((page) => page.questions);
  const asked = askedOf(questions, chosen);
  const isOut = (question: string) => hydrated && !asked.has(question);
  const numbers = numbersOf(questions.filter((question) => !isOut(question.id)));
  const listen = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    const fields = [...new FormData(currentTarget)].map(([name, value]) => [name, String(value)]);
    setChosen(chosenIn(Object.fromEntries(fields)));
  };
  return (
    <section className="panel stack poll-preview" aria-labelledby="preview">
      <h2 className="h-sub" id="preview">
        {t("preview.heading")}
      </h2>
      <p className="small muted">{t("preview.text")}</p>
      <form
        className="poll-phone stack"
        onChange={listen}
        // Sends nothing, without JavaScript neither.
        method="dialog"
        noValidate
      >
        <p className="h-sub" dir="auto">
          {title || t("untitled")}
        </p>
        {summary && <p dir="auto">{summary}</p>}
        {preview.video && <PollVideo video={preview.video} frame={null} />}
        {pages.map((page, index) => (
          <div className="stack" key={page.questions[0]?.id ?? index}>
            {pages.length > 1 && (
              <p className="h-sub" dir="auto">
                {page.title ?? t("page.number", { number: index + 1 })}
              </p>
            )}
            {page.questions.map((question) => (
              <QuestionField
                key={question.id}
                question={question}
                number={numbers.get(question.id) ?? 0}
                values={{}}
                hidden={isOut(question.id)}
              />
            ))}
          </div>
        ))}
        <Button type="button" disabled>
          {polls(definition.purpose === "mock" ? "ballot.sendTry" : "ballot.send")}
        </Button>
        <Background poll={preview} />
      </form>
      {definition.purpose !== "mock" && (
        <div>
          <LinkButton look="secondary" size="medium" to={`/desk/polls/${id}/test-run`}>
            {t("testRun.open")}
          </LinkButton>
        </div>
      )}
    </section>
  );
}
