import { useTranslation } from "react-i18next";

/** What an open ballot protects and what it does not, in three sentences. */
export function Protection({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation("polls");
  return (
    <section className="section" aria-labelledby="protection">
      <h2 className="h-section" id="protection">
        {t("protection.heading")}
      </h2>
      <ul className="plain-bullets">
        <li>{t("protection.office")}</li>
        <li>{t(mayChange ? "protection.changeable" : "protection.apart")}</li>
        <li>{t("protection.not")}</li>
      </ul>
    </section>
  );
}
