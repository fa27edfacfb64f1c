import { useTranslation } from "react-i18next";

const PROVEN = ["lines", "texts", "receipts"] as const;
const UNSEEN = ["invented", "left-out", "old"] as const;

/** What the ledger proves to anybody, what only its operator can check, and what nobody sees from outside. */
export function WhatIsProven() {
  const { t } = useTranslation("ledger");
  return (
    <section className="panel stack" aria-labelledby="ledger-proof">
      <h2 className="h-sub" id="ledger-proof">
        {t("proof.heading")}
      </h2>
      <p>{t("proof.lead")}</p>
      <ul className="check-steps">
        {PROVEN.map((item) => (
          <li key={item}>{t(`proof.items.${item}`)}</li>
        ))}
      </ul>
      <p>{t("proof.inside")}</p>
      <h3 className="h-sub" id="ledger-unseen">
        {t("proof.limits.heading")}
      </h3>
      <ul className="check-steps">
        {UNSEEN.map((item) => (
          <li key={item}>{t(`proof.limits.${item}`)}</li>
        ))}
      </ul>
    </section>
  );
}
