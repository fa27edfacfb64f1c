import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField } from "#app/components/field.tsx";

interface PurposeFormProps {
  title: string;
  /** What is opened, and that the look is on record. */
  text: string;
  /** What was typed, or what such a look is mostly for. */
  purpose: string;
  errors: readonly string[];
  button: string;
}

/** Asks what a look at personal data is for; sent to its own page with the intent "look". */
export function PurposeForm({ title, text, purpose, errors, button }: PurposeFormProps) {
  const { t } = useTranslation("clerk");
  return (
    <Form method="post" className="panel stack" noValidate>
      <h2 className="h-sub">{title}</h2>
      <p>{text}</p>
      <InputField
        id="purpose"
        name="purpose"
        label={t("purpose.label")}
        hint={t("purpose.hint")}
        defaultValue={purpose}
        errors={errors}
        required
      />
      <div>
        <Button name="intent" value="look">
          {button}
        </Button>
      </div>
    </Form>
  );
}
