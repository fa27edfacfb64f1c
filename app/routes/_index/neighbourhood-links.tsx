import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArrowRightIcon } from "#app/components/icons.tsx";

/** The way to what is near. */
export function NeighbourhoodLinks() {
  const { t } = useTranslation("home");
  return (
    <div className="cluster neighbourhood-links">
      <strong>{t("neighbourhood.title")}</strong>
      <Link className="text-link" to="/neighbourhood">
        {t("neighbourhood.link")}
        <ArrowRightIcon size={18} />
      </Link>
      <Link className="text-link" to="/map">
        {t("neighbourhood.map")}
        <ArrowRightIcon size={18} />
      </Link>
    </div>
  );
}
