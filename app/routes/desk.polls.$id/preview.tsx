import { useTranslation } from "react-i18next";
import { QuestionField } from "#app/components/poll/question-field.tsx";
import type { DraftPageData } from "./draft-page.server.ts";

/** The saved draft as a phone shows it. It can be tried and is sent nowhere. */
export function Preview({ draft: { title, summary, preview } }: { draft: DraftPageData }) {
  const { t } = useTranslation("polling");
  let number = 0;
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
        {preview.pages.flatMap((page) =>
          page.questions.map((question) => {
            number += 1;
            return <QuestionField key={question.id} question={question} number={number} values={{}} />;
          }),
        )}
      </div>
    </section>
  );
}
