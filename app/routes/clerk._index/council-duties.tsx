import { useTranslation } from "react-i18next";
import { type DutyItem, DutyList } from "#app/components/duty/duty-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";

/** What the council owes by law, overdue first; each leads to the drive on the desk. */
export function CouncilDuties({ duties }: { duties: readonly DutyItem[] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <section className="section" aria-labelledby="owed">
      <h2 className="h-section" id="owed">
        {t("owed.heading")} <span className="muted numeric">{format.number(duties.length)}</span>
      </h2>
      {duties.length === 0 ? (
        <EmptyState title={t("owed.empty")} />
      ) : (
        <DutyList duties={duties} to={({ matter }) => `/clerk/drives/${matter.id}`} heading="h3" />
      )}
    </section>
  );
}
