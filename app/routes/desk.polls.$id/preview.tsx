import { useTranslation } from "react-i18next";
import { QuestionField } from "#app/components/poll/question-field.tsx";
import type { DraftPageData } from "./draft-page.server.ts";

/** The saved draft as a phone shows it. It can be tried and is sent nowhere. */
export function Preview({ draft: { title, summary, preview } }: { draft: DraftPageData }) {
  const { t } = useTranslation("polling");
  const questions = preview.pages.flatMap((page) => page.questions);
  return (
    <section className="panel stack poll-preview" aria-labelledby="preview">
      <h2 className="h-sub" id="preview">
        {t("preview.heading")}
      </h2>
      <p className="small muted">{t("preview.text")}</p>
      <div className="poll-phone stack">
        <p className="h-sub" dir="auto">
          {title || t("untitled")}
        </p>
        {summary && <p dir="auto">{summary}</p>}
        {questions.map((question, place) => (
          <QuestionField key={question.id} question={question} number={place + 1} values={{}} />
        ))}
      </div>
    </section>
  );
}
