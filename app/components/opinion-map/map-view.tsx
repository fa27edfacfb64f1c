import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionMapView } from "#app/domain/opinion-map/read-map.ts";
import { Findings } from "./findings.tsx";
import { Groups } from "./groups.tsx";
import { Method } from "./method.tsx";

type FewVoices = Extract<OpinionMapView["map"], { state: "few" }>;
export type DrawnMap = Extract<OpinionMapView["map"], { state: "drawn" }>;

interface MapViewProps {
  map: OpinionMapView["map"];
  statements: OpinionMapView["statements"];
  own: OpinionMapView["own"];
  open: boolean;
}

/** What unites, what divides, who stands near whom; or how many are lacking for it. */
export function MapView({ map, statements, own, open }: MapViewProps) {
  const { t } = useTranslation("map");
  if (map.state === "few") return <Lacking map={map} open={open} />;
  const bodies = new Map(statements.map(({ id, body }) => [id, body ?? ""]));
  return (
    <>
      <Findings
        id="unites"
        heading={t("unites.heading")}
        lead={t("unites.lead")}
        none={t("unites.none")}
        ids={map.uniting}
        counted={map.statements}
        bodies={bodies}
      />
      <Findings
        id="divides"
        heading={t("divides.heading")}
        lead={t("divides.lead")}
        none={t("divides.none")}
        ids={map.dividing}
        counted={map.statements}
        bodies={bodies}
      />
      <Groups map={map} own={own} open={open} bodies={bodies} />
      <Method map={map} />
    </>
  );
}

function Lacking({ map: { lacking, enough }, open }: { map: FewVoices; open: boolean }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const { people, statements } = lacking;
  return (
    <section className="section" aria-label={t("few.title")}>
      <EmptyState title={t("few.title")}>
        {!open && <p>{t("few.closed")}</p>}
        {open && statements > 0 && (
          <p>{t("few.statements", { count: statements, amount: format.number(statements) })}</p>
        )}
        {open && people > 0 && (
          <p>
            {t("few.people", {
              count: people,
              amount: format.number(people),
              enough: format.number(enough),
            })}
          </p>
        )}
        {open && people === 0 && statements === 0 && <p>{t("few.soon")}</p>}
      </EmptyState>
    </section>
  );
}
