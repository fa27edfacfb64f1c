import { Link, useLocation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "./button.tsx";

interface PaginationProps {
  /** The opaque cursor of what follows; null: this is the end. */
  next: string | null;
  /** The name of the query parameter. */
  parameter?: string;
}

/** Lists go on from a cursor and know no page numbers: what was added meanwhile shifts nothing. */
export function Pagination({ next, parameter = "cursor" }: PaginationProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  const atStart = !parameters.has(parameter);
  if (next === null && atStart) return null;

  const address = (cursor: string | null) => {
    const wanted = new URLSearchParams(parameters);
    if (cursor === null) wanted.delete(parameter);
    else wanted.set(parameter, cursor);
    return `${pathname}${wanted.size > 0 ? `?${wanted}` : ""}`;
  };
  return (
    <nav className="krds-pagination" aria-label={t("pagination.label")}>
      {!atStart && (
        <Link className="text-link" to={address(null)}>
          {t("pagination.first")}
        </Link>
      )}
      {next !== null && (
        <LinkButton look="tertiary" size="medium" to={address(next)} rel="next">
          {t("pagination.more")}
        </LinkButton>
      )}
    </nav>
  );
}
