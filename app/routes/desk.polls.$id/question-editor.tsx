import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField, SelectField } from "#app/components/field.tsx";
import { SaidFields } from "#app/components/said-fields.tsx";
import { useHydrated } from "#app/components/use-hydrated.ts";
import { QUESTION_TYPES } from "#db/tables/poll-definition.ts";
import { ToPictures } from "./pictures-part.tsx";

interface QuestionEditorProps {
  /** From 0. */
  place: number;
  fields: Record<string, string>;
  /** How many questions there are. */
  count: number;
}

const CHOOSING = ["single", "multiple", "ranking"];

/** One question as its office writes it. With JavaScript only what its type has is in sight. */
export function QuestionEditor({ place, fields, count }: QuestionEditorProps) {
  const { t } = useTranslation("polling");
  const hydrated = useHydrated();
  const name = (part: string) => `q.${place}.${part}`;
  const [type, setType] = useState(fields[name("type")] ?? "single");
  const field = (part: string) => ({
    id: name(part),
    name: name(part),
    defaultValue: fields[name(part)] ?? "",
  });
  const shown = (types: readonly string[]) => !hydrated || types.includes(type);
  const yesNo = [
    { value: "yes", label: t("yes") },
    { value: "no", label: t("no") },
  ];
  const earlier = Array.from({ length: place }, (_, at) => at).filter(
    (at) => fields[`q.${at}.type`] === "single" || fields[`q.${at}.type`] === "multiple",
  );
  const number = place + 1;
  return (
    <fieldset className="panel stack">
      <legend className="form-legend-wrap h-sub">{t("question.number", { number })}</legend>
      <input type="hidden" name={name("id")} value={fields[name("id")] ?? ""} />
      <input type="hidden" name={name("was")} value={fields[name("was")] ?? ""} />
      <SaidFields name={name("title")} label={t("question.title")} fields={fields} required />
      <SelectField
        {...field("type")}
        label={t("question.type")}
        choices={QUESTION_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
        onChange={(event) => setType(event.currentTarget.value)}
        required
      />
      {shown(CHOOSING) && (
        <>
          <SaidFields
            name={name("choices")}
            label={t("question.choices")}
            hint={t("question.choicesHint")}
            fields={fields}
            long
            required
          />
          <ToPictures />
          <SelectField {...field("drawn")} label={t("question.drawn")} choices={yesNo} />
        </>
      )}
      {shown(["multiple", "ranking", "rating", "number", "text"]) && (
        <div className="poll-pair">
          {shown(["multiple", "ranking", "rating", "number"]) && (
            <InputField {...field("min")} inputMode="numeric" label={t("question.min")} />
          )}
          <InputField {...field("max")} inputMode="numeric" label={t("question.max")} />
        </div>
      )}
      {shown(["number"]) && <SaidFields name={name("unit")} label={t("question.unit")} fields={fields} />}
      {shown(["rating"]) && (
        <>
          <SaidFields name={name("low")} label={t("question.low")} fields={fields} />
          <SaidFields name={name("high")} label={t("question.high")} fields={fields} />
        </>
      )}
      <details className="fold">
        <summary>{t("question.more")}</summary>
        <div className="stack">
          <SaidFields name={name("help")} label={t("question.help")} fields={fields} />
          <SelectField {...field("required")} label={t("question.required")} choices={yesNo} required />
          <InputField
            {...field("page")}
            inputMode="numeric"
            label={t("question.page")}
            hint={t("question.pageHint")}
          />
          {earlier.length > 0 && (
            <div className="poll-pair">
              <SelectField
                {...field("when")}
                label={t("question.when")}
                blankLabel={t("question.always")}
                choices={earlier.map((at) => ({
                  value: fields[`q.${at}.id`] ?? "",
                  label: t("question.number", { number: at + 1 }),
                }))}
              />
              <InputField {...field("is")} label={t("question.is")} hint={t("question.isHint")} />
            </div>
          )}
        </div>
      </details>
      <div className="cluster tight">
        {place > 0 && (
          <Button look="tertiary" size="small" name="intent" value={`move-question:${place}`}>
            {t("question.up", { number })}
          </Button>
        )}
        {count > 1 && (
          <Button look="tertiary" size="small" name="intent" value={`remove-question:${place}`}>
            {t("question.remove", { number })}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
