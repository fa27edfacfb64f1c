import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";

export function UnknownFilter() {
  const { t } = useTranslation("proposals");
  return (
    <section className="error-page page-narrow">
      <h1 className="h-page">{t("unknownFilter.title")}</h1>
      <p className="lead">{t("unknownFilter.text")}</p>
      <div className="cluster">
        <LinkButton to="/proposals">{t("empty.all")}</LinkButton>
      </div>
    </section>
  );
}
