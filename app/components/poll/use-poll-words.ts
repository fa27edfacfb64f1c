import { useTranslation } from "react-i18next";
import type { ErrorCode } from "#app/domain/errors.ts";

/** What refusals mean of a poll, where the usual sentence speaks of proposals; for `useRefusal`. */
export function usePollWords(): Partial<Record<ErrorCode, string>> {
  const { t } = useTranslation("polls");
  return { "matter-not-open": t("refused.notOpen") };
}
