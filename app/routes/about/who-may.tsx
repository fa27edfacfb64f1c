import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";

const WHO = ["visitor", "citizen", "author", "officer", "mayor", "moderator", "admin"] as const;

/** Everybody's part, one line each. */
export function WhoMay() {
  const { t } = useTranslation("about");
  return (
    <section className="section" id="who" aria-labelledby="who-title">
      <h2 className="h-section" id="who-title">
        {t("who.title")}
      </h2>
      <TableView
        caption={t("who.caption")}
        rows={WHO}
        rowKey={(who) => who}
        columns={[
          { key: "who", label: t("who.whoHead"), cell: (who) => t(`who.name.${who}`) },
          { key: "may", label: t("who.mayHead"), cell: (who) => t(`who.may.${who}`) },
        ]}
      />
    </section>
  );
}
