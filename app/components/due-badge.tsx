import { useTranslation } from "react-i18next";
import { Badge } from "./badge.tsx";
import { useRootData } from "./root-data.ts";
import { useFormat } from "./use-format.ts";

interface DueBadgeProps {
  dueAt: string;
  /** When the duty was met; null: not yet. */
  metAt: string | null;
  /** The law asks for it, and no reply. */
  byLaw?: boolean;
}

/** How an office stands with what it owes: days left, days late, or met. */
export function DueBadge({ dueAt, metAt, byLaw = false }: DueBadgeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { now } = useRootData();
  if (metAt !== null) {
    return metAt <= dueAt ? (
      <Badge tone="success">{t(byLaw ? "due.law.met" : "due.met")}</Badge>
    ) : (
      <Badge tone="gray">{t(byLaw ? "due.law.metLate" : "due.metLate")}</Badge>
    );
  }
  const days = format.daysUntil(dueAt);
  if (now > dueAt) {
    return (
      <Badge tone="danger" filled>
        {days === 0
          ? t(byLaw ? "due.law.overdueToday" : "due.overdueToday")
          : t(byLaw ? "due.law.overdue" : "due.overdue", { count: -days, amount: format.number(-days) })}
      </Badge>
    );
  }
  if (days === 0) return <Badge tone="warning">{t(byLaw ? "due.law.today" : "due.today")}</Badge>;
  return (
    <Badge tone={days <= 7 ? "warning" : "information"}>
      {t(byLaw ? "due.law.left" : "due.left", { count: days, amount: format.number(days) })}
    </Badge>
  );
}
