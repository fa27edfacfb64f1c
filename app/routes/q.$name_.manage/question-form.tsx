import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { questionFieldsOf } from "#app/components/quick/question-field-names.ts";
import { QuestionFields } from "#app/components/quick/question-fields.tsx";
import { useRefusal } from "#app/components/use-refusal.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import type { ManageProps } from "./manage-page.tsx";

/** Another question for the same meeting: the phones stay where they are and follow. */
export function QuestionForm({ page: { name, limits, questions }, answer }: ManageProps) {
  const { t } = useTranslation("quick");
  const { formData } = useNavigation();
  const own = answer?.typed.intent === "question" ? answer : undefined;
  const { summary, errorsOf } = useRefusal(own?.refused, questionFieldsOf(t));
  return (
    <details className="fold panel" open={own !== undefined}>
      <summary>{t("manage.add")}</summary>
      <KeptForm
        // A new form for each question: the one before was sent.
        key={questions.length}
        name={`quick-question-${questions.length}`}
        method="post"
        action={quickPollPath(name, "/manage")}
        className="stack"
        noValidate
      >
        <ErrorSummary errors={summary} />
        <QuestionFields limits={limits} errorsOf={errorsOf} typed={own?.typed} />
        <div>
          <Button
            look="secondary"
            size="medium"
            name="intent"
            value="question"
            pending={formData?.get("intent") === "question"}
          >
            {t("manage.addNow")}
          </Button>
        </div>
      </KeptForm>
    </details>
  );
}
