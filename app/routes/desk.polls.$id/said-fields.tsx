import { useTranslation } from "react-i18next";
import { InputField, TextareaField } from "#app/components/field.tsx";

interface SaidFieldsProps {
  name: string;
  label: string;
  fields: Record<string, string>;
  long?: boolean;
  /** In Korean; the translations never are. */
  required?: boolean;
  hint?: string;
}

/** A text in the three languages side by side. */
export function SaidFields({ name, label, fields, long = false, required = false, hint }: SaidFieldsProps) {
  const { t } = useTranslation("polling");
  return (
    <div className="poll-said">
      {(["ko", "en", "ja"] as const).map((language) => {
        const shared = {
          name: `${name}.${language}`,
          id: `${name}.${language}`,
          lang: language,
          label: t("in", { label, language: t(`language.${language}`) }),
          defaultValue: fields[`${name}.${language}`] ?? "",
          required: required && language === "ko",
          hint: language === "ko" ? hint : undefined,
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
