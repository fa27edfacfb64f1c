import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Inside } from "#app/domain/report/report.ts";
import { useMatterHere } from "./matter-here.ts";

interface ReportLinkProps {
  /** What of the matter is meant; left out: the matter itself. */
  of?: Inside;
  /** What tells the link from the others of a page to who does not see where it stands. */
  about?: string;
}

/** The way to report what stands here to the moderators. */
export function ReportLink({ of = {}, about }: ReportLinkProps) {
  const here = useMatterHere();
  const { t } = useTranslation();
  const query = Object.entries(of).map(([name, id]) => `?${name}=${id}`);
  return (
    <Link className="text-link small" to={`/matters/${here}/report${query.join("")}`} rel="nofollow">
      {t("report")}
      {about !== undefined && <span className="sr-only">: {about}</span>}
    </Link>
  );
}
