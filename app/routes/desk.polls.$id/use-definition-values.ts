import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { DefinitionField } from "#app/domain/kinds/poll/definition-changes.ts";
import { POLL_PURPOSES, POLL_RESULTS, QUESTION_TYPES } from "#db/tables/poll-definition.ts";
import type { DraftPageData } from "./draft-page.server.ts";

/** A value of a definition in words: times in Seoul, codes by what they are called. */
export function useDefinitionValues({
  categories,
  districts,
}: Pick<DraftPageData, "categories" | "districts">) {
  const { t } = useTranslation("polling");
  const format = useFormat();
  const nameIn = (names: DraftPageData["districts"], code: string) =>
    names.find(({ value }) => value === code)?.label ?? code;
  return (field: DefinitionField, value: string | null): string => {
    if (value === null || value === "") return "–";
    const purpose = POLL_PURPOSES.find((one) => one === value);
    const results = POLL_RESULTS.find((one) => one === value);
    const type = QUESTION_TYPES.find((one) => one === value);
    switch (field) {
      case "opensAt":
      case "closesAt":
        return format.dateTime(value);
      case "category":
        return nameIn(categories, value);
      case "district":
      case "districts":
        return nameIn(districts, value);
      case "purpose":
        return purpose ? t(`purpose.${purpose}`) : value;
      case "results":
        return results ? t(`results.${results}`) : value;
      case "type":
        return type ? t(`type.${type}`) : value;
      case "mayChange":
        return t(value === "true" ? "mayChange.yes" : "mayChange.no");
      case "leaderboard":
      case "opinionMap":
      case "residents":
      case "required":
      case "drawnOrder":
        return t(value === "true" ? "yes" : "no");
      default:
        return value;
    }
  };
}
