import { useTranslation } from "react-i18next";
import { Badge } from "../badge.tsx";
import { useRootData } from "../root-data.ts";
import { useFormat } from "../use-format.ts";

const NEAR = 7;

/** How far a day of the law is away. */
export function DayBadge({ dueAt }: { dueAt: string }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { now } = useRootData();
  const days = format.daysUntil(dueAt);
  if (now > dueAt)
    return (
      <Badge tone="danger" filled>
        {t("due.late", { count: -days, amount: format.number(-days) })}
      </Badge>
    );
  if (days === 0) return <Badge tone="warning">{t("due.today")}</Badge>;
  return (
    <Badge tone={days <= NEAR ? "warning" : "information"}>
      {t("due.left", { count: days, amount: format.number(days) })}
    </Badge>
  );
}
