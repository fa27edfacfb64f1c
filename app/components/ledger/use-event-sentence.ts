import { useTranslation } from "react-i18next";
import { isHidingReason } from "#app/domain/opinion-map/words.ts";
import { isShowReason } from "#app/domain/report/words.ts";
import type { CouncilDecision } from "#db/tables/drive-draft.ts";
import type { CouncilKind, Decision } from "#db/tables/duty.ts";
import { useFormat } from "../use-format.ts";

/** A line of the public ledger, as far as its sentence needs it. */
export interface LedgerEvent {
  kind: string;
  data: Record<string, string | number | null>;
}

const DECISIONS: readonly string[] = ["will-do", "partly", "under-study", "cannot"] satisfies Decision[];
const isDecision = (value: unknown): value is Decision => DECISIONS.includes(String(value));

const OUTCOMES: readonly string[] = ["adopted", "amended", "rejected"] satisfies CouncilDecision["outcome"][];
const isOutcome = (value: unknown): value is CouncilDecision["outcome"] => OUTCOMES.includes(String(value));

const COUNCIL_KINDS: readonly string[] = [
  "council-inspection",
  "council-acceptance",
  "council-introduction",
  "council-decision",
] satisfies CouncilKind[];
const isCouncilKind = (value: unknown): value is CouncilKind => COUNCIL_KINDS.includes(String(value));

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
      case "poll-approved":
        return t("event.poll-approved", { from: date("opensAt"), date: date("closesAt") });
      case "poll-closed":
        return t("event.poll-closed", number("participants"));
      case "draw-fixed":
        return t("event.draw-fixed", number("numbers"));
      case "drawn":
        return t("event.drawn", number("winners"));
      case "vote-announced":
        return t("event.vote-announced", { date: date("votingDay") });
      case "vote-entered":
      case "vote-counted":
        return t(`event.${kind}`, { place: Number(data.place) });
      case "vote-published": {
        const version = Number(data.version);
        return version > 1 ? t("event.vote-published.again", { version }) : t("event.vote-published.first");
      }
      case "vote-objection":
        return t("event.vote-objection", number("signatures"));
      case "vote-objection-decided":
        return t(
          data.verdict === "upheld"
            ? "event.vote-objection-decided.upheld"
            : "event.vote-objection-decided.dismissed",
        );
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
        return isCouncilKind(data.kind)
          ? t("event.duty-opened.law", {
              office,
              duty: common(`dutyKind.${data.kind}`),
              date: date("dueAt"),
            })
          : t("event.duty-opened.reply", { office, date: date("dueAt") });
      case "replied": {
        const decision = isDecision(data.decision) ? common(`decisionShort.${data.decision}`) : "";
        const version = Number(data.version);
        const said = [
          isDecision(data.from) &&
            t("event.replied.changed", {
              office,
              from: common(`decisionShort.${data.from}`),
              decision,
              version,
            }),
          data.nextDate && t("event.replied.interim", { office, date: date("nextDate") }),
        ].filter(Boolean);
        if (said.length > 0) return said.join(" ");
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
      case "certified":
        return t(data.certification === "none" ? "event.certified.none" : "event.certified.clerk", {
          date: date("collectUntil"),
        });
      case "milestone-reached":
        return t("event.milestone-reached", number("threshold"));
      case "signatures-recorded":
        return t("event.signatures-recorded", number("size"));
      case "signatures-withdrawn":
        return t("event.signatures-withdrawn", number("size"));
      case "counts-recorded":
        return t("event.counts-recorded", number("matters"));
      case "earlier-recorded":
        return t("event.earlier-recorded", number("rows"));
      case "paper-recorded":
        if (Number(data.struck) > 0) return t("event.paper-recorded.struck", number("struck"));
        return data.sheet === null
          ? t("event.paper-recorded.lines", number("size"))
          : t("event.paper-recorded.sheet", { sheet: Number(data.sheet), ...number("size") });
      case "personal-data-read":
        return t("event.personal-data-read", number("entries"));
      case "opinion":
        return t(Number(data.version) > 1 ? "event.opinion.again" : "event.opinion.first");
      case "statement-hidden":
        return isHidingReason(data.reason)
          ? t("event.statement-hidden", { reason: common(`hidingReason.${data.reason}`) })
          : t("event.unknown", { kind });
      case "statement-shown":
        return isShowReason(data.reason)
          ? t("event.statement-shown", { reason: common(`showReason.${data.reason}`) })
          : t("event.unknown", { kind });
      case "objection-decided":
        if (data.verdict === "rejected") return t("event.objection-decided.rejected");
        return Number(data.struck) > 0
          ? t("event.objection-decided.struck", number("struck"))
          : t("event.objection-decided.upheld");
      case "handed-in":
        return t("event.handed-in", number("count"));
      case "list-published":
        return t("event.list-published", { date: date("inspectUntil") });
      case "shortfall-granted":
        return t("event.shortfall-granted", { date: date("until") });
      case "collecting-extended":
        return t("event.collecting-extended", { date: date("until") });
      case "decision-extended":
        return t("event.decision-extended", { date: date("until") });
      case "council-decided":
        return isOutcome(data.outcome)
          ? t(`event.council-decided.${data.outcome}`)
          : t("event.unknown", { kind });
      case "lapsed":
        return t(Number(data.count) < Number(data.required) ? "event.lapsed.short" : "event.lapsed.unhanded");
      case "accepted":
        // Where a number alone decides, nobody counted which signatures are valid.
        return t(data.valid === undefined ? "event.accepted.count" : "event.accepted.clerk");
      case "poll-corrected":
      case "question-set":
      case "background":
      case "background-removed":
      case "opinion-replied":
      case "statement":
      case "collecting-ended":
      case "objected":
      case "inspection-ended":
      case "dismissed":
      case "introduced":
      case "data-deleted":
      case "sealed":
        return t(`event.${kind}`);
      case "statute-published":
        return t("event.statute-published", { code: String(data.code), version: Number(data.version) });
      default:
        return t("event.unknown", { kind });
    }
  };
}
