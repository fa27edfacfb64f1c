import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { FieldErrors } from "./field.tsx";

interface RadioChoice {
  value: string;
  label: string;
  hint?: string;
}

interface RadioCardsProps {
  name: string;
  legend: string;
  choices: readonly RadioChoice[];
  hint?: ReactNode;
  errors?: readonly string[];
  defaultValue?: string;
  required?: boolean;
  /** Of the first card, for links from an error summary. */
  id?: string;
}

/** A choice of a few that deserve a look at each: a stance, a decision. */
export function RadioCards({
  name,
  legend,
  choices,
  hint,
  errors = [],
  defaultValue,
  required = false,
  id,
}: RadioCardsProps) {
  const { t } = useTranslation();
  const generated = useId();
  const base = id ?? `${name}-${generated}`;
  const errorId = errors.length > 0 ? `${base}-error` : undefined;
  const hintId = hint ? `${base}-hint` : undefined;
  return (
    <fieldset
      className="form-group"
      aria-describedby={[hintId, errorId].filter(Boolean).join(" ") || undefined}
    >
      <legend className="form-legend-wrap">
        <span className="form-legend">{legend}</span>
        <span className="form-mark">{required ? t("form.required") : t("form.optional")}</span>
      </legend>
      {hint && (
        <div className="form-hint" id={hintId}>
          {hint}
        </div>
      )}
      <div className={choices.length % 2 === 0 ? "radio-cards in-pairs" : "radio-cards"}>
        {choices.map(({ value, label, hint: choiceHint }, index) => (
          <label className="radio-card" key={value}>
            <input
              type="radio"
              id={index === 0 ? base : undefined}
              name={name}
              value={value}
              defaultChecked={value === defaultValue}
              aria-invalid={errorId ? true : undefined}
            />
            <span>
              <span className="radio-card-label">{label}</span>
              {choiceHint && <span className="radio-card-hint">{choiceHint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldErrors id={errorId} errors={errors} />
    </fieldset>
  );
}
