import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { StatuteView } from "#app/domain/kinds/drive/law-view.ts";
import type { Fraction } from "#db/tables/statute-definition.ts";

/** The law's data in words. */
export function useLawWords() {
  const { t } = useTranslation("law");
  const format = useFormat();
  return {
    signatures: (count: number) => t("signatures", { count, amount: format.number(count) }),
    fraction: ({ numerator, denominator }: Fraction) =>
      `${format.number(numerator)}/${format.number(denominator)}`,
    period: ({ unit, count }: Pick<StatuteView["steps"][number], "unit" | "count">) =>
      t(`period.${unit}`, { count, amount: format.number(count) }),
    who({ minAge, resident, foreignersAfterYears }: StatuteView["eligibility"]): string {
      const whose = resident ? "resident" : "anyone";
      const people = t(`who.${whose}.${minAge === 0 ? "anyAge" : "fromAge"}`, { age: minAge });
      if (!resident || foreignersAfterYears === null) return people;
      return foreignersAfterYears === 0
        ? people + t("who.foreigners")
        : people + t("who.foreignersAfter", { years: foreignersAfterYears });
    },
  };
}
