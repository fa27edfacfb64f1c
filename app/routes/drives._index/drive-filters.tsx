import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { DriveCards, type DriveListItem } from "#app/components/drive/drive-card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { Choice } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";

const STAGES = ["collecting", "checking", "council", "decided", "ended"] as const;
const ORDERS = ["newest", "closing", "closest", "signed"] as const;

export interface DriveChoices {
  chosen: {
    kind?: string;
    stage?: (typeof STAGES)[number];
    category?: string;
    sort?: (typeof ORDERS)[number];
  };
  kinds: Choice[];
  categories: Choice[];
}

export function DriveFilters({ chosen, kinds, categories }: DriveChoices) {
  const { t } = useTranslation("drives");
  return (
    <FilterBar
      filters={[
        { name: "kind", label: t("filter.kind"), value: chosen.kind ?? "", choices: kinds },
        {
          name: "stage",
          label: t("filter.stage"),
          value: chosen.stage ?? "",
          choices: STAGES.map((stage) => ({ value: stage, label: t(`stage.${stage}`) })),
        },
        { name: "category", label: t("filter.category"), value: chosen.category ?? "", choices: categories },
        {
          name: "sort",
          label: t("filter.sort"),
          value: chosen.sort ?? "newest",
          choices: ORDERS.map((order) => ({ value: order, label: t(`order.${order}`) })),
          withoutAll: true,
        },
      ]}
    />
  );
}

/** The list, and in words what it is a list of. */
export function DriveResults({
  drives,
  chosen,
}: { drives: readonly DriveListItem[] } & Pick<DriveChoices, "chosen">) {
  const { t } = useTranslation("drives");
  const { sort = "newest", ...filters } = chosen;
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <section className="section browse-results" aria-labelledby="results">
      <div className="section-head">
        <h2 className="h-section" id="results">
          {t("results", { order: t(`order.${sort}`) })}
        </h2>
      </div>
      {(sort === "closing" || sort === "closest") && (
        <p className="muted order-note">{t("collectingOnly")}</p>
      )}
      {drives.length > 0 ? (
        <DriveCards drives={drives} />
      ) : (
        <EmptyState
          title={filtered ? t("empty.filtered") : t("empty.title")}
          action={
            <LinkButton look="secondary" to={filtered ? "/drives" : "/drives/new"}>
              {filtered ? t("empty.all") : t("apply")}
            </LinkButton>
          }
        >
          {filtered ? t("empty.filteredText") : t("empty.text")}
        </EmptyState>
      )}
    </section>
  );
}
