import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";

/** That the drive led to a residents' vote, and the way to it. */
export function VoteNotice({ vote: { id, day } }: { vote: { id: number; day: string } }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  return (
    <Notice title={t("ofDrive.title")}>
      <Link className="text-link" to={`/votes/${id}`}>
        {t("ofDrive.link", { date: format.date(day) })}
      </Link>
    </Notice>
  );
}
