import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BellIcon } from "./icons.tsx";
import { useRootData } from "./root-data.ts";
import { useFormat } from "./use-format.ts";

/** More are counted by nobody. */
const MOST_SHOWN = 99;

/** Where notices wait, with how many are unread; nothing for who is not signed in, whose page is everybody's. */
export function Bell() {
  const { t } = useTranslation();
  const format = useFormat();
  const { viewer } = useRootData();
  if (!viewer) return null;
  const { unread } = viewer;
  const amount = unread > MOST_SHOWN ? `${format.number(MOST_SHOWN)}+` : format.number(unread);
  return (
    <Link className="header-bell" to="/me/notices">
      <BellIcon size={24} />
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {amount}
        </span>
      )}
      <span className="sr-only">
        {t("header.notices")}
        {unread > 0 && ` (${t("header.unread", { count: unread, amount })})`}
      </span>
    </Link>
  );
}
