import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import type { Choice } from "#app/components/field.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { CorrectionForm } from "./correction-form.tsx";
import type { SheetLineView, WrittenLine } from "./sheet-lines.server.ts";

const TONES = { counted: "success", doubtful: "warning", refused: "danger", superseded: "gray" } as const;

interface LineCardProps {
  line: SheetLineView;
  /** What is written on it; undefined: nobody asked for it. */
  written: WrittenLine | undefined;
  districts: readonly Choice[];
  /** It can be corrected, until the drive is decided on. */
  open: boolean;
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** A line as it stands, what it was before, and the form that corrects it. */
export function LineCard({ line, written, districts, open, typed, errorsOf }: LineCardProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const reasons = (list: SheetLineView["reasons"]) => list.map((reason) => t(`reason.${reason}`)).join(", ");
  return (
    <li id={`line-${line.line}`}>
      <div className="sheet-line-head">
        <h3 className="h-sub">{t("lines.line", { line: line.line })}</h3>
        <Badge tone={TONES[line.state]}>{t(`lineState.${line.state}`)}</Badge>
        {written && (
          <strong lang="ko" dir="auto">
            {written.name || "–"}
          </strong>
        )}
        {(line.reasons.length > 0 || line.district) && (
          <span className="small muted">
            {[line.district, reasons(line.reasons)].filter(Boolean).join(" · ")}
          </span>
        )}
      </div>
      {line.before.length > 0 && (
        <details className="law-details">
          <summary>
            {t("lines.before", { count: line.before.length, amount: format.number(line.before.length) })}
          </summary>
          <ul className="plain-list">
            {line.before.map((one) => (
              <li key={one.version}>
                {t(`lineState.${one.state}`)}
                {one.reasons.length > 0 && ` (${reasons(one.reasons)})`} ·{" "}
                {t("lines.changed", { date: format.dateTime(one.at), name: one.by })}
                <br />
                <span lang="ko">{one.note}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {open && (written || typed) && (
        <details className="law-details" open={typed !== null}>
          <summary>{t("lines.correct")}</summary>
          <CorrectionForm
            line={line}
            written={written}
            districts={districts}
            typed={typed}
            errorsOf={errorsOf}
          />
        </details>
      )}
    </li>
  );
}
