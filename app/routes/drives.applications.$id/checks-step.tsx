import { useTranslation } from "react-i18next";
import { fieldId, type StepProps } from "#app/components/apply/use-application-faults.ts";
import { FieldErrors } from "#app/components/field.tsx";
import { WarningIcon } from "#app/components/icons.tsx";
import { StepForm } from "./step-form.tsx";
import { StepHelp } from "./step-help.tsx";

/** What the law leaves out, as questions: a "yes" says at once that it cannot go on like this, and why. */
export function ChecksStep({ application, typed, errorsOf }: StepProps) {
  const { t } = useTranslation("apply");
  return (
    <StepForm step="checks" application={application}>
      <StepHelp help={t("checks.help")} example={t("checks.example")} />
      {application.exclusions.map(({ code, question, explanation, answer }) => {
        const errors = errorsOf(`exclusions.${code}`);
        const id = fieldId(`exclusions.${code}`);
        const errorId = errors.length > 0 ? `${id}-error` : undefined;
        return (
          <fieldset
            key={code}
            className={errors.length > 0 ? "exclusion is-error" : "exclusion"}
            aria-describedby={[`${id}-why`, errorId].filter(Boolean).join(" ")}
          >
            <legend>{question}</legend>
            <p className="exclusion-why" id={`${id}-why`}>
              {explanation}
            </p>
            <div className="exclusion-answers">
              {(["no", "yes"] as const).map((value) => (
                <label key={value}>
                  <input
                    type="radio"
                    id={value === "no" ? id : undefined}
                    name={`exclusion.${code}`}
                    aria-invalid={errors.length > 0 || undefined}
                    value={value}
                    defaultChecked={value === (typed?.[`exclusion.${code}`] ?? wordOf(answer))}
                  />
                  {t(`checks.${value}`)}
                </label>
              ))}
            </div>
            {/* Shown by the sheet as soon as "yes" is chosen: no script, no round trip. */}
            <p className="exclusion-stop">
              <WarningIcon size={20} />
              <span>{t("checks.stop")}</span>
            </p>
            <FieldErrors id={errorId} errors={errors} />
          </fieldset>
        );
      })}
    </StepForm>
  );
}

const wordOf = (answer: boolean | null) => (answer === null ? null : answer ? "yes" : "no");
