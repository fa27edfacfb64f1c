import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useRootData } from "./root-data.ts";

/** Where a Korean government site says that it is one, the demonstration says that it is not. */
export function Masthead() {
  const { t } = useTranslation();
  const { demonstration } = useRootData();
  if (!demonstration) return null;
  return (
    <aside id="krds-masthead" aria-label={t("demonstration.label")}>
      <div className="inner">
        <strong className="masthead-label">{t("demonstration.label")}</strong>
        <span>{t("demonstration.text")}</span> <Link to="/demo">{t("demonstration.link")}</Link>
      </div>
    </aside>
  );
}
