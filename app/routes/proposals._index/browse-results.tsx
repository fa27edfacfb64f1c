import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { type ChosenFilter, ChosenFilters } from "#app/components/chosen-filters.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { Choice } from "#app/components/field.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { ProposalCards, type ProposalListItem } from "#app/components/proposal-card.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { BrowseChoices } from "./browse-filters.tsx";

interface BrowseResultsProps extends BrowseChoices {
  proposals: ProposalListItem[];
  /** Whether the reader follows what the list is narrowed to; null: nobody is signed in. */
  following: { category: boolean | null; district: boolean | null };
}

/** The list, and in words what it is a list of. */
export function BrowseResults({ proposals, following, ...browse }: BrowseResultsProps) {
  const { t } = useTranslation("proposals");
  const { sort = "newest" } = browse.chosen;
  const chosen = useChosen(browse);
  return (
    <section className="section browse-results" aria-labelledby="results-heading">
      <div className="section-head">
        <h2 className="h-section" id="results-heading">
          {t("results", { order: t(`order.${sort}`) })}
        </h2>
        <ChosenFilters chosen={chosen} />
      </div>
      <div className="cluster tight follow-area">
        <MapLink {...browse.chosen} />
        {FOLLOWED.map(([target, choices]) => {
          const code = browse.chosen[target];
          if (!code) return null;
          const name = labelOf(browse[choices], code);
          return (
            <FollowButton
              key={target}
              target={target}
              code={code}
              name={name}
              following={following[target]}
            />
          );
        })}
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

/** The same category and district, as pins. */
function MapLink({ category, district }: BrowseChoices["chosen"]) {
  const { t } = useTranslation("proposals");
  const query = new URLSearchParams({ ...(category && { category }), ...(district && { district }) });
  return (
    <Link className="text-link" to={query.size > 0 ? `/map?${query}` : "/map"}>
      {t("place.map")}
    </Link>
  );
}

/** What of the filters can be followed. */
const FOLLOWED = [
  ["category", "categories"],
  ["district", "districts"],
] as const;

const labelOf = (choices: Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? value;

function useChosen({ chosen, categories, districts, sources }: BrowseChoices): ChosenFilter[] {
  const { t } = useTranslation("proposals");
  const { t: results } = useTranslation("results");
  const format = useFormat();
  const { category, district, status, source, since, origin, step } = chosen;
  return [
    category && { label: labelOf(categories, category), names: ["category"] },
    district && { label: labelOf(districts, district), names: ["district"] },
    status && { label: t(`status.${status}`), names: ["status", "state", "stage"] },
    source && { label: labelOf(sources, source), names: ["source"] },
    step && { label: results(`flow.step.${step}`), names: ["step"] },
    since && {
      label: t("filter.since", { date: format.shortDate(`${since}T00:00:00+09:00`) }),
      names: ["since"],
    },
    origin && { label: t("filter.own"), names: ["origin"] },
  ].filter((filter) => filter !== undefined && filter !== "");
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
