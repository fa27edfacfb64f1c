import { useTranslation } from "react-i18next";
import { DutyList } from "#app/components/duty/duty-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FrontPageData } from "./front-page.server.ts";
import { StatRow } from "./stat-row.tsx";

interface OwedListProps {
  duties: FrontPageData["owed"];
  counts: FrontPageData["counts"];
}

const COUNTED = ["overdue", "open", "met"] as const;

/** What the city owes, in numbers and by name: late ones first. */
export function OwedList({ duties, counts }: OwedListProps) {
  const { t } = useTranslation("home");
  const format = useFormat();
  return (
    <div className="stack loose">
      <StatRow
        stats={COUNTED.map((state) => ({
          label: t(`owed.count.${state}`),
          value: t("owed.number", { count: counts[state], amount: format.number(counts[state]) }),
          to: `/duties?state=${state}`,
        }))}
      />
      {duties.length > 0 ? (
        <DutyList duties={duties} heading="h3" />
      ) : (
        <EmptyState title={t("owed.empty")}>{t("owed.emptyText")}</EmptyState>
      )}
    </div>
  );
}
