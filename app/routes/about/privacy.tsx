import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";

const KEPT = ["number", "name", "sealed", "district", "acts", "drafts", "session", "logs"] as const;

/** What is kept of people: in which form, why, for how long. */
export function Privacy({ space }: { space: string }) {
  const { t } = useTranslation("about");
  return (
    <section className="section" id="privacy" aria-labelledby="privacy-title">
      <h2 className="h-section" id="privacy-title">
        {t("privacy.title")}
      </h2>
      <p className="about-lead">{t("privacy.lead")}</p>
      <TableView
        caption={t("privacy.caption")}
        rows={KEPT}
        rowKey={(kept) => kept}
        columns={[
          { key: "what", label: t("privacy.whatHead"), cell: (kept) => t(`privacy.what.${kept}`) },
          { key: "how", label: t("privacy.howHead"), cell: (kept) => t(`privacy.how.${kept}`) },
          { key: "long", label: t("privacy.longHead"), cell: (kept) => t(`privacy.long.${kept}`) },
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
