import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";

interface ObjectionFormProps {
  /** The most characters. */
  limit: number;
  typed?: string;
  errors?: readonly string[];
}

/** An objection to the list that is open for inspection; sent to its own page, wherever the form stands. */
export function ObjectionForm({ limit, typed, errors }: ObjectionFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("drives");
  const { formAction } = useNavigation();
  const action = `/drives/${here}/objection`;
  return (
    <KeptForm name={`objection-${here}`} method="post" action={action} className="stack" noValidate>
      <TextareaField
        id="objection"
        name="body"
        label={t("objection.label")}
        hint={t("objection.hint")}
        rows={6}
        limit={limit}
        defaultValue={typed}
        errors={errors}
        required
      />
      <div>
        <Button pending={formAction === action}>{t("objection.button")}</Button>
      </div>
    </KeptForm>
  );
}
