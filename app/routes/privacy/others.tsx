import { useTranslation } from "react-i18next";
import { LongPageSection } from "#app/components/long-page.tsx";
import { TableView } from "#app/components/table-view.tsx";

/** Who else gets to see it, and who processes it for the operator. */
export function Others({ processors }: { processors: readonly { name: string; work: string }[] }) {
  const { t } = useTranslation("privacy");
  return (
    <LongPageSection id="others" title={t("others.title")}>
      <div className="prose">
        <p>{t("others.none")}</p>
        <p>{t("others.law")}</p>
        <p>{t("others.push")}</p>
        {processors.length === 0 && <p>{t("others.nobody")}</p>}
      </div>
      {processors.length > 0 && (
        <TableView
          ofTexts
          caption={t("others.caption")}
          rows={processors}
          rowKey={({ name }) => name}
          columns={[
            { key: "who", label: t("others.who"), cell: ({ name }) => name },
            { key: "what", label: t("others.what"), cell: ({ work }) => work },
          ]}
        />
      )}
    </LongPageSection>
  );
}
