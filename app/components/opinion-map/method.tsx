import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { DrawnMap } from "./map-view.tsx";

/** How the map was made and of what, for whoever wants to know or to compute it again. */
export function Method({ map }: { map: DrawnMap }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const { people, counted, enough, madeAt, variance, silhouette } = map;
  return (
    <section className="section" aria-labelledby="method">
      <details className="fold">
        <summary>
          <h2 className="h-sub" id="method">
            {t("method.heading")}
          </h2>
        </summary>
        <ul className="plain-list">
          <li>
            {t("method.people", {
              count: people,
              amount: format.number(people),
              enough: format.number(enough),
              date: format.dateTime(madeAt),
            })}
          </li>
          {counted < people && (
            <li>{t("method.drawn", { people: format.number(people), amount: format.number(counted) })}</li>
          )}
          <li>{t("method.votes")}</li>
          <li>{t("method.axes", { variance: format.percent(variance[0] + variance[1]) })}</li>
          {silhouette !== null && <li>{t("method.groups", { silhouette: silhouette.toFixed(2) })}</li>}
          <li>{t("method.private")}</li>
          <li>{t("method.limits")}</li>
        </ul>
      </details>
    </section>
  );
}
