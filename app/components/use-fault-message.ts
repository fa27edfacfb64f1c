import { useTranslation } from "react-i18next";
import type { FieldFault } from "#app/domain/errors.ts";
import { useFormat } from "./use-format.ts";

/** Says a fault that the domain found in a field, with the field's own name in it. */
export function useFaultMessage(): (fault: FieldFault, fieldLabel: string) => string {
  const { t } = useTranslation("errors");
  const format = useFormat();
  return ({ code, values = {} }, field) => {
    const limit = Object.values(values)[0];
    if (limit !== undefined && (code === "too-short" || code === "too-long")) {
      return t(`fieldLimit.${code}`, { field, limit: format.number(limit) });
    }
    return t(`field.${code}`, { field });
  };
}
