import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LogoMark } from "./logo.tsx";
import { useRootData } from "./root-data.ts";
import { useSpacePath } from "./space-path.ts";

export function SiteFooter() {
  const { t } = useTranslation();
  const within = useSpacePath();
  const { spaceName, contact, hasDrives } = useRootData();
  return (
    <footer id="krds-footer">
      <div className="inner">
        <div className="footer-about">
          <p className="footer-brand">
            <LogoMark size={28} />
            {t("site.name")}
            {spaceName && <span className="brand-space">{spaceName}</span>}
          </p>
          <p>{t("footer.note")}</p>
        </div>
        <nav className="footer-menu" aria-label={t("footer.label")}>
          <div className="footer-participate">
            <p className="footer-heading">{t("footer.participate")}</p>
            <ul>
              <li>
                <Link to="/proposals">{t("menu.proposals")}</Link>
              </li>
              {hasDrives && (
                <li>
                  <Link to="/drives">{t("menu.drives")}</Link>
                </li>
              )}
              <li>
                <Link to="/forums">{t("menu.forums")}</Link>
              </li>
              <li>
                <Link to="/polls">{t("menu.polls")}</Link>
              </li>
              {hasDrives && (
                <li>
                  <Link to="/votes">{t("menu.votes")}</Link>
                </li>
              )}
              <li>
                <Link to="/q">{t("menu.quick")}</Link>
              </li>
              <li>
                <Link to="/duties">{t("menu.duties")}</Link>
              </li>
            </ul>
          </div>
          <div>
            <p className="footer-heading">{t("footer.trust")}</p>
            <ul>
              <li>
                <Link to="/rules">{t("footer.rules")}</Link>
              </li>
              <li>
                <Link to="/ledger">{t("footer.ledger")}</Link>
              </li>
              {hasDrives && (
                <li>
                  <Link to="/receipts">{t("footer.receipts")}</Link>
                </li>
              )}
              <li>
                <Link to="/data">{t("footer.data")}</Link>
              </li>
              <li>
                <a href={within("/api/v1/openapi.json")}>{t("footer.api")}</a>
              </li>
            </ul>
          </div>
          <div>
            <p className="footer-heading">{t("footer.help")}</p>
            <ul>
              <li>
                <Link to="/about">{t("footer.about")}</Link>
              </li>
              <li>
                <Link to="/spaces">{t("footer.spaces")}</Link>
              </li>
              <li>
                <Link to="/privacy">
                  <strong>{t("footer.privacy")}</strong>
                </Link>
              </li>
              <li>
                <Link to="/accessibility">{t("footer.accessibility")}</Link>
              </li>
            </ul>
          </div>
        </nav>
        <div className="footer-identifier">
          {spaceName && <p className="identifier-says">{t("footer.identifier", { space: spaceName })}</p>}
          {contact && (
            <address>
              <span>{contact.address}</span>
              <span>
                {t("footer.phone")}{" "}
                <a href={`tel:${contact.phone.replace(/[^0-9+]/g, "")}`}>{contact.phone}</a>
              </span>
              <span>
                {t("footer.email")} <a href={`mailto:${contact.email}`}>{contact.email}</a>
              </span>
            </address>
          )}
          <p className="footer-source">{t("footer.source")}</p>
        </div>
      </div>
    </footer>
  );
}
