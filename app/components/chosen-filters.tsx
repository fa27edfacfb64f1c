import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CloseIcon } from "./icons.tsx";

export interface ChosenFilter {
  label: string;
  /** The parameters that say it. */
  names: readonly string[];
}

/** What a list is narrowed by, each with the same list without it. */
export function ChosenFilters({ chosen }: { chosen: readonly ChosenFilter[] }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const without = (names: readonly string[]) => {
    const rest = new URLSearchParams(search);
    for (const name of [...names, "cursor", "pages"]) rest.delete(name);
    return `${pathname}${rest.size > 0 ? `?${rest}` : ""}`;
  };
  if (chosen.length === 0) return null;
  return (
    <ul className="chosen-filters" aria-label={t("filter.chosen")}>
      {chosen.map(({ label, names }) => (
        <li key={label}>
          <Link to={without(names)} preventScrollReset>
            {label}
            <span className="sr-only"> {t("filter.remove")}</span>
            <CloseIcon size={16} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
