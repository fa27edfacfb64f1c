import { useTranslation } from "react-i18next";
import type { VoteOutcome } from "#db/tables/vote.ts";

/**
 * What the two sides of a vote are called, and each of its outcomes.
 *
 * @param choices null: it is asked whether one is for it or against it
 */
export function useSideNames(choices: { first: string; second: string } | null): Record<VoteOutcome, string> {
  const { t } = useTranslation("votes");
  return {
    first: choices?.first ?? t("side.first"),
    second: choices?.second ?? t("side.second"),
    neither: t("side.neither"),
  };
}
