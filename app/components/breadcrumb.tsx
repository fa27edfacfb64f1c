import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  to?: string;
}

/** Home comes by itself. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  const { t } = useTranslation();
  return (
    <nav className="krds-breadcrumb-wrap" aria-label={t("breadcrumb.label")}>
      <ol className="breadcrumb">
        <li className="home">
          <Link className="txt" to="/">
            {t("breadcrumb.home")}
          </Link>
        </li>
        {items.map(({ label, to }) => (
          <li key={label}>
            {to ? (
              <Link className="txt" to={to}>
                {label}
              </Link>
            ) : (
              <span className="txt" aria-current="page">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
