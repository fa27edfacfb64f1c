import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { FieldErrors, InputField, SelectField } from "#app/components/field.tsx";
import { KEY_DAYS, KEY_NAME_LIMITS } from "#app/domain/api-key/limits.ts";
import { API_SCOPES } from "#db/tables/api-key.ts";

interface NewKeyFormProps {
  /** What was in it when it was refused. */
  typed: Record<string, string> | undefined;
  errorsOf: (field: string) => string[];
}

const USUAL_DAYS = "90";

export function NewKeyForm({ typed, errorsOf }: NewKeyFormProps) {
  const { t } = useTranslation("open");
  const { t: common } = useTranslation();
  const making = useNavigation().state === "submitting";
  const scopeErrors = errorsOf("scopes");
  const isChosen = (scope: string) => (typed ? typed[`scope-${scope}`] !== undefined : scope === "matters");
  return (
    <Form className="stack" method="post" action="/me/keys">
      <input type="hidden" name="intent" value="make" />
      <InputField
        id="key-name"
        name="name"
        label={t("keys.new.name")}
        hint={t("keys.new.nameHint")}
        limit={KEY_NAME_LIMITS.max}
        defaultValue={typed?.name}
        errors={errorsOf("name")}
        required
      />
      <fieldset
        id="key-scopes"
        className="form-group"
        tabIndex={-1}
        aria-describedby={scopeErrors.length > 0 ? "key-scopes-error" : undefined}
      >
        <legend className="form-legend-wrap">
          <span className="form-legend">{t("keys.new.scopes")}</span>
          <span className="form-mark">{common("form.required")}</span>
        </legend>
        <div className="stack tight">
          {API_SCOPES.map((scope) => (
            <label className="form-checkbox" key={scope}>
              <input type="checkbox" name={`scope-${scope}`} value="yes" defaultChecked={isChosen(scope)} />
              <span>{t(`keys.scope.${scope}`)}</span>
            </label>
          ))}
        </div>
        <FieldErrors id="key-scopes-error" errors={scopeErrors} />
      </fieldset>
      <SelectField
        id="key-days"
        name="days"
        label={t("keys.new.days")}
        choices={KEY_DAYS.map((days) => ({ value: days, label: t(`keys.day.${days}`) }))}
        defaultValue={typed?.days ?? USUAL_DAYS}
        errors={errorsOf("days")}
        required
      />
      <p className="muted">{t("keys.limit")}</p>
      <div>
        <Button pending={making}>{t("keys.new.make")}</Button>
      </div>
    </Form>
  );
}
