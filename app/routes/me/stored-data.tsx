import { useTranslation } from "react-i18next";

export interface StoredDataProps {
  stored: { publicName: string; district: string | null; email: string | null };
}

/** What the portal knows of a person, and who sees it. */
export function StoredData({ stored }: StoredDataProps) {
  const { t } = useTranslation("me");
  return (
    <section className="panel" aria-labelledby="stored">
      <h2 className="h-sub" id="stored">
        {t("stored.title")}
      </h2>
      <dl className="facts stored-facts">
        <dt>{t("stored.publicName")}</dt>
        <dd>
          {stored.publicName}
          <span className="small muted">{t("stored.publicNameText")}</span>
        </dd>
        <dt>{t("stored.district")}</dt>
        <dd>
          {stored.district ?? t("stored.noDistrict")}
          <span className="small muted">{t("stored.districtText")}</span>
        </dd>
        <dt>{t("stored.email")}</dt>
        <dd>
          {stored.email ?? t("stored.noEmail")}
          <span className="small muted">{t("stored.emailText")}</span>
        </dd>
        <dt>{t("stored.sealed")}</dt>
        <dd>{t("stored.sealedText")}</dd>
        <dt>{t("stored.number")}</dt>
        <dd>{t("stored.numberText")}</dd>
        <dt>{t("stored.acts")}</dt>
        <dd>{t("stored.actsText")}</dd>
      </dl>
    </section>
  );
}
