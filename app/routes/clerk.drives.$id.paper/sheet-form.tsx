import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { type Choice, InputField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";

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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard. */}
      <section className="sheet-frame" aria-label={t("sheet.lines")} tabIndex={0}>
        <table className="sheet-table">
          <caption className="sr-only">{t("sheet.lines")}</caption>
          <thead>
            <tr>
              {(["line", "name", "birthDate", "address", "district", "unreadable", "unsigned"] as const).map(
                (one) => (
                  <th key={one} scope="col">
                    {t(`sheet.${one}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: lines }, (_, index) => index + 1).map((line) => (
              <SheetLine key={line} line={line} districts={districts} typed={typed} />
            ))}
          </tbody>
        </table>
      </section>
      <p className="small muted">{t("sheet.hint")}</p>
      <p className="small muted">{t("sheet.meets")}</p>
      <div>
        <Button name="intent" value="sheet" pending={formData?.get("intent") === "sheet"}>
          {t("sheet.button")}
        </Button>
      </div>
    </KeptForm>
  );
}

function SheetLine({
  line,
  districts,
  typed,
}: {
  line: number;
  districts: readonly Choice[];
  typed: Record<string, string> | null;
}) {
  const { t } = useTranslation("clerk");
  const field = (part: "name" | "birthDate" | "address" | "district" | "unreadable" | "unsigned") => ({
    name: `lines.${line}.${part}`,
    "aria-label": t("sheet.fieldOf", { line, field: t(`sheet.${part}`) }),
  });
  const value = (part: string) => typed?.[`lines.${line}.${part}`];
  return (
    <tr>
      <th scope="row">{line}</th>
      <td>
        <input className="krds-input" autoComplete="off" defaultValue={value("name")} {...field("name")} />
      </td>
      <td>
        <input
          className="krds-input"
          autoComplete="off"
          inputMode="numeric"
          placeholder="19800102"
          defaultValue={value("birthDate")}
          {...field("birthDate")}
        />
      </td>
      <td>
        <input
          className="krds-input"
          autoComplete="off"
          defaultValue={value("address")}
          {...field("address")}
        />
      </td>
      <td>
        <select className="krds-form-select" defaultValue={value("district")} {...field("district")}>
          <option value="">{t("sheet.noDistrict")}</option>
          {districts.map((district) => (
            <option key={district.value} value={district.value}>
              {district.label}
            </option>
          ))}
        </select>
      </td>
      <td className="sheet-tick">
        <input
          type="checkbox"
          value="yes"
          defaultChecked={value("unreadable") === "yes"}
          {...field("unreadable")}
        />
      </td>
      <td className="sheet-tick">
        <input
          type="checkbox"
          value="yes"
          defaultChecked={value("unsigned") === "yes"}
          {...field("unsigned")}
        />
      </td>
    </tr>
  );
}
