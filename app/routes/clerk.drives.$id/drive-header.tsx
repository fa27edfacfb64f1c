import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { DriveStateBadge } from "#app/components/drive/state-badge.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import type { DriveState } from "#db/tables/drive.ts";

interface DriveHeaderProps {
  drive: {
    id: number;
    title: string;
    kind: string;
    state: DriveState;
    doubtful: number;
    /** Objections that wait for an answer. */
    objections: number;
  };
}

/** The head of a drive's pages on the desk, and the way between them. */
export function DriveHeader({ drive: { id, title, kind, state, doubtful, objections } }: DriveHeaderProps) {
  const { t } = useTranslation("clerk");
  const { pathname } = useLocation();
  const overview = `/clerk/drives/${id}`;
  const decision = `${overview}/decision`;
  // A sheet is opened from the list of them.
  const current = pathname.startsWith(`${overview}/sheets/`) ? `${overview}/paper` : pathname;
  const tabs = [
    { to: overview, label: t("tabs.overview") },
    { to: `${overview}/paper`, label: t("tabs.paper") },
    { to: `${overview}/doubtful`, label: t("tabs.doubtful"), count: doubtful },
    { to: `${overview}/objections`, label: t("tabs.objections"), count: objections },
    { to: `${overview}/list`, label: t("tabs.list") },
    // Only while there is one to enter.
    ...(state === "introduced" || pathname === decision
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
            <DriveStateBadge state={state} />
          </>
        }
      />
      <Tabs label={t("tabs.label")} items={tabs.map((tab) => ({ ...tab, current: tab.to === current }))} />
    </>
  );
}
