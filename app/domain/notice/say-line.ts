import { isNoticed } from "#app/domain/ledger/noticed.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import { formatDate, formatNumber } from "#app/i18n/format.ts";
import type { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";
import type { MatterKind } from "#db/tables/matter.ts";

/** A line of the ledger as far as a notice says it. */
interface NoticedLine {
  kind: string;
  data: Record<string, string | number | null>;
}

type Say = ReturnType<typeof translator>;

/** The one sentence that a notice, a letter and a device say of a line; they say of which matter beside it. */
export function sayLine({ kind, data }: NoticedLine, t: Say, language: Language): string {
  const number = (name: string) => ({
    count: Number(data[name]),
    amount: formatNumber(language, Number(data[name])),
  });
  const date = (name: string) => ({ date: formatDate(language, new Date(String(data[name]))) });
  if (!isNoticed(kind)) return t("mail:line.other");
  switch (kind) {
    case "reached":
      return t(
        data.measure === "participants" ? "mail:line.joined" : "mail:line.agreed",
        number("threshold"),
      );
    case "milestone-reached":
      return t("mail:line.milestone-reached", number("threshold"));
    case "replied":
      if (data.from) return t("mail:line.replied-changed");
      if (data.nextDate) return t("mail:line.replied-interim", date("nextDate"));
      return t(Number(data.version) > 1 ? "mail:line.replied-again" : "mail:line.replied");
    case "duty-opened":
      return t("mail:line.duty-opened", date("dueAt"));
    case "forum-opened":
      return t("mail:line.forum-opened", date("closesAt"));
    case "collecting-extended":
    case "decision-extended":
      return t(`mail:line.${kind}`, date("until"));
    case "poll-closed":
      return t("mail:line.poll-closed", number("participants"));
    case "council-decided":
      return t(
        `mail:line.council-${data.outcome === "adopted" || data.outcome === "amended" ? data.outcome : "rejected"}`,
      );
    default:
      return t(`mail:line.${kind}`);
  }
}

/** Where a notice leads: to the reply or the forum, where it is of one. */
export function pathOfLine({ kind, data }: NoticedLine, matterKind: MatterKind, address: string): string {
  if (kind === "forum-opened" && typeof data.forum === "number") return matterPath("forum", data.forum);
  return matterPath(matterKind, address) + (kind === "replied" ? "#reply" : "");
}
