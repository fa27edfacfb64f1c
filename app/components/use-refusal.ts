import { useTranslation } from "react-i18next";
import type { ErrorCode, FieldFault } from "#app/domain/errors.ts";
import type { SummaryError } from "./error-summary.tsx";
import { useFaultMessage } from "./use-fault-message.ts";

/** What an action says of a form that it did not accept. */
export interface Refusal {
  code: ErrorCode;
  faults: FieldFault[];
}

/** What an action that was refused tells its form. */
export interface Refused {
  /** Null: nothing was refused, the form was asked for in another language. */
  refused: (Refusal & { retryAfterSeconds: number | null }) | null;
  /** What was in the form, so that nobody writes it twice. */
  typed: Record<string, string>;
}

/** The form's fields by their name in the contract. */
type FormFields = Record<string, { id: string; label: string }>;

/** A refusal in words: all of it for the ErrorSummary, and each field's own part. */
export function useRefusal(refusal: Refusal | null | undefined, fields: FormFields) {
  const { t } = useTranslation("errors");
  const say = useFaultMessage();
  const faults = refusal?.faults ?? [];
  const told = (fault: FieldFault) => say(fault, fields[fault.field]?.label ?? fault.field);
  const whole = (code: ErrorCode) => `${t(`code.${code}.title`)}. ${t(`code.${code}.message`)}`;
  const summary: SummaryError[] = faults.map((fault) => ({
    fieldId: fields[fault.field]?.id,
    message: told(fault),
  }));
  if (refusal && summary.length === 0) summary.push({ message: whole(refusal.code) });
  return {
    summary,
    errorsOf: (name: string) => faults.filter((fault) => fault.field === name).map(told),
  };
}
