import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** A thin line at the top while the next page is on its way. CSS shows it only after a moment: most are quicker. */
export function PendingBar() {
  const { t } = useTranslation();
  const pending = useNavigation().state !== "idle";
  return (
    <div className={pending ? "pending-bar is-pending" : "pending-bar"}>
      <span className="sr-only" role="status">
        {pending ? t("pending") : ""}
      </span>
    </div>
  );
}
