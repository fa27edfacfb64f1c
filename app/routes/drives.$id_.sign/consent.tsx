import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";

export interface KeepData {
  years: number;
  after: "ended" | "handed-in";
}

/** What is stored of a signer, what for, who sees it, for how long: that they may refuse: before they agree (PIPA 15). */
export function Consent({ keepData }: { keepData: KeepData }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { years, after } = keepData;
  return (
    <section aria-labelledby="consent">
      <h2 className="h-section" id="consent">
        {t("consent.heading")}
      </h2>
      <dl className="consent-facts">
        <dt>{t("consent.what")}</dt>
        <dd>{t("consent.whatText")}</dd>
        <dt>{t("consent.why")}</dt>
        <dd>{t("consent.whyText")}</dd>
        <dt>{t("consent.who")}</dt>
        <dd>{t("consent.whoText")}</dd>
        <dt>{t("consent.long")}</dt>
        <dd>
          {years === 0
            ? t(`consent.atOnce.${after}`)
            : t(`consent.years.${after}`, { count: years, amount: format.number(years) })}
        </dd>
        <dt>{t("consent.refusal")}</dt>
        <dd>{t("consent.refusalText")}</dd>
      </dl>
    </section>
  );
}
