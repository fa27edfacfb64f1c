import { useTranslation } from "react-i18next";
import { CategoryIcon } from "#app/components/category-art.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { ChoiceChips } from "#app/components/list/choice-chips.tsx";
import { useListAddress } from "#app/components/list/list-address.ts";
import { OrderLinks } from "#app/components/list/order-links.tsx";
import type { BrowsePageData } from "./browse-page.server.ts";

/** The two that are always there; any other without a proposal has no chip, unless it is chosen. */
const ALWAYS: ReadonlySet<string> = new Set(["open", "all"]);

/** How the list is narrowed: by what each choice leaves, in numbers, and by where. */
export function BrowseFilters({ page }: { page: BrowsePageData }) {
  const { t } = useTranslation("proposals");
  const { t: common } = useTranslation();
  const addressOf = useListAddress();
  const { chosen, counts, categories, districts, sources, orders } = page;
  const filter = (name: "district" | "source", choices: typeof districts) => ({
    name,
    label: t(`filter.${name}`),
    value: chosen[name] ?? "",
    choices,
  });
  const ofCategory = (code: string) => counts && (counts.categories[code] ?? 0);
  return (
    <div className="list-filters">
      <ChoiceChips
        label={t("filter.status")}
        chips={page.statuses
          .map(({ status, count }) => ({ status, count, current: status === chosen.status }))
          .filter(({ status, count, current }) => current || ALWAYS.has(status) || count !== 0)
          .map(({ status, count, current }) => ({
            // Another order may mean nothing there.
            to: addressOf({
              status: status === "open" ? null : status,
              state: null,
              stage: null,
              sort: null,
            }),
            label: t(`status.${status}`),
            current,
            count: count ?? undefined,
          }))}
      />
      <ChoiceChips
        even
        label={t("filter.category")}
        chips={[
          {
            to: addressOf({ category: null }),
            label: common("filter.all"),
            current: chosen.category === undefined,
            count: counts?.without.category,
          },
          ...categories
            .filter(({ value }) => value === chosen.category || ofCategory(value) !== 0)
            .map(({ value, label }) => ({
              to: addressOf({ category: value }),
              label,
              current: value === chosen.category,
              count: ofCategory(value) ?? undefined,
              icon: <CategoryIcon code={value} />,
            })),
        ]}
      />
      <div className="list-tools">
        <OrderLinks
          label={t("filter.sort")}
          orders={orders.map(({ order, isDefault }) => ({
            to: addressOf({ sort: isDefault ? null : order }),
            label: t(`order.${order}`),
            current: order === chosen.sort,
          }))}
        />
        {(districts.length > 0 || sources.length > 0) && (
          <FilterBar
            look="small"
            leaves={["district", "source"]}
            filters={[
              ...(districts.length > 0 ? [filter("district", districts)] : []),
              ...(sources.length > 0 ? [filter("source", sources)] : []),
            ]}
          />
        )}
      </div>
    </div>
  );
}
