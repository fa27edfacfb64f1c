import { useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Choice } from "#app/components/field.tsx";
import { ConflictNotice } from "#app/components/kept/conflict-notice.tsx";
import { Notice } from "#app/components/notice.tsx";
import { lineOfFields, linesInForm } from "#app/doors/pages/sheet-fields.ts";
import type { MendingConflict as Conflict } from "./sheet-lines.server.ts";
import { MENDING_FORM } from "./waiting-lines.tsx";

interface MendingConflictProps {
  conflict: Conflict;
  districts: readonly Choice[];
}

/**
 * Somebody else typed on the sheet meanwhile: what they wrote stands beside the form, where it is another. Of a sheet that
 * was matched, what was typed stands there to be put into the lines one by one.
 */
export function MendingConflict({ conflict: { typed, standing }, districts }: MendingConflictProps) {
  const { t } = useTranslation("clerk");
  const { id, number } = useParams();
  const told = (fields: Record<string, string>, line: number) => {
    const { name, birthDate, address, district, unreadable, unsigned } = lineOfFields(fields, line);
    const parts = [
      name,
      birthDate,
      address,
      districts.find(({ value }) => value === district)?.label ?? "",
      unreadable && t("sheet.unreadable"),
      unsigned && t("sheet.unsigned"),
    ];
    return parts.filter(Boolean).join(" · ") || t("waiting.conflict.empty");
  };
  const lineOf = (fields: Record<string, string>) => (line: number) => ({
    label: t("waiting.conflict.line", { line }),
    text: told(fields, line),
  });
  if (!standing)
    return (
      <Notice tone="warning" live title={t("waiting.conflict.matched")}>
        <p>{t("waiting.conflict.matchedText")}</p>
        <dl className="conflict-text">
          {linesInForm(typed)
            .map(lineOf(typed))
            .map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{text}</dd>
              </div>
            ))}
        </dl>
      </Notice>
    );
  const { seen, fields } = standing;
  const others = linesInForm(fields).filter((line) => told(fields, line) !== told(typed, line));
  return (
    <ConflictNotice
      formId={MENDING_FORM}
      version={seen}
      savedAt={new Date(seen).toISOString()}
      texts={others.map(lineOf(fields))}
      intents={{ enter: "mend", overwrite: "mend" }}
      words={{
        title: t("waiting.conflict.title"),
        text: t("waiting.conflict.text"),
        saved: t("waiting.conflict.saved"),
        mine: t("waiting.conflict.mine"),
        theirs: t("waiting.conflict.theirs"),
      }}
      to={`/clerk/drives/${id}/sheets/${number}?from=${seen}`}
    />
  );
}
