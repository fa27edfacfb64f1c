import { useTranslation } from "react-i18next";
import { InputField, TextareaField } from "./field.tsx";

interface SaidFieldsProps {
  name: string;
  /** What the controls' ids begin with, where the name stands on the page more than once. */
  id?: string;
  label: string;
  fields: Record<string, string>;
  long?: boolean;
  /** In Korean; the translations never are. */
  required?: boolean;
  hint?: string;
  /** Of the Korean text. */
  errors?: readonly string[];
}

/** A text in the three languages side by side. */
export function SaidFields({
  name,
  id = name,
  label,
  fields,
  long = false,
  required = false,
  hint,
  errors,
}: SaidFieldsProps) {
  const { t } = useTranslation("polling");
  return (
    <div className="poll-said">
      {(["ko", "en", "ja"] as const).map((language) => {
        const shared = {
          name: `${name}.${language}`,
          id: `${id}.${language}`,
          lang: language,
          label: t("in", { label, language: t(`language.${language}`) }),
          defaultValue: fields[`${name}.${language}`] ?? "",
          required: required && language === "ko",
          hint: language === "ko" ? hint : undefined,
          errors: language === "ko" ? errors : undefined,
        };
        return long ? (
          <TextareaField key={language} rows={4} {...shared} />
        ) : (
          <InputField key={language} {...shared} />
        );
      })}
    </div>
  );
}
