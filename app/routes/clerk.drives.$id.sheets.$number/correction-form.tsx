import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { type Choice, InputField, SelectField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { PAPER_REASONS } from "#app/domain/kinds/drive/paper-match.ts";
import type { SheetLineView, WrittenLine } from "./sheet-lines.server.ts";

/** What may be said when a line is refused by hand. */
const REFUSALS = PAPER_REASONS.filter((reason) => reason !== "signed-online");

interface CorrectionFormProps {
  line: SheetLineView;
  written: WrittenLine | undefined;
  districts: readonly Choice[];
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** What the line should say, and what becomes of it. */
export function CorrectionForm({ line, written, districts, typed, errorsOf }: CorrectionFormProps) {
  const { t } = useTranslation("clerk");
  const id = (field: string) => `${field}-${line.line}`;
  const was = (field: "name" | "birthDate" | "address" | "district") =>
    typed?.[field] ?? written?.[field] ?? "";
  const ticked = (field: "unreadable" | "unsigned") =>
    typed ? typed[field] === "yes" : line.reasons.includes(field);
  const errors = (field: string) => (typed ? errorsOf(field) : []);
  return (
    <KeptForm name="line-correction" intent="correct" personal method="post" className="stack" noValidate>
      <input type="hidden" name="line" value={line.line} />
      <input type="hidden" name="version" value={typed?.version ?? line.version} />
      <InputField
        id={id("name")}
        name="name"
        label={t("sheet.name")}
        autoComplete="off"
        defaultValue={was("name")}
      />
      <InputField
        id={id("birthDate")}
        name="birthDate"
        label={t("sheet.birthDate")}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={was("birthDate")}
      />
      <InputField
        id={id("address")}
        name="address"
        label={t("sheet.address")}
        autoComplete="off"
        defaultValue={was("address")}
      />
      <SelectField
        id={id("district")}
        name="district"
        label={t("sheet.district")}
        choices={[{ value: "", label: t("sheet.noDistrict") }, ...districts]}
        defaultValue={was("district")}
      />
      {(["unreadable", "unsigned"] as const).map((field) => (
        <label key={field} className="check-line">
          <input type="checkbox" name={field} value="yes" defaultChecked={ticked(field)} />{" "}
          {t(`sheet.${field}`)}
        </label>
      ))}
      <RadioCards
        id={id("outcome")}
        name="outcome"
        legend={t("lines.outcome")}
        required
        defaultValue={typed?.outcome ?? "matched"}
        errors={errors("outcome")}
        choices={(["matched", "counted", "refused"] as const).map((value) => ({
          value,
          label: t(`lines.to.${value}`),
          hint: t(`lines.hint.${value}`),
        }))}
      />
      <SelectField
        id={id("reason")}
        name="reason"
        label={t("lines.reason")}
        choices={REFUSALS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        defaultValue={typed?.reason ?? "other"}
        errors={errors("reason")}
      />
      <InputField
        id={id("note")}
        name="note"
        label={t("lines.note")}
        hint={t("lines.noteHint")}
        autoComplete="off"
        defaultValue={typed?.note}
        errors={errors("note")}
        required
      />
      <div>
        <Button look="secondary" name="intent" value="correct">
          {t("lines.button")}
        </Button>
      </div>
    </KeptForm>
  );
}
