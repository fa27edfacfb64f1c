import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDeskView } from "./clerk-desk.server.ts";

interface WaitingDrivesProps {
  what: "doubtful" | "objections";
  /** Those where something of it waits. */
  drives: ClerkDeskView["doubtful"];
}

/** Where lines on paper wait for a decision, or objections for an answer. */
export function WaitingDrives({ what, drives }: WaitingDrivesProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const all = drives.reduce((sum, drive) => sum + drive[what], 0);
  return (
    <section className="panel" aria-labelledby={what}>
      <h3 className="h-sub" id={what}>
        {t(`${what}.waiting`)} <span className="muted numeric">{format.number(all)}</span>
      </h3>
      <ul className="clerk-list">
        {drives.map((drive) => (
          <li key={drive.id}>
            <Link className="text-link" to={`/clerk/drives/${drive.id}/${what}`} lang="ko">
              {drive.title}
            </Link>
            <p className="small muted">
              {t(`${what}.amount`, { count: drive[what], amount: format.number(drive[what]) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
