import { useTranslation } from "react-i18next";
import { LinkButton } from "./button.tsx";

/** For a filter in the address that there is not; the way on is the page without any. */
export function UnknownFilter({ page }: { page: string }) {
  const { t } = useTranslation();
  return (
    <section className="error-page page-narrow">
      <h1 className="h-page">{t("unknownFilter.title")}</h1>
      <p className="lead">{t("unknownFilter.text")}</p>
      <div className="cluster">
        <LinkButton to={page}>{t("unknownFilter.all")}</LinkButton>
      </div>
    </section>
  );
}
