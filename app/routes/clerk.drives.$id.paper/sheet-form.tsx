import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SheetLines } from "#app/components/clerk/sheet-lines.tsx";
import { type Choice, InputField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { FEWEST_LINES } from "#app/domain/kinds/drive/paper-line.ts";

interface SheetFormProps {
  /** The number of the next sheet. */
  number: number;
  lines: number;
  districts: readonly Choice[];
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** A sheet as it lies beside the keyboard: a row a line, and a line that is empty is none. */
export function SheetForm({ number, lines, districts, typed, errorsOf }: SheetFormProps) {
  const { t } = useTranslation("clerk");
  const { formData } = useNavigation();
  return (
    // The key makes an empty form of it once a sheet was entered.
    <KeptForm
      name={`sheet-${number}`}
      intent="sheet"
      personal
      method="post"
      className="stack sheet-form"
      noValidate
      key={typed ? "again" : number}
    >
      <div className="sheet-number">
        <InputField
          id="sheet"
          name="sheet"
          label={t("sheet.number")}
          hint={t("sheet.numberHint")}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={typed?.sheet ?? String(number)}
          errors={errorsOf("sheet")}
          required
        />
      </div>
      <SheetLines
        lines={Array.from({ length: lines }, (_, index) => index + 1)}
        districts={districts}
        typed={typed}
      />
      <p className="small muted">{t("sheet.hint")}</p>
      <p className="small muted">{t("sheet.waits", { fewest: FEWEST_LINES })}</p>
      <p className="small muted">{t("sheet.meets")}</p>
      <div>
        <Button name="intent" value="sheet" pending={formData?.get("intent") === "sheet"}>
          {t("sheet.button")}
        </Button>
      </div>
    </KeptForm>
  );
}
