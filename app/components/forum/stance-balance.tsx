import { useTranslation } from "react-i18next";
import type { Stance } from "#db/tables/forum.ts";
import { ShareBar } from "../share-bar.tsx";

export type StanceCounts = Record<Stance, number>;

const ORDER = ["for", "against", "other"] as const satisfies readonly Stance[];

interface StanceBalanceProps {
  stances: StanceCounts;
  /** Small in lists. */
  size?: "small" | "large";
}

/** How the opinions divide. */
export function StanceBalance({ stances, size }: StanceBalanceProps) {
  const { t } = useTranslation();
  const parts = ORDER.map((stance) => ({
    code: stance,
    label: t(`stance.${stance}`),
    count: stances[stance],
  }));
  return <ShareBar parts={parts} size={size} />;
}
