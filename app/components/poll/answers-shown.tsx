import { useTranslation } from "react-i18next";
import type { BreakdownBy } from "#db/tables/poll-definition.ts";
import { Tabs } from "../tabs.tsx";
import { type QuestionResult, QuestionResults } from "./question-results.tsx";

interface AnswersShownProps {
  /** Of the page that they stand on. */
  path: string;
  answers: {
    by: BreakdownBy | null;
    available: readonly BreakdownBy[];
    questions: readonly QuestionResult[];
  };
}

/** What was answered to each question, all together or by what the reader asks for. */
export function AnswersShown({ path, answers: { by, available, questions } }: AnswersShownProps) {
  const { t } = useTranslation("polls");
  return (
    <>
      {available.length > 0 && (
        <Tabs
          label={t("breakdown.label")}
          items={[
            { to: path, label: t("breakdown.all"), current: by === null },
            ...available.map((one) => ({
              to: `${path}?by=${one}`,
              label: t(`breakdown.${one}`),
              current: by === one,
            })),
          ]}
        />
      )}
      {questions.map((question, index) => (
        <QuestionResults key={question.id} question={question} number={index + 1} by={by} />
      ))}
    </>
  );
}
