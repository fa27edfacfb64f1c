import { Link, NavLink, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isBelowMatters } from "#app/domain/matter/address.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Bell } from "./bell.tsx";
import { DisplayMenu, DisplaySettings } from "./display-settings.tsx";
import { DropMenu } from "./drop-menu.tsx";
import { CloseIcon, MenuIcon, PencilIcon, SearchIcon } from "./icons.tsx";
import { LanguageSwitcher } from "./language-switcher.tsx";
import { LogoMark } from "./logo.tsx";
import { useRootData } from "./root-data.ts";
import { SearchBox } from "./search/search-box.tsx";

const MENU = [
  { to: "/proposals", key: "proposals" },
  { to: "/drives", key: "drives" },
  { to: "/forums", key: "forums" },
  { to: "/polls", key: "polls" },
  { to: "/duties", key: "duties" },
  { to: "/results", key: "results" },
] as const;

/** Lists whose primary action is to begin one. */
const OWN_ACTION: ReadonlySet<string> = new Set(["/drives", "/q"]);
/** Where somebody is at their own work: writing, their own pages, an office's desk. */
const OWN_WORK: ReadonlySet<string> = new Set([
  "drafts",
  "me",
  "acts",
  "desk",
  "clerk",
  "moderation",
  "operator",
]);

/** The header of every page. All of it works without JavaScript: the small screen's menu is a <details>. */
export function SiteHeader() {
  const { t } = useTranslation();
  const { key, pathname } = useLocation();
  // The search page has the same box, large.
  const searching = pathname === "/search";
  // A matter's page has a primary action of its own, and so have these.
  const hasOwn =
    isBelowMatters(pathname) || OWN_ACTION.has(pathname) || OWN_WORK.has(pathname.split("/")[1] ?? "");
  const write = hasOwn ? "tertiary" : "primary";
  return (
    <header id="krds-header">
      <div className="header-utility">
        <div className="inner">
          {!searching && <SearchBox look="small" label={t("header.search")} />}
          <DisplayMenu key={`display ${key}`} />
          <LanguageSwitcher />
          <Bell />
          <AccountMenu key={key} />
        </div>
      </div>
      <div className="header-main">
        <div className="inner">
          <Brand />
          <nav className="main-menu" aria-label={t("header.mainMenu")}>
            <MenuLinks />
          </nav>
          {/* Together, so that with large letters they take a row of their own. */}
          <div className="header-tools">
            {!searching && (
              <Link className="header-search" to="/search">
                <SearchIcon size={24} />
                <span className="sr-only">{t("header.search")}</span>
              </Link>
            )}
            <Bell />
            <Link className={`krds-btn ${write} medium header-write`} to="/proposals/new">
              <PencilIcon />
              <span className="when-wide">{t("header.write")}</span>
              <span className="when-narrow">{t("header.writeShort")}</span>
            </Link>
            {/* A new key for each page closes the menu after a link in it was followed. */}
            <DropMenu
              key={key}
              className="mobile-menu"
              summary={
                <>
                  <MenuIcon size={24} className="icon when-closed" />
                  <CloseIcon size={24} className="icon when-open" />
                  <span className="sr-only">{t("header.menu")}</span>
                </>
              }
            >
              <div className="mobile-menu-panel">
                <nav aria-label={t("header.menu")}>
                  <MenuLinks />
                </nav>
                <AccountMenu flat />
                <LanguageSwitcher />
                <DisplaySettings />
              </div>
            </DropMenu>
          </div>
        </div>
      </div>
    </header>
  );
}

function Brand() {
  const { t } = useTranslation();
  const { spaceName } = useRootData();
  return (
    <Link className="brand" to="/">
      <LogoMark />
      <span className="brand-name">
        <span lang="ko">공감</span> <span lang="en">Gonggam</span>
      </span>
      {spaceName && <span className="brand-space">{spaceName}</span>}
      <span className="sr-only">{t("header.home")}</span>
    </Link>
  );
}

function MenuLinks() {
  const { t } = useTranslation();
  const { hasDrives } = useRootData();
  return (
    <ul>
      {MENU.filter(({ key }) => hasDrives || key !== "drives").map(({ to, key }) => (
        <li key={to}>
          <NavLink to={to}>{t(`menu.${key}`)}</NavLink>
        </li>
      ))}
    </ul>
  );
}
