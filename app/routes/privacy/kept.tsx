import { useTranslation } from "react-i18next";
import { LongPageSection } from "#app/components/long-page.tsx";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { RETENTION } from "#app/domain/retention/retention.ts";

/** What is kept of people: in which form, why, for how long. What the nightly job deletes is the same table. */
export function Kept() {
  const { t } = useTranslation("privacy");
  const format = useFormat();
  return (
    <LongPageSection id="kept" title={t("kept.title")}>
      <p className="about-lead">{t("kept.lead")}</p>
      <TableView
        ofTexts
        caption={t("kept.caption")}
        rows={RETENTION}
        rowKey={({ code }) => code}
        columns={[
          { key: "what", label: t("kept.whatHead"), cell: ({ code }) => t(`kept.what.${code}`) },
          { key: "how", label: t("kept.howHead"), cell: ({ code }) => t(`kept.how.${code}`) },
          {
            key: "long",
            label: t("kept.longHead"),
            cell: ({ code, days }) => t(`kept.long.${code}`, { days: format.number(days ?? 0) }),
          },
        ]}
      />
    </LongPageSection>
  );
}
