import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDeskView } from "./clerk-desk.server.ts";

/** Where lines on paper wait for a decision. */
export function DoubtfulDrives({ drives }: { drives: ClerkDeskView["doubtful"] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const all = drives.reduce((sum, { doubtful }) => sum + doubtful, 0);
  return (
    <section className="section" aria-labelledby="doubtful">
      <h2 className="h-section" id="doubtful">
        {t("doubtful.heading")} <span className="muted numeric">{format.number(all)}</span>
      </h2>
      {drives.length === 0 && <p className="muted">{t("doubtful.empty")}</p>}
      <ul className="clerk-list">
        {drives.map(({ id, title, doubtful }) => (
          <li key={id}>
            <Link className="text-link" to={`/clerk/drives/${id}/doubtful`} lang="ko">
              {title}
            </Link>
            <p className="small muted">
              {t("doubtful.lines", { count: doubtful, amount: format.number(doubtful) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
