import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { DriveStageBadge } from "#app/components/drive/stage-badge.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import type { DriveStage } from "#db/tables/drive.ts";

interface DriveHeaderProps {
  drive: { id: number; title: string; kind: string; stage: DriveStage; doubtful: number };
}

/** The head of a drive's pages on the desk, and the way between them. */
export function DriveHeader({ drive: { id, title, kind, stage, doubtful } }: DriveHeaderProps) {
  const { t } = useTranslation("clerk");
  const { pathname } = useLocation();
  const overview = `/clerk/drives/${id}`;
  const decision = `${overview}/decision`;
  const tabs = [
    { to: overview, label: t("tabs.overview") },
    { to: `${overview}/paper`, label: t("tabs.paper") },
    { to: `${overview}/doubtful`, label: t("tabs.doubtful"), count: doubtful },
    { to: `${overview}/list`, label: t("tabs.list") },
    // Only while there is one to enter.
    ...(stage === "introduced" || pathname === decision
      ? [{ to: decision, label: t("decision.heading") }]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={title}
        titleLang="ko"
        crumbs={[{ label: t("title"), to: "/clerk" }, { label: title }]}
        above={
          <>
            <Badge tone="gray">{kind}</Badge>
            <DriveStageBadge stage={stage} />
          </>
        }
      />
      <Tabs label={t("tabs.label")} items={tabs.map((tab) => ({ ...tab, current: tab.to === pathname }))} />
    </>
  );
}
