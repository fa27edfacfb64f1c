import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ApplicationView } from "#app/domain/kinds/drive/application-view.ts";

const TONES = {
  draft: "info",
  submitted: "info",
  correction: "warning",
  certified: "success",
  refused: "danger",
  withdrawn: "info",
} as const;

/** Where an application stands, and what its representative can do about it. */
export function ApplicationStatus({ application }: { application: ApplicationView }) {
  const { t } = useTranslation("apply");
  const format = useFormat();
  const { state, submittedAt, decidedAt, clerkNote, driveId } = application;
  const at = state === "submitted" ? submittedAt : decidedAt;
  return (
    <Notice tone={TONES[state]} title={t(`state.${state}.title`)}>
      <div className="stack tight">
        <p>{t(`state.${state}.text`, { date: at ? format.date(at) : "" })}</p>
        {clerkNote && (state === "correction" || state === "refused") && (
          <blockquote className="clerk-note">
            <p lang="ko">{clerkNote}</p>
            <footer>{t("state.clerk")}</footer>
          </blockquote>
        )}
        {driveId !== null && (
          <p>
            <Link className="text-link" to={`/drives/${driveId}`}>
              {t("state.toDrive")}
            </Link>
          </p>
        )}
      </div>
    </Notice>
  );
}
