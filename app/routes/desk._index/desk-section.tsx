import { useTranslation } from "react-i18next";
import { type DutyItem, DutyList, matterPath } from "#app/components/duty/duty-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface DeskSectionProps {
  state: "overdue" | "open" | "met";
  duties: readonly DutyItem[];
}

/** A part of the desk: duties in one state, each leading to where it is answered. */
export function DeskSection({ state, duties }: DeskSectionProps) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const id = `desk-${state}`;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 className="h-section" id={id}>
        {t(`section.${state}`)} <span className="muted numeric">{format.number(duties.length)}</span>
      </h2>
      {duties.length > 0 ? (
        <DutyList
          duties={duties}
          to={(duty) => (duty.byLaw ? matterPath(duty.matter) : `/desk/duties/${duty.id}`)}
          heading="h3"
        />
      ) : (
        <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
      )}
    </section>
  );
}
