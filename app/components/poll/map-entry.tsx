import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArrowRightIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { MapTold } from "#app/domain/kinds/poll/poll-map.ts";

/** The way to a poll's opinion map, and what it says in a few words. */
export function MapEntry({ map: { statements, drawn, fewest } }: { map: MapTold }) {
  const here = useMatterHere();
  const { t } = useTranslation("polls");
  const format = useFormat();
  return (
    <section className="section stack tight" aria-labelledby="map-entry">
      <div className="section-head">
        <h2 className="h-section" id="map-entry">
          {t("map.heading")}
        </h2>
        <Link className="text-link" to={`/polls/${here}/map`}>
          {t("map.link")}
          <ArrowRightIcon size={18} />
        </Link>
      </div>
      <p className="muted">{t("map.text")}</p>
      {!drawn && (
        <p>
          {t("map.waiting", {
            count: statements,
            amount: format.number(statements),
            fewest: format.number(fewest),
          })}
        </p>
      )}
      {drawn && (
        <>
          <p>
            {drawn.groups === 1
              ? t("map.one", { people: format.number(drawn.people) })
              : t("map.groups", { people: format.number(drawn.people), groups: format.number(drawn.groups) })}
          </p>
          <dl className="facts">
            {drawn.unites !== null && (
              <>
                <dt>{t("map.unites")}</dt>
                <dd dir="auto">{drawn.unites}</dd>
              </>
            )}
            {drawn.divides !== null && (
              <>
                <dt>{t("map.divides")}</dt>
                <dd dir="auto">{drawn.divides}</dd>
              </>
            )}
          </dl>
        </>
      )}
    </section>
  );
}
