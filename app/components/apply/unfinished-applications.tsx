import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ApplicationState } from "#db/tables/application.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { DriveStateBadge } from "../drive/state-badge.tsx";

interface UnfinishedApplicationsProps {
  applications: readonly {
    id: number;
    title: string;
    kind: string;
    state: ApplicationState;
    /** Of the drive that came of it. */
    driveState: DriveState | null;
    updatedAt: string;
  }[];
}

/** A person's own applications, and those they help with, to go on with. */
export function UnfinishedApplications({ applications }: UnfinishedApplicationsProps) {
  const { t } = useTranslation("apply");
  const format = useFormat();
  if (applications.length === 0) return null;
  return (
    <section className="panel tinted own-applications" aria-labelledby="own-applications">
      <h2 className="h-sub" id="own-applications">
        {t("new.own")}
      </h2>
      <ul className="link-rows">
        {applications.map(({ id, title, kind, state, driveState, updatedAt }) => (
          <li key={id}>
            <Link to={`/drives/applications/${id}`}>{title || t("untitled")}</Link>
            <span className="cluster tight">
              {driveState ? (
                <DriveStateBadge state={driveState} />
              ) : (
                <Badge tone={state === "correction" ? "warning" : "gray"}>{t(`state.${state}.badge`)}</Badge>
              )}
              <span className="muted small">
                {kind} · {format.date(updatedAt)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
