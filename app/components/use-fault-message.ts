import { useTranslation } from "react-i18next";
import type { FieldFault } from "#app/domain/errors.ts";
import { useFormat } from "./use-format.ts";

const OF_LENGTH = [
  "too-short",
  "too-long",
  "too-few",
  "too-many",
  "too-many-pixels",
  "too-many-rows",
  "not-enough",
  "above-most",
  "bad-line",
  "not-the-sum",
  "above-eligible",
] as const;
/** Faults whose message says the limit. */
const isOfLength = (code: FieldFault["code"]): code is (typeof OF_LENGTH)[number] =>
  OF_LENGTH.some((known) => known === code);

/** Says a fault that the domain found in a field, with the field's own name in it. */
export function useFaultMessage(): (fault: FieldFault, fieldLabel: string) => string {
  const { t } = useTranslation("errors");
  const format = useFormat();
  return ({ code, values = {} }, field) => {
    const limit = Object.values(values)[0];
    if (limit !== undefined && isOfLength(code)) {
      return t(`fieldLimit.${code}`, { field, limit: format.number(limit) });
    }
    return t(`field.${code}`, { field });
  };
}
