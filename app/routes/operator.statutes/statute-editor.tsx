import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";

interface StatuteEditorProps {
  /** JSON, as it was typed or as a version that is in force has it. */
  definition: string;
  errors: readonly string[];
  /** It was looked at as it would be: only then can it be published. */
  checked: boolean;
}

export function StatuteEditor({ definition, errors, checked }: StatuteEditorProps) {
  const { t } = useTranslation("operator");
  const navigation = useNavigation();
  const pending = navigation.state === "submitting" ? navigation.formData?.get("intent") : undefined;
  return (
    <KeptForm
      name={"statute"}
      method="post"
      action="/operator/statutes"
      className="stack statute-editor"
      noValidate
    >
      <TextareaField
        key={definition.length}
        id="definition"
        name="definition"
        label={t("statutes.definition")}
        hint={t("statutes.hint")}
        rows={24}
        defaultValue={definition}
        errors={errors}
        spellCheck={false}
        required
      />
      <div className="cluster">
        <Button
          look={checked ? "secondary" : "primary"}
          name="intent"
          value="preview"
          pending={pending === "preview"}
        >
          {t("statutes.preview")}
        </Button>
        {checked && (
          <Button name="intent" value="publish" pending={pending === "publish"}>
            {t("statutes.publish")}
          </Button>
        )}
      </div>
    </KeptForm>
  );
}
