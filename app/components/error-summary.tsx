import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

export interface SummaryError {
  /** The id of the control; without one the message stands alone. */
  fieldId?: string;
  message: string;
}

interface ErrorSummaryProps {
  errors: readonly SummaryError[];
  /** Before the browser goes to a control: one that is out of sight has to be shown first. */
  onFollow?: (fieldId: string) => void;
}

/** All that is wrong, in one place before the form. It takes focus, so that nobody has to search. */
export function ErrorSummary({ errors, onFollow }: ErrorSummaryProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const said = errors.map((error) => error.message).join("\n");

  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);

  if (errors.length === 0) return null;
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="alert">
      <h2 className="error-summary-title">
        {t("form.errorSummary", { count: errors.length, amount: errors.length })}
      </h2>
      <ul>
        {errors.map(({ fieldId, message }) => (
          <li key={`${fieldId}${message}`}>
            {fieldId ? (
              <a href={`#${fieldId}`} onClick={() => onFollow?.(fieldId)}>
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
