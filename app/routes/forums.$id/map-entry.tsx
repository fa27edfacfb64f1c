import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArrowRightIcon } from "#app/components/icons.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";

/** The way to the forum's opinion map. */
export function MapEntry() {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  return (
    <section className="section" aria-labelledby="map-entry">
      <div className="section-head">
        <h2 className="h-section" id="map-entry">
          {t("map.heading")}
        </h2>
        <Link className="text-link" to={`/forums/${here}/map`}>
          {t("map.link")}
          <ArrowRightIcon size={18} />
        </Link>
      </div>
      <p className="muted">{t("map.text")}</p>
    </section>
  );
}
