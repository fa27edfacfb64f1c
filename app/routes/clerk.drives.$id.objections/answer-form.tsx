import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField, TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDriveView } from "#app/domain/kinds/drive/clerk-drive-view.ts";

interface AnswerFormProps {
  /** Those that wait. */
  objections: ClerkDriveView["objections"];
  /** What was objected, by id; undefined: the texts were not asked for. */
  texts: ReadonlyMap<number, string | null> | undefined;
  limit: number;
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** One answer to those that are ticked: many say the same of one line. */
export function AnswerForm({ objections, texts, limit, typed, errorsOf }: AnswerFormProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const faults = errorsOf("objections");
  return (
    <KeptForm
      name="objection-answer"
      intent="answer"
      personal
      method="post"
      className="stack loose"
      noValidate
    >
      <fieldset className="stack" aria-describedby={faults.length > 0 ? "objections-error" : undefined}>
        <legend className="h-sub">{t("objections.which")}</legend>
        {faults.length > 0 && (
          <p className="form-hint-invalid" id="objections-error">
            {faults.join(" ")}
          </p>
        )}
        <ul className="stack">
          {objections.map(({ id, by, madeAt }, index) => (
            <li key={id} className="panel stack tight" id={`objection-${id}`}>
              <label className="check-line">
                <input
                  type="checkbox"
                  id={index === 0 ? "objections" : undefined}
                  name={`objection.${id}`}
                  value="yes"
                  defaultChecked={typed ? typed[`objection.${id}`] === "yes" : objections.length === 1}
                />{" "}
                {by} · {format.date(madeAt)}
              </label>
              {texts && (
                <p className="article-text" dir="auto">
                  {texts.get(id) ?? t("objections.gone")}
                </p>
              )}
            </li>
          ))}
        </ul>
      </fieldset>
      <RadioCards
        id="verdict"
        name="verdict"
        legend={t("objections.verdict")}
        required
        defaultValue={typed?.verdict}
        errors={errorsOf("verdict")}
        choices={(["upheld", "rejected"] as const).map((value) => ({
          value,
          label: t(`objections.${value}`),
          hint: t(`objections.${value}Hint`),
        }))}
      />
      <InputField
        id="struck"
        name="struck"
        label={t("objections.struck")}
        hint={t("objections.struckHint")}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={typed?.struck}
        errors={errorsOf("struck")}
      />
      <TextareaField
        id="answer"
        name="answer"
        label={t("objections.answer")}
        hint={t("objections.answerHint")}
        rows={4}
        limit={limit}
        defaultValue={typed?.answer}
        errors={errorsOf("answer")}
        required
      />
      <div>
        <Button look={texts ? "primary" : "secondary"} name="intent" value="answer">
          {t("objections.button")}
        </Button>
      </div>
    </KeptForm>
  );
}
