import { useTranslation } from "react-i18next";
import { DriveCards } from "#app/components/drive/drive-card.tsx";
import { PollCards } from "#app/components/poll/poll-card.tsx";
import type { DistrictPageData } from "./route.tsx";

/** What its people can take part in today: of the district, and of the whole space. */
export function UnderWay({ polls, drives }: DistrictPageData) {
  const { t } = useTranslation("place");
  return (
    <>
      {polls.length > 0 && (
        <section className="section" aria-labelledby="polls">
          <h2 className="h-section" id="polls">
            {t("district.polls")}
          </h2>
          <PollCards polls={polls} columns={2} heading="h3" />
        </section>
      )}
      {drives.length > 0 && (
        <section className="section" aria-labelledby="drives">
          <h2 className="h-section" id="drives">
            {t("district.drives")}
          </h2>
          <DriveCards drives={drives} columns={2} heading="h3" />
        </section>
      )}
    </>
  );
}
