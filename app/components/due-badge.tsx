import { useTranslation } from "react-i18next";
import { Badge } from "./badge.tsx";
import { useRootData } from "./root-data.ts";
import { useFormat } from "./use-format.ts";

interface DueBadgeProps {
  dueAt: string;
  /** When the duty was met; null: not yet. */
  metAt: string | null;
}

/** How an office stands with what it owes: days left, days late, or met. */
export function DueBadge({ dueAt, metAt }: DueBadgeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { now } = useRootData();
  if (metAt !== null) {
    return metAt <= dueAt ? (
      <Badge tone="success">{t("due.met")}</Badge>
    ) : (
      <Badge tone="gray">{t("due.metLate")}</Badge>
    );
  }
  const days = format.daysUntil(dueAt);
  if (now > dueAt) {
    return (
      <Badge tone="danger" filled>
        {days === 0
          ? t("due.overdueToday")
          : t("due.overdue", { count: -days, amount: format.number(-days) })}
      </Badge>
    );
  }
  if (days === 0) return <Badge tone="warning">{t("due.today")}</Badge>;
  return (
    <Badge tone={days <= 7 ? "warning" : "information"}>
      {t("due.left", { count: days, amount: format.number(days) })}
    </Badge>
  );
}
