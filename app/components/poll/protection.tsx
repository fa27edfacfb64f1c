import { useTranslation } from "react-i18next";

/** What an open ballot protects and what it does not, in a few sentences. */
export function Protection({ mayChange, paged = false }: { mayChange: boolean; paged?: boolean }) {
  const { t } = useTranslation("polls");
  const { t: ballot } = useTranslation("ballot");
  return (
    <section className="section" aria-labelledby="protection">
      <h2 className="h-section" id="protection">
        {t("protection.heading")}
      </h2>
      <ul className="plain-bullets">
        <li>{t("protection.office")}</li>
        <li>{t(mayChange ? "protection.changeable" : "protection.apart")}</li>
        {paged && <li>{ballot("protection")}</li>}
        <li>{t("protection.not")}</li>
      </ul>
    </section>
  );
}
