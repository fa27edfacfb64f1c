import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { forgetAllTyped } from "#app/components/kept/form-copy.ts";
import { DropMenu } from "./drop-menu.tsx";
import { ChevronDownIcon, UserIcon } from "./icons.tsx";
import { useRootData } from "./root-data.ts";
import { useSpacePath } from "./space-path.ts";

interface AccountMenuProps {
  /** As plain links, inside the small screen's menu. */
  flat?: boolean;
}

/** Signing in, or what the person who is signed in may open. */
export function AccountMenu({ flat = false }: AccountMenuProps) {
  const { t } = useTranslation();
  const { viewer } = useRootData();
  const { pathname, search } = useLocation();
  const within = useSpacePath();

  if (!viewer) {
    return (
      <a
        className="account-link"
        href={within(`/auth/sign-in?returnTo=${encodeURIComponent(pathname + search)}`)}
      >
        <UserIcon />
        {t("header.signIn")}
      </a>
    );
  }
  if (flat) {
    return (
      <div className="account-flat">
        <p className="account-name">
          <UserIcon />
          {viewer.publicName}
        </p>
        <AccountLinks />
      </div>
    );
  }
  return (
    <DropMenu
      className="account-menu"
      summary={
        <>
          <UserIcon />
          <span className="sr-only">{t("header.account")}: </span>
          {viewer.publicName}
          <ChevronDownIcon size={16} />
        </>
      }
    >
      <AccountLinks />
    </DropMenu>
  );
}

function AccountLinks() {
  const { t } = useTranslation();
  const within = useSpacePath();
  const { viewer } = useRootData();
  const worksAtDesk = viewer?.roles.some(
    (role) => role === "officer" || role === "mayor" || role === "head" || role === "admin",
  );
  const writesPolls = viewer?.roles.some((role) => role === "officer" || role === "mayor" || role === "head");
  const isClerk = viewer?.roles.includes("clerk");
  const operates = viewer?.roles.includes("admin");
  const judges = operates || viewer?.roles.includes("moderator");
  return (
    <ul className="account-links">
      <li>
        <Link to="/me">{t("header.me")}</Link>
      </li>
      {worksAtDesk && (
        <li>
          <Link to="/desk">{t("header.desk")}</Link>
        </li>
      )}
      {writesPolls && (
        <li>
          <Link to="/desk/polls">{t("header.deskPolls")}</Link>
        </li>
      )}
      {isClerk && (
        <li>
          <Link to="/clerk">{t("header.clerk")}</Link>
        </li>
      )}
      {judges && (
        <li>
          <Link to="/moderation/duplicates">{t("header.duplicates")}</Link>
        </li>
      )}
      {judges && (
        <li>
          <Link to="/moderation/reports">{t("header.reported")}</Link>
        </li>
      )}
      {operates && (
        <>
          <li>
            <Link to="/operator/search-words">{t("header.searchWords")}</Link>
          </li>
          <li>
            <Link to="/operator/keys">{t("header.keys")}</Link>
          </li>
          <li>
            <Link to="/operator/map">{t("header.map")}</Link>
          </li>
        </>
      )}
      <li>
        {/* A document request on purpose: nothing that belongs to the person stays in the page's memory. */}
        <form method="post" action={within("/auth/sign-out")} onSubmit={forgetAllTyped}>
          <button type="submit">{t("header.signOut")}</button>
        </form>
      </li>
    </ul>
  );
}
