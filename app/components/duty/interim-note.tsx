import { useTranslation } from "react-i18next";
import { useFormat } from "../use-format.ts";

/** That the last reply is interim, and when the next one comes. */
export function InterimNote({ nextDate }: { nextDate: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (nextDate === null) return null;
  return (
    <p className="interim-note">
      <time dateTime={nextDate}>{t("due.interim", { date: format.date(nextDate) })}</time>
    </p>
  );
}
