import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { ChosenFilters } from "#app/components/chosen-filters.tsx";
import { DriveCards, type DriveListItem } from "#app/components/drive/drive-card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { Choice } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { ChoiceChips } from "#app/components/list/choice-chips.tsx";
import { useListAddress } from "#app/components/list/list-address.ts";
import { OrderLinks } from "#app/components/list/order-links.tsx";
import { useFormat } from "#app/components/use-format.ts";

const STAGES = ["collecting", "checking", "council", "decided", "ended", "all"] as const;
/** Of what collects, and of anything. */
const ORDERS = {
  collecting: ["trending", "newest", "closing", "closest", "signed"],
  any: ["newest", "signed"],
} as const;

export interface DriveChoices {
  chosen: {
    kind?: string | undefined;
    stage: (typeof STAGES)[number];
    category?: string | undefined;
    sort: (typeof ORDERS)["collecting"][number];
  };
  /** The stage that is shown where none is said. */
  unsaid: "collecting" | "all";
  counts: Record<(typeof STAGES)[number], number>;
  kinds: Choice[];
  categories: Choice[];
}

export function DriveFilters({ chosen, unsaid, counts, kinds, categories }: DriveChoices) {
  const { t } = useTranslation("drives");
  const { t: common } = useTranslation();
  const addressOf = useListAddress();
  const orders = chosen.stage === "collecting" ? ORDERS.collecting : ORDERS.any;
  return (
    <div className="list-filters">
      <ChoiceChips
        label={t("filter.stage")}
        chips={STAGES.filter((stage) => stage === chosen.stage || stage === "all" || counts[stage] > 0).map(
          (stage) => ({
            to: addressOf({ stage: stage === unsaid ? null : stage, sort: null }),
            label: stage === "all" ? common("filter.all") : t(`stage.${stage}`),
            current: stage === chosen.stage,
            count: counts[stage],
          }),
        )}
      />
      <div className="list-tools">
        <OrderLinks
          label={t("filter.sort")}
          orders={orders.map((order, index) => ({
            to: addressOf({ sort: index === 0 ? null : order }),
            label: t(`order.${order}`),
            current: order === chosen.sort,
          }))}
        />
        <FilterBar
          look="small"
          leaves={["kind", "category"]}
          filters={[
            { name: "kind", label: t("filter.kind"), value: chosen.kind ?? "", choices: kinds },
            {
              name: "category",
              label: t("filter.category"),
              value: chosen.category ?? "",
              choices: categories,
            },
          ]}
        />
      </div>
    </div>
  );
}

/** The list, and in words what it is a list of. */
export function DriveResults({
  drives,
  chosen,
  counts,
  kinds,
  categories,
}: { drives: readonly DriveListItem[] } & DriveChoices) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const addressOf = useListAddress();
  const total = counts[chosen.stage];
  const labelOf = (choices: readonly Choice[], code: string) =>
    choices.find(({ value }) => value === code)?.label ?? code;
  const narrowed = [
    ...(chosen.kind ? [{ label: labelOf(kinds, chosen.kind), names: ["kind"] }] : []),
    ...(chosen.category ? [{ label: labelOf(categories, chosen.category), names: ["category"] }] : []),
  ];
  const filtered = narrowed.length > 0 || counts.all > 0;
  return (
    <section className="section browse-results" aria-labelledby="results">
      <div className="section-head">
        <h2 className="h-section" id="results">
          {t("total", { count: total, amount: format.number(total) })}
          <span className="sr-only">, {t(`order.${chosen.sort}`)}</span>
        </h2>
        <ChosenFilters chosen={narrowed} />
      </div>
      {drives.length > 0 ? (
        <DriveCards id="drives" drives={drives} />
      ) : (
        <EmptyState
          title={filtered ? t("empty.filtered") : t("empty.title")}
          action={
            <LinkButton look="secondary" to={filtered ? "/drives?stage=all" : "/drives/new"}>
              {filtered ? t("empty.all") : t("apply")}
            </LinkButton>
          }
        >
          {counts.all > 0 ? (
            <Link className="text-link" to={addressOf({ stage: "all", sort: null })}>
              {t("empty.anyStage", { count: counts.all, amount: format.number(counts.all) })}
            </Link>
          ) : filtered ? (
            t("empty.filteredText")
          ) : (
            t("empty.text")
          )}
        </EmptyState>
      )}
    </section>
  );
}
