import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DriveStateBadge } from "#app/components/drive/state-badge.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDeskView } from "./clerk-desk.server.ts";

type DeskDrive = ClerkDeskView["states"][number]["drives"][number];

interface DeskDrivesProps {
  states: ClerkDeskView["states"];
  /** How many are over, beside. */
  ended: number;
}

/** The drives under way, by where they stand. */
export function DeskDrives({ states, ended }: DeskDrivesProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <section className="section" aria-labelledby="drives">
      <h2 className="h-section" id="drives">
        {t("drives.heading")}
      </h2>
      {states.length === 0 && <EmptyState title={t("drives.empty")} />}
      <div className="desk-states">
        {states.map(({ state, drives }) => (
          <section key={state} className="panel" aria-labelledby={`state-${state}`}>
            <h3 className="h-sub" id={`state-${state}`}>
              <DriveStateBadge state={state} />{" "}
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
  const { id, title, kind, supportCount, required, dueAt } = drive;
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
        {dueAt && (
          <>
            {" · "}
            <span className="due-words">{t("drives.due", { date: format.shortDate(dueAt) })}</span>
          </>
        )}
      </p>
    </li>
  );
}
