import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDeskView } from "./clerk-desk.server.ts";

/** Applications that wait for a certificate, the longest first. */
export function WaitingApplications({ applications }: Pick<ClerkDeskView, "applications">) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <section className="panel" aria-labelledby="applications">
      <h3 className="h-sub" id="applications">
        {t("applications.heading")}{" "}
        <span className="muted numeric">{format.number(applications.length)}</span>
      </h3>
      <ul className="clerk-list">
        {applications.map(({ id, title, kind, representative, submittedAt }) => (
          <li key={id}>
            <Link className="text-link" to={`/clerk/applications/${id}`} lang="ko">
              {title}
            </Link>
            <p className="small muted">
              {kind} · {representative}
              {submittedAt && ` · ${format.relativeDays(submittedAt)}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
