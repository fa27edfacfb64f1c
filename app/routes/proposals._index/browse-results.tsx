import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { Choice } from "#app/components/field.tsx";
import { CloseIcon } from "#app/components/icons.tsx";
import { ProposalCards, type ProposalListItem } from "#app/components/proposal-card.tsx";
import type { BrowseChoices } from "./browse-filters.tsx";

/** The list, and in words what it is a list of. */
export function BrowseResults({ proposals, ...browse }: BrowseChoices & { proposals: ProposalListItem[] }) {
  const { t } = useTranslation("proposals");
  const { sort = "newest" } = browse.chosen;
  const chosen = useChosen(browse);
  return (
    <section className="section browse-results" aria-labelledby="results-heading">
      <div className="section-head">
        <h2 className="h-section" id="results-heading">
          {t("results", { order: t(`order.${sort}`) })}
        </h2>
        {chosen.length > 0 && <ChosenFilters chosen={chosen} />}
      </div>
      {(sort === "closest" || sort === "closing") && <p className="muted order-note">{t("openOnly")}</p>}
      {proposals.length > 0 ? (
        <ProposalCards proposals={proposals} />
      ) : (
        <Nothing filtered={chosen.length > 0} />
      )}
    </section>
  );
}

interface ChosenFilter {
  label: string;
  /** The same list without it. */
  without: string;
}

function useChosen({ chosen, categories, districts, sources }: BrowseChoices): ChosenFilter[] {
  const { t } = useTranslation("proposals");
  const [parameters] = useSearchParams();
  const without = (...names: string[]) => {
    const rest = new URLSearchParams(parameters);
    for (const name of [...names, "cursor"]) rest.delete(name);
    return `/proposals${rest.size > 0 ? `?${rest}` : ""}`;
  };
  const labelOf = (choices: Choice[], value: string) =>
    choices.find((choice) => choice.value === value)?.label ?? value;
  const { category, district, status, source } = chosen;
  return [
    ...(category ? [{ label: labelOf(categories, category), without: without("category") }] : []),
    ...(district ? [{ label: labelOf(districts, district), without: without("district") }] : []),
    ...(status ? [{ label: t(`status.${status}`), without: without("status", "state", "stage") }] : []),
    ...(source ? [{ label: labelOf(sources, source), without: without("source") }] : []),
  ];
}

function ChosenFilters({ chosen }: { chosen: ChosenFilter[] }) {
  const { t } = useTranslation("proposals");
  return (
    <ul className="chosen-filters" aria-label={t("chosen")}>
      {chosen.map(({ label, without }) => (
        <li key={label}>
          <Link to={without} preventScrollReset>
            {label}
            <span className="sr-only"> {t("remove")}</span>
            <CloseIcon size={16} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation("proposals");
  return filtered ? (
    <EmptyState
      title={t("empty.filtered")}
      action={
        <LinkButton look="secondary" to="/proposals">
          {t("empty.all")}
        </LinkButton>
      }
    >
      {t("empty.filteredText")}
    </EmptyState>
  ) : (
    <EmptyState
      title={t("empty.title")}
      action={
        <LinkButton look="secondary" to="/proposals/new">
          {t("empty.write")}
        </LinkButton>
      }
    >
      {t("empty.text")}
    </EmptyState>
  );
}
