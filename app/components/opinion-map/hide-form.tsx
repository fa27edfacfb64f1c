import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { HIDING_REASONS } from "#app/domain/opinion-map/words.ts";

/** A moderator hides a statement in two steps, with a reason, so that a slip hides nothing. */
export function HideForm({ statement: { id, body } }: { statement: { id: number; body: string } }) {
  const { pathname } = useLocation();
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  return (
    <details className="fold">
      <summary>
        {t("hide.open")}
        <span className="sr-only">: {body}</span>
      </summary>
      <Form method="post" action={pathname} className="stack tight" noValidate>
        <p>{t("hide.lead")}</p>
        <input type="hidden" name="intent" value="hide" />
        <input type="hidden" name="statement" value={id} />
        <SelectField
          name="reason"
          label={t("hide.reason")}
          required
          choices={HIDING_REASONS.map((reason) => ({
            value: reason,
            label: common(`hidingReason.${reason}`),
          }))}
        />
        <div>
          <Button look="secondary" size="medium">
            {t("hide.button")}
          </Button>
        </div>
      </Form>
    </details>
  );
}
