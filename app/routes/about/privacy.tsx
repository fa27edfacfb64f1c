import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { RETENTION } from "#app/domain/retention/retention.ts";

/** What is kept of people: in which form, why, for how long. */
export function Privacy({ space }: { space: string }) {
  const { t } = useTranslation("about");
  const format = useFormat();
  return (
    <section className="section" id="privacy" aria-labelledby="privacy-title">
      <h2 className="h-section" id="privacy-title">
        {t("privacy.title")}
      </h2>
      <p className="about-lead">{t("privacy.lead")}</p>
      <TableView
        ofTexts
        caption={t("privacy.caption")}
        rows={RETENTION}
        rowKey={({ code }) => code}
        columns={[
          { key: "what", label: t("privacy.whatHead"), cell: ({ code }) => t(`privacy.what.${code}`) },
          { key: "how", label: t("privacy.howHead"), cell: ({ code }) => t(`privacy.how.${code}`) },
          {
            key: "long",
            label: t("privacy.longHead"),
            cell: ({ code, days }) => t(`privacy.long.${code}`, { days: format.number(days ?? 0) }),
          },
        ]}
      />
      <div className="prose about-after">
        <p>{t("privacy.nothingElse")}</p>
        <p>{t("privacy.rights", { space })}</p>
      </div>
      <p className="about-links">
        <Link className="text-link" to="/me?show=settings">
          {t("privacy.own")}
        </Link>
      </p>
    </section>
  );
}
