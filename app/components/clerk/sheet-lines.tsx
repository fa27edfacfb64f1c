import { useTranslation } from "react-i18next";
import type { Choice } from "#app/components/field.tsx";

interface SheetLinesProps {
  /** Their numbers on the sheet. */
  lines: readonly number[];
  districts: readonly Choice[];
  /** By the names of the fields: `lines.3.birthDate`. */
  typed: Record<string, string> | null;
}

/** The lines of a sheet as fields, a row a line. */
export function SheetLines({ lines, districts, typed }: SheetLinesProps) {
  const { t } = useTranslation("clerk");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the frame cannot be scrolled by keyboard.
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
          {lines.map((line) => (
            <SheetLine key={line} line={line} districts={districts} typed={typed} />
          ))}
        </tbody>
      </table>
    </section>
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
