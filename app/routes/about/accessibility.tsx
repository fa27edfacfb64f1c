import { useTranslation } from "react-i18next";

export function Accessibility() {
  const { t } = useTranslation("about");
  return (
    <section className="section" id="accessibility" aria-labelledby="accessibility-title">
      <h2 className="h-section" id="accessibility-title">
        {t("accessibility.title")}
      </h2>
      <div className="prose">
        <p>{t("accessibility.lead")}</p>
        <ul>
          <li>{t("accessibility.keyboard")}</li>
          <li>{t("accessibility.charts")}</li>
          <li>{t("accessibility.script")}</li>
          <li>{t("accessibility.preferences")}</li>
        </ul>
        <p>{t("accessibility.tell")}</p>
      </div>
    </section>
  );
}
