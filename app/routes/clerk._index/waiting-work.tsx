import { useTranslation } from "react-i18next";
import { AbuseSigns } from "#app/components/clerk/abuse-signs.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { ClerkDeskView } from "./clerk-desk.server.ts";
import { WaitingApplications } from "./waiting-applications.tsx";
import { WaitingDrives } from "./waiting-drives.tsx";

/** What somebody at the desk can do now, before all that only has a day. */
export function WaitingWork({ desk }: { desk: ClerkDeskView }) {
  const { t } = useTranslation("clerk");
  const { applications, doubtful, objected, signs } = desk;
  const waits = [applications, doubtful, objected, signs].some((list) => list.length > 0);
  return (
    <section className="section stack" aria-labelledby="now">
      <h2 className="h-section" id="now">
        {t("now.heading")}
      </h2>
      {!waits && <EmptyState title={t("now.empty")} />}
      <div className="desk-waiting">
        {applications.length > 0 && <WaitingApplications applications={applications} />}
        {doubtful.length > 0 && <WaitingDrives what="doubtful" drives={doubtful} />}
        {objected.length > 0 && <WaitingDrives what="objections" drives={objected} />}
        {signs.length > 0 && <AbuseSigns signs={signs} action="/clerk" className="panel" heading="h3" />}
      </div>
    </section>
  );
}
