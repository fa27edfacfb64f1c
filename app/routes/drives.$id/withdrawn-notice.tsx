import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";

/** Said once after a signature was taken back. */
export function WithdrawnNotice() {
  const { t } = useTranslation("drives");
  return (
    <Notice tone="success" live title={t("withdrawn.title")}>
      {t("withdrawn.text")}
    </Notice>
  );
}
