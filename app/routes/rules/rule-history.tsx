import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";

type Change =
  | { what: "open-days"; from: number; to: number }
  | { what: "added" | "removed"; consequence: ConsequenceCode; threshold: number; days: number }
  | { what: "threshold" | "days"; consequence: ConsequenceCode; from: number; to: number };

interface VersionView {
  version: number;
  note: string;
  publishedAt: string;
  changes: readonly Change[] | null;
}

/** Every version, newest first: since when it holds, why, and what it changed. */
export function RuleHistory({ versions }: { versions: readonly VersionView[] }) {
  const { t } = useTranslation("rules");
  const format = useFormat();
  const say = useChangeSentence();
  return (
    <ol className="rule-history">
      {versions.map(({ version, note, publishedAt, changes }, index) => (
        <li key={version}>
          <div className="cluster tight">
            <h3 className="h-sub">{t("history.version", { version })}</h3>
            {index === 0 && <Badge tone="primary">{t("history.current")}</Badge>}
            <span className="muted small">{t("history.since", { date: format.date(publishedAt) })}</span>
          </div>
          {changes === null && <p>{t("history.first")}</p>}
          {changes?.length === 0 && <p>{t("history.same")}</p>}
          {changes && changes.length > 0 && (
            <ul className="rule-changes">
              {changes.map((change) => (
                <li key={say(change)}>{say(change)}</li>
              ))}
            </ul>
          )}
          <p className="muted small">{t("history.note", { note })}</p>
        </li>
      ))}
    </ol>
  );
}

function useChangeSentence(): (change: Change) => string {
  const { t } = useTranslation("rules");
  const { t: common } = useTranslation();
  const format = useFormat();
  return (change) => {
    switch (change.what) {
      case "open-days":
        return t("change.open-days", { from: format.number(change.from), to: format.number(change.to) });
      case "threshold":
      case "days":
        return t(`change.${change.what}`, {
          what: common(`consequence.${change.consequence}`),
          from: format.number(change.from),
          to: format.number(change.to),
        });
      case "added":
      case "removed":
        return t(`change.${change.what}`, {
          what: common(`consequence.${change.consequence}`),
          threshold: format.number(change.threshold),
          days: format.number(change.days),
        });
    }
  };
}
