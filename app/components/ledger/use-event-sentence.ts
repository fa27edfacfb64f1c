import { useTranslation } from "react-i18next";
import type { Decision } from "#db/database.ts";
import { useFormat } from "../use-format.ts";

/** A line of the public ledger, as far as its sentence needs it. */
export interface LedgerEvent {
  kind: string;
  data: Record<string, string | number | null>;
}

const DECISIONS: readonly string[] = ["will-do", "partly", "under-study", "cannot"] satisfies Decision[];
const isDecision = (value: unknown): value is Decision => DECISIONS.includes(String(value));

/**
 * Says a line of the ledger as a sentence.
 *
 * @param offices names by code, in the page's language
 */
export function useEventSentence(offices: Record<string, string>): (event: LedgerEvent) => string {
  const { t } = useTranslation("ledger");
  const { t: common } = useTranslation();
  const format = useFormat();

  return ({ kind, data }) => {
    const date = (name: string) => format.date(String(data[name]));
    const number = (name: string) => {
      const value = Number(data[name]);
      return { count: value, amount: format.number(value) };
    };
    const office = offices[String(data.office)] ?? String(data.office);
    switch (kind) {
      case "published":
        return t("event.published", { date: date("closesAt") });
      case "text-changed":
        return t("event.text-changed");
      case "supplemented":
        return t("event.supplemented");
      case "withdrawn":
        return t("event.withdrawn");
      case "closed":
        return t("event.closed");
      case "reached":
        return data.measure === "participants"
          ? t("event.reached.participants", number("threshold"))
          : t("event.reached.agreements", number("threshold"));
      case "duty-opened":
        return t("event.duty-opened", { office, date: date("dueAt") });
      case "replied": {
        const decision = isDecision(data.decision) ? common(`decisionShort.${data.decision}`) : "";
        const version = Number(data.version);
        return version > 1
          ? t("event.replied.again", { office, decision, version })
          : t("event.replied.first", { office, decision });
      }
      case "forum-opened":
        return t("event.forum-opened", { date: date("closesAt") });
      case "imported":
        return t("event.imported", { source: String(data.source), ...number("count") });
      case "rules-published":
        return t("event.rules-published", { version: Number(data.version) });
      default:
        return t("event.unknown", { kind });
    }
  };
}
