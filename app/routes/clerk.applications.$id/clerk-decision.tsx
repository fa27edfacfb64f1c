import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { fieldId } from "#app/components/apply/use-application-faults.ts";
import { Button } from "#app/components/button.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";

interface ClerkDecisionProps {
  id: number;
  /** When it was handed in (ISO), of the text that stands above the forms. */
  seen: string;
  canCertify: boolean;
  limit: number;
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** Certify, ask for a correction, or refuse; the last two only with reasons. */
export function ClerkDecision({ id, seen, canCertify, limit, typed, errorsOf }: ClerkDecisionProps) {
  const { t } = useTranslation("apply");
  const navigation = useNavigation();
  const pending = navigation.state === "submitting" ? navigation.formData?.get("intent") : undefined;
  return (
    <section aria-labelledby="clerk-decide" className="clerk-decide">
      <h2 className="h-section" id="clerk-decide">
        {t("clerk.decide")}
      </h2>
      <div className="clerk-choices">
        <Form method="post" className="panel stack">
          <input type="hidden" name="seen" value={seen} />
          <h3 className="h-sub">{t("clerk.certify.title")}</h3>
          <p>{t("clerk.certify.text")}</p>
          {canCertify && (
            <div>
              <Button name="intent" value="certify" pending={pending === "certify"}>
                {t("clerk.certify.button")}
              </Button>
            </div>
          )}
        </Form>
        <KeptForm name={`application-note-${id}`} method="post" className="panel stack" noValidate>
          <input type="hidden" name="seen" value={seen} />
          <h3 className="h-sub">{t("clerk.back.title")}</h3>
          <p>{t("clerk.back.text")}</p>
          <TextareaField
            id={fieldId("note")}
            name="note"
            label={t("field.note")}
            hint={t("hint.note")}
            rows={4}
            defaultValue={typed?.note}
            limit={limit}
            errors={errorsOf("note")}
            required
          />
          <div className="cluster">
            <Button look="secondary" name="intent" value="correction" pending={pending === "correction"}>
              {t("clerk.back.correction")}
            </Button>
            <Button look="tertiary" name="intent" value="refused" pending={pending === "refused"}>
              {t("clerk.back.refuse")}
            </Button>
          </div>
        </KeptForm>
      </div>
    </section>
  );
}
