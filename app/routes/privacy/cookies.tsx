import { useTranslation } from "react-i18next";
import { LongPageSection } from "#app/components/long-page.tsx";
import { TableView } from "#app/components/table-view.tsx";

const COOKIES = ["session", "sign-in", "device", "lang", "display"] as const;

/** @param names of those that are called otherwise on every portal */
export function Cookies({ names }: { names: { session: string; device: string } }) {
  const { t } = useTranslation("privacy");
  const called: Record<(typeof COOKIES)[number], string> = {
    "sign-in": "sign-in-…, waiting-act",
    lang: "lang",
    display: "display",
    ...names,
  };
  return (
    <LongPageSection id="cookies" title={t("cookies.title")}>
      <p className="about-lead">{t("cookies.lead")}</p>
      <TableView
        ofTexts
        caption={t("cookies.caption")}
        rows={COOKIES}
        rowKey={(cookie) => cookie}
        columns={[
          { key: "name", label: t("cookies.name"), cell: (cookie) => called[cookie] },
          { key: "use", label: t("cookies.use"), cell: (cookie) => t(`cookies.of.${cookie}`) },
          { key: "long", label: t("cookies.long"), cell: (cookie) => t(`cookies.kept.${cookie}`) },
        ]}
      />
      <div className="prose about-after">
        <p>{t("cookies.refuse")}</p>
      </div>
    </LongPageSection>
  );
}
