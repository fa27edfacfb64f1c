import { useTranslation } from "react-i18next";
import type { DriveStage } from "#db/tables/drive.ts";
import { Badge } from "../badge.tsx";
import { DriveStageBadge } from "../drive/stage-badge.tsx";
import { PageHeader } from "../page-header.tsx";
import { Tabs } from "../tabs.tsx";

export const CLERK_VIEWS = ["overview", "paper", "doubtful", "list"] as const;
export type ClerkView = (typeof CLERK_VIEWS)[number];

interface DriveHeaderProps {
  drive: { id: number; title: string; kind: string; stage: DriveStage; doubtful: number };
  view: ClerkView;
}

/** The head of a drive's pages on the desk, and the way between them. */
export function DriveHeader({ drive: { id, title, kind, stage, doubtful }, view }: DriveHeaderProps) {
  const { t } = useTranslation("clerk");
  const path = `/clerk/drives/${id}`;
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
      <Tabs
        label={t("tabs.label")}
        items={CLERK_VIEWS.map((one) => ({
          to: one === "overview" ? path : `${path}/${one}`,
          label: t(`tabs.${one}`),
          current: one === view,
          count: one === "doubtful" ? doubtful : undefined,
        }))}
      />
    </>
  );
}
