import type { AppLoadContext } from "@remix-run/node";
import { AGE_BANDS } from "#app/domain/kinds/poll/age-band.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { translator } from "#app/i18n/server.ts";
import type { BreakdownBy } from "#db/tables/poll-definition.ts";

/** Names the groups of a poll's breakdowns in the reader's language; a day and a unit stay as they are. */
export function pollGroupNames({ directory, language }: AppLoadContext) {
  const labels = labelsOf(directory, language);
  const t = translator(language, directory.space.kind);
  /** @param of null: the small ones together */
  return (by: BreakdownBy, of: string | null): string => {
    if (of === null) return t("polls:breakdown.together");
    if (by === "district") return of === "" ? t("polls:breakdown.elsewhere") : (labels.district(of) ?? of);
    if (by === "unit" && of === "") return t("polls:breakdown.noUnit");
    const band = by === "age" ? AGE_BANDS.find((one) => one === of) : undefined;
    return band === undefined ? of : t(`polls:age.${band === "" ? "unknown" : band}`);
  };
}
