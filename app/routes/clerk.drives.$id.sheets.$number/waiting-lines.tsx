import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SheetLines } from "#app/components/clerk/sheet-lines.tsx";
import { RowsTold } from "#app/components/clerk/told-rows.tsx";
import type { Choice } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FaultyLine } from "#app/domain/kinds/drive/sheet-faults.ts";
import { linesInForm } from "#app/doors/pages/sheet-fields.ts";
import type { WaitingForm } from "./sheet-lines.server.ts";

/** That lines of a sheet wait, which, and until when. */
export function WaitingNotice({ lines }: { lines: readonly number[] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <Notice title={t("waiting.title", { count: lines.length, amount: format.number(lines.length) })}>
      <p>{t("waiting.lines", { lines: lines.map(format.number).join(", ") })}</p>
      <p>{t("waiting.text")}</p>
    </Notice>
  );
}

export const MENDING_FORM = "sheet-mending";

/** What was typed of the lines that wait, to be mended. */
export function WaitingLines({
  form: { seen, fields },
  districts,
}: {
  form: WaitingForm;
  districts: readonly Choice[];
}) {
  const { t } = useTranslation("clerk");
  return (
    <KeptForm
      id={MENDING_FORM}
      name="sheet-mending"
      personal
      intent="mend"
      method="post"
      className="stack sheet-form"
      noValidate
    >
      <input type="hidden" name="seen" value={seen} />
      <SheetLines lines={linesInForm(fields)} districts={districts} typed={fields} />
      <p className="small muted">{t("waiting.hint")}</p>
      <div>
        <Button name="intent" value="mend">
          {t("waiting.button")}
        </Button>
      </div>
    </KeptForm>
  );
}

/** What can still be said of the lines after they were mended. */
export function MendedNotice({ faulty }: { faulty: readonly FaultyLine[] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const rows = faulty.map(({ line, faults }) => ({ row: line, why: faults }));
  return (
    <Notice tone={rows.length > 0 ? "warning" : "success"} live title={t("waiting.done")}>
      <RowsTold
        told={{ rows, count: rows.length }}
        of="line"
        title={t("report.faulty", { count: rows.length, amount: format.number(rows.length) })}
      />
    </Notice>
  );
}
