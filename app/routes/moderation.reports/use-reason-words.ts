import { useTranslation } from "react-i18next";
import type { Waiting } from "#app/domain/moderation/read-desk.ts";
import { isHidingReason } from "#app/domain/opinion-map/words.ts";
import { isShowReason } from "#app/domain/report/words.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";

/** Why something was hidden or shown again, in the words in which its own page says it. */
export function useReasonWords(): (subject: Waiting["subject"], reason: string) => string {
  const { t } = useTranslation("report");
  const { t: common } = useTranslation();
  return (subject, reason) => {
    if (isShowReason(reason)) return common(`showReason.${reason}`);
    if (subject === "statement" && isHidingReason(reason)) return common(`hidingReason.${reason}`);
    const known = HIDE_REASONS.find((one) => one === reason);
    return known ? t(`reason.${known}`) : reason;
  };
}
