import { useTranslation } from "react-i18next";
import { fieldId, type StepProps } from "#app/components/apply/use-application-faults.ts";
import { InputField, SelectField, TextareaField } from "#app/components/field.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import type { ApplicationView } from "#app/domain/kinds/drive/application-view.ts";
import { StepForm } from "./step-form.tsx";
import { StepHelp } from "./step-help.tsx";

/** What is asked for, and about what. */
export function SubjectStep({ application, typed, errorsOf }: StepProps) {
  const { t } = useTranslation("apply");
  const { subject, choices, limits } = application;
  const shown = { ...textsOf(application), ...typed };
  return (
    <StepForm step="subject" application={application}>
      <StepHelp help={t(`subject.${subject}.help`)} example={t(`subject.${subject}.example`)} />
      {choices.requests.length > 1 ? (
        <RadioCards
          id={fieldId("request")}
          name="request"
          legend={t("field.request")}
          choices={choices.requests.map(({ value, label }) => ({ value, label }))}
          defaultValue={shown.request}
          errors={errorsOf("request")}
          required
        />
      ) : (
        <input type="hidden" name="request" value={choices.requests[0]?.value} />
      )}
      <InputField
        id={fieldId("title")}
        name="title"
        label={t("field.title")}
        hint={t("hint.title")}
        defaultValue={shown.title}
        limit={limits.title.max}
        errors={errorsOf("title")}
        autoComplete="off"
        required
      />
      {choices.targets.length > 0 && (
        <SelectField
          id={fieldId("targetCode")}
          name="targetCode"
          label={t("field.targetCode")}
          choices={choices.targets}
          defaultValue={shown.targetCode}
          errors={errorsOf("targetCode")}
          required
        />
      )}
      <InputField
        id={fieldId("target")}
        name="target"
        label={t(`subject.${subject}.target`)}
        hint={t(`subject.${subject}.targetHint`)}
        defaultValue={shown.target}
        limit={limits.target.max}
        errors={errorsOf("target")}
        autoComplete="off"
        required={subject !== "petition"}
      />
      <SelectField
        id={fieldId("category")}
        name="category"
        label={t("field.category")}
        hint={t("hint.category")}
        choices={choices.categories}
        defaultValue={shown.category}
        errors={errorsOf("category")}
        required
      />
      <TextareaField
        id={fieldId("summary")}
        name="summary"
        label={t("field.summary")}
        hint={t("hint.summary")}
        rows={4}
        defaultValue={shown.summary}
        limit={limits.summary.max}
        errors={errorsOf("summary")}
        required
      />
    </StepForm>
  );
}

const textsOf = ({ request, title, target, targetCode, category, summary }: ApplicationView) => ({
  request: request.code,
  title,
  target,
  targetCode: targetCode ?? "",
  category: category.code,
  summary,
});
