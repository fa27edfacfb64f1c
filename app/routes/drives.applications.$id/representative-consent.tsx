import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { fieldId } from "#app/components/apply/use-application-faults.ts";
import { FieldErrors } from "#app/components/field.tsx";

/** Each in the order of the law: Personal Information Protection Act, article 15, paragraph 2. */
const SAID = ["purpose", "items", "period", "refusal"] as const;

/** What is collected of a representative, what for, for how long, that one may refuse: then the consent to it. */
export function RepresentativeConsent({ errors }: { errors: readonly string[] }) {
  const { t } = useTranslation("apply");
  const id = fieldId("consent");
  const errorId = errors.length > 0 ? `${id}-error` : undefined;
  return (
    <section className="stack" aria-labelledby="consent">
      <h2 className="h-sub" id="consent">
        {t("consent.heading")}
      </h2>
      <dl className="consent-facts">
        {SAID.map((part) => (
          <Fragment key={part}>
            <dt>{t(`consent.${part}`)}</dt>
            <dd>{t(`consent.${part}Text`)}</dd>
          </Fragment>
        ))}
      </dl>
      <div className={errorId ? "form-conts is-error consent-box" : "consent-box"}>
        <label className="form-checkbox">
          <input
            type="checkbox"
            id={id}
            name="consent"
            value="yes"
            aria-invalid={errorId ? true : undefined}
            aria-describedby={errorId}
          />
          <span>{t("consent.agree")}</span>
        </label>
        <FieldErrors id={errorId} errors={errors.length > 0 ? [t("consent.missing")] : []} />
      </div>
    </section>
  );
}
