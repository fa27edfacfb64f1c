import { useTranslation } from "react-i18next";
import { fieldId, type StepProps } from "#app/components/apply/use-application-faults.ts";
import { TextareaField } from "#app/components/field.tsx";
import { StepForm } from "./step-form.tsx";
import { StepHelp } from "./step-help.tsx";

/** Why, and what it costs. */
export function ReasonsStep({ application, typed, errorsOf }: StepProps) {
  const { t } = useTranslation("apply");
  const { subject, limits } = application;
  const shown = { reasons: application.reasons, costs: application.costs, ...typed };
  return (
    <StepForm step="reasons" application={application}>
      <StepHelp help={t("reasons.help")} example={t("reasons.example")} />
      <TextareaField
        id={fieldId("reasons")}
        name="reasons"
        label={t("field.reasons")}
        hint={t("hint.reasons")}
        rows={10}
        defaultValue={shown.reasons}
        limit={limits.reasons.max}
        errors={errorsOf("reasons")}
        required
      />
      <TextareaField
        id={fieldId("costs")}
        name="costs"
        label={t("field.costs")}
        hint={t("hint.costs")}
        rows={5}
        defaultValue={shown.costs}
        limit={limits.costs.max}
        errors={errorsOf("costs")}
        required={subject === "ordinance"}
      />
    </StepForm>
  );
}
