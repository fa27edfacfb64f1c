import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { type ChosenFilter, ChosenFilters } from "#app/components/chosen-filters.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { Choice } from "#app/components/field.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { useListAddress } from "#app/components/list/list-address.ts";
import { ProposalCards } from "#app/components/proposal-card.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { BrowsePageData } from "./browse-page.server.ts";

/** The list, and in words what it is a list of. */
export function BrowseResults({ page }: { page: BrowsePageData }) {
  const { t } = useTranslation("proposals");
  const format = useFormat();
  const { proposals, following, total, exact } = page;
  const { sort } = page.chosen;
  const chosen = useChosen(page);
  const amount = format.number(total);
  return (
    <section className="section browse-results" aria-labelledby="results-heading">
      <div className="section-head">
        <h2 className="h-section" id="results-heading">
          {t(exact ? "total" : "totalAtLeast", { count: total, amount })}
          <span className="sr-only">, {t(`order.${sort}`)}</span>
        </h2>
        <ChosenFilters chosen={chosen} />
      </div>
      <div className="cluster tight follow-area">
        <MapLink {...page.chosen} />
        {FOLLOWED.map(([target, choices]) => {
          const code = page.chosen[target];
          if (!code) return null;
          return (
            <FollowButton
              key={target}
              target={target}
              code={code}
              name={labelOf(page[choices], code)}
              following={following[target]}
            />
          );
        })}
      </div>
      {page.chosen.status === null && OPEN_ONLY.has(sort) && (
        <p className="muted order-note">{t("openOnly")}</p>
      )}
      {proposals.length > 0 ? (
        <ProposalCards id="proposals" proposals={proposals} />
      ) : (
        <Nothing page={page} chosen={chosen} />
      )}
    </section>
  );
}

const OPEN_ONLY: ReadonlySet<string> = new Set(["trending", "closest", "closing"]);

/** The same category and district, as pins. */
function MapLink({ category, district }: { category?: string | undefined; district?: string | undefined }) {
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

const labelOf = (choices: readonly Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? value;

function useChosen({ chosen, categories, districts }: BrowsePageData): ChosenFilter[] {
  const { t } = useTranslation("proposals");
  const { t: results } = useTranslation("results");
  const format = useFormat();
  const { category, district, source, since, origin, step } = chosen;
  return [
    category && { label: labelOf(categories, category), names: ["category"] },
    district && { label: labelOf(districts, district), names: ["district"] },
    source && { label: source, names: ["source"] },
    step && { label: results(`flow.step.${step}`), names: ["step"] },
    since && {
      label: t("filter.since", { date: format.shortDate(`${since}T00:00:00+09:00`) }),
      names: ["since"],
    },
    origin && { label: t("filter.own"), names: ["origin"] },
  ].filter((filter) => filter !== undefined && filter !== "");
}

/** Which choice is in the way, with how many there would be without it; or that there is nothing at all yet. */
function Nothing({ page, chosen }: { page: BrowsePageData; chosen: readonly ChosenFilter[] }) {
  const { t } = useTranslation("proposals");
  const format = useFormat();
  const addressOf = useListAddress();
  const { counts } = page;
  const all = page.statuses.find(({ status }) => status === "all")?.count ?? 0;
  const looser = chosen
    .map(({ label, names: [name = ""] }) => ({
      label,
      to: addressOf({ [name]: null }),
      count: counts && (name === "category" || name === "district") ? counts.without[name] : null,
    }))
    .filter(({ count }) => count !== 0);
  if (chosen.length === 0 && all === 0 && page.chosen.status !== null)
    return (
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
  return (
    <EmptyState
      title={t("empty.filtered")}
      action={
        <LinkButton look="secondary" to="/proposals?status=all">
          {t("empty.all")}
        </LinkButton>
      }
    >
      <ul className="looser">
        {looser.map(({ label, to, count }) => (
          <li key={label}>
            <Link className="text-link" to={to} preventScrollReset>
              {count === null
                ? t("empty.without", { filter: label })
                : t("empty.withoutCount", { filter: label, count, amount: format.number(count) })}
            </Link>
          </li>
        ))}
        {all > 0 && page.chosen.status !== "all" && (
          <li>
            <Link className="text-link" to={addressOf({ status: "all", sort: null })} preventScrollReset>
              {t("empty.anyStatus", { count: all, amount: format.number(all) })}
            </Link>
          </li>
        )}
      </ul>
    </EmptyState>
  );
}
