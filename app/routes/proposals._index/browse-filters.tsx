import { useTranslation } from "react-i18next";
import type { Choice } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import type { JourneyStep } from "#db/tables/journey.ts";

const STATUSES = ["open", "gathering", "awaiting", "answered", "forum", "closed", "withdrawn"] as const;
const ORDERS = ["newest", "agreed", "closest", "closing"] as const;

export interface Chosen {
  category?: string;
  district?: string;
  status?: (typeof STATUSES)[number];
  source?: string;
  sort?: (typeof ORDERS)[number];
  /** What a number of the dashboard is of; a list that is opened from there keeps it. */
  since?: string;
  origin?: "here";
  step?: JourneyStep;
}

export interface BrowseChoices {
  chosen: Chosen;
  categories: Choice[];
  districts: Choice[];
  /** Earlier services that proposals were brought over from. */
  sources: Choice[];
}

export function BrowseFilters({ chosen, categories, districts, sources }: BrowseChoices) {
  const { t } = useTranslation("proposals");
  const filter = (name: "category" | "district" | "status" | "source", choices: readonly Choice[]) => ({
    name,
    label: t(`filter.${name}`),
    value: chosen[name] ?? "",
    choices,
  });
  const statuses = STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) }));
  const orders = ORDERS.map((order) => ({ value: order, label: t(`order.${order}`) }));
  return (
    <FilterBar
      kept={{ since: chosen.since, origin: chosen.origin, step: chosen.step }}
      filters={[
        filter("category", categories),
        filter("district", districts),
        filter("status", statuses),
        ...(sources.length > 0 ? [filter("source", sources)] : []),
        {
          name: "sort",
          label: t("filter.sort"),
          value: chosen.sort ?? "newest",
          choices: orders,
          withoutAll: true,
        },
      ]}
    />
  );
}
