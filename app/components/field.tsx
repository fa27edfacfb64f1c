import { type ComponentPropsWithoutRef, type ReactNode, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FieldCount } from "./field-count.tsx";
import { useTypedEarly } from "./typed-early.ts";

interface FieldFrame {
  label: string;
  /** Help that is always there, above the control. */
  hint?: ReactNode;
  /** Texts, ready to read: see `useFaultMessage`. */
  errors?: readonly string[];
  /** Beside the label; the browser's own bubbles stay off, so that people see ours. */
  required?: boolean;
}

export interface Choice {
  value: string;
  label: string;
}

type OwnProps = FieldFrame & { name: string; id?: string };
/** A counter below the control; nothing is cut off. */
type Limited = { limit?: number };
type InputFieldProps = OwnProps & Limited & Omit<ComponentPropsWithoutRef<"input">, keyof OwnProps>;
type TextareaFieldProps = OwnProps &
  Limited & {
    /** A toolbar, on top of the text area. */
    tools?: ReactNode;
  } & Omit<ComponentPropsWithoutRef<"textarea">, keyof OwnProps>;
type SelectFieldProps = OwnProps & {
  choices: readonly Choice[];
  /** What the first choice, the empty one, is called, where it means something. */
  blankLabel?: string;
} & Omit<ComponentPropsWithoutRef<"select">, keyof OwnProps>;

/** Label, hint, control and errors, tied together for screen readers. Conform's `name`, `id`, `errors` fit. */
function useField({ id, name, hint, errors = [] }: OwnProps) {
  const generated = useId();
  const controlId = id ?? `${name}-${generated}`;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = errors.length > 0 ? `${controlId}-error` : undefined;
  return {
    controlId,
    hintId,
    errorId,
    control: {
      id: controlId,
      name,
      "aria-describedby": [hintId, errorId].filter(Boolean).join(" ") || undefined,
      "aria-invalid": errorId ? true : undefined,
    },
  };
}

type Ids = Pick<ReturnType<typeof useField>, "controlId" | "hintId" | "errorId">;

function Frame({
  label,
  hint,
  errors = [],
  required = false,
  ids,
  children,
}: FieldFrame & { ids: Ids; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="form-group">
      <div className="form-tit">
        <label htmlFor={ids.controlId}>{label}</label>
        <span className="form-mark">{required ? t("form.required") : t("form.optional")}</span>
      </div>
      {hint && (
        <div className="form-hint" id={ids.hintId}>
          {hint}
        </div>
      )}
      <div className={errors.length > 0 ? "form-conts is-error" : "form-conts"}>{children}</div>
      <FieldErrors id={ids.errorId} errors={errors} />
    </div>
  );
}

export function FieldErrors({ id, errors }: { id: string | undefined; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div id={id}>
      {errors.map((error) => (
        <p className="form-hint-invalid" key={error}>
          {error}
        </p>
      ))}
    </div>
  );
}

export function InputField({ label, hint, errors, required, limit, ...rest }: InputFieldProps) {
  const ref = useRef<HTMLInputElement>(null);
  const { control, ...ids } = useField({ label, hint, errors, ...rest });
  return (
    <Frame {...{ label, hint, errors, required, ids }}>
      <input
        type="text"
        dir="auto"
        {...rest}
        {...control}
        ref={ref}
        className="krds-input"
        aria-required={required}
      />
      {limit !== undefined && <FieldCount control={ref} limit={limit} />}
    </Frame>
  );
}

export function TextareaField({ label, hint, errors, required, limit, tools, ...rest }: TextareaFieldProps) {
  const ref = useRef<HTMLTextAreaElement>(null);
  useTypedEarly(ref);
  const { control, ...ids } = useField({ label, hint, errors, ...rest });
  return (
    <Frame {...{ label, hint, errors, required, ids }}>
      {tools}
      <textarea
        rows={8}
        dir="auto"
        {...rest}
        {...control}
        ref={ref}
        className="krds-input"
        aria-required={required}
      />
      {limit !== undefined && <FieldCount control={ref} limit={limit} />}
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  errors,
  required,
  choices,
  blankLabel,
  ...rest
}: SelectFieldProps) {
  const { t } = useTranslation();
  const { control, ...ids } = useField({ label, hint, errors, ...rest });
  return (
    <Frame {...{ label, hint, errors, required, ids }}>
      <select {...rest} {...control} className="krds-form-select" aria-required={required}>
        <option value="">{blankLabel ?? t("form.choose")}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
