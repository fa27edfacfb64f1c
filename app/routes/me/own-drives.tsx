import { useTranslation } from "react-i18next";
import { UnfinishedApplications } from "#app/components/apply/unfinished-applications.tsx";
import { DriveCards, type DriveListItem } from "#app/components/drive/drive-card.tsx";

export interface OwnDrivesProps {
  applications: Parameters<typeof UnfinishedApplications>[0]["applications"];
  signed: readonly DriveListItem[];
}

/** What a person applied for or helps with, and what they signed. */
export function OwnDrives({ applications, signed }: OwnDrivesProps) {
  const { t } = useTranslation("drives");
  return (
    <>
      <UnfinishedApplications applications={applications} />
      {signed.length > 0 && (
        <>
          <h3 className="h-sub own-signed">{t("me.signed")}</h3>
          <DriveCards drives={signed} heading="h3" />
        </>
      )}
    </>
  );
}
