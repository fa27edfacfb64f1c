import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DriveStageBadge } from "#app/components/drive/stage-badge.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDeskView } from "./clerk-desk.server.ts";

type DeskDrive = ClerkDeskView["stages"][number]["drives"][number];

interface DeskDrivesProps {
  stages: ClerkDeskView["stages"];
  /** How many are over, beside. */
  ended: number;
}

/** The drives under way, by where they stand. */
export function DeskDrives({ stages, ended }: DeskDrivesProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <section className="section" aria-labelledby="drives">
      <h2 className="h-section" id="drives">
        {t("drives.heading")}
      </h2>
      {stages.length === 0 && <EmptyState title={t("drives.empty")} />}
      <div className="desk-stages">
        {stages.map(({ stage, drives }) => (
          <section key={stage} className="panel" aria-labelledby={`stage-${stage}`}>
            <h3 className="h-sub" id={`stage-${stage}`}>
              <DriveStageBadge stage={stage} />{" "}
              <span className="muted numeric">{format.number(drives.length)}</span>
            </h3>
            <ul className="clerk-list">
              {drives.map((drive) => (
                <DeskDriveItem key={drive.id} drive={drive} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {ended > 0 && (
        <p className="small">
          <Link className="text-link" to="/drives">
            {t("drives.ended", { count: ended, amount: format.number(ended) })}
          </Link>
        </p>
      )}
    </section>
  );
}

function DeskDriveItem({ drive }: { drive: DeskDrive }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { id, title, kind, supportCount, required, objections, dueAt } = drive;
  const amounts = {
    count: supportCount,
    amount: format.number(supportCount),
    required: format.number(required),
  };
  return (
    <li>
      <Link className="text-link" to={`/clerk/drives/${id}`} lang="ko">
        {title}
      </Link>
      <p className="small muted numeric">
        {kind} · {t("drives.count", amounts)}
        {dueAt && ` · ${t("drives.due", { date: format.shortDate(dueAt) })}`}
      </p>
      {objections > 0 && (
        <p className="small">
          {t("drives.objections", { count: objections, amount: format.number(objections) })}
        </p>
      )}
    </li>
  );
}
