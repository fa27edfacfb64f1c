import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Why the count and the dates can be believed. */
export function Honesty() {
  const { t } = useTranslation("about");
  return (
    <section className="section" id="honesty" aria-labelledby="honesty-title">
      <h2 className="h-section" id="honesty-title">
        {t("honesty.title")}
      </h2>
      <div className="prose">
        <ul>
          <li>{t("honesty.once")}</li>
          <li>{t("honesty.chain")}</li>
          <li>{t("honesty.rules")}</li>
          <li>{t("honesty.versions")}</li>
        </ul>
      </div>
      <p className="cluster about-links">
        <Link className="text-link" to="/ledger">
          {t("honesty.ledgerLink")}
        </Link>
        <Link className="text-link" to="/rules">
          {t("honesty.rulesLink")}
        </Link>
      </p>
    </section>
  );
}
