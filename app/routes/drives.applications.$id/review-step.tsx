import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ApplicationText } from "#app/components/apply/application-text.tsx";
import { Terms } from "#app/components/apply/terms.tsx";
import { useApplicationFaults } from "#app/components/apply/use-application-faults.ts";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { ApplicationView, TermsView } from "#app/domain/kinds/drive/application-view.ts";
import { RepresentativeConsent } from "./representative-consent.tsx";

interface ReviewStepProps {
  application: ApplicationView;
  terms: TermsView | null;
  /** What is wrong with the consent. */
  errors: readonly string[];
}

/** The application read back, what it still lacks, what follows, and the button. */
export function ReviewStep({ application, terms, errors }: ReviewStepProps) {
  const { t } = useTranslation("apply");
  const { messageOf, stepOf } = useApplicationFaults(application);
  const { id, faults, certification } = application;
  const working = useNavigation().formData?.get("intent") === "submit";
  return (
    <div className="stack loose">
      {faults.length > 0 && (
        <Notice tone="warning" title={t("review.lacking")}>
          <ul className="plain-list">
            {faults.map((fault) => (
              <li key={`${fault.field}${fault.code}`}>
                <Link className="text-link" to={`/drives/applications/${id}?step=${stepOf(fault)}`}>
                  {messageOf(fault)}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ApplicationText application={application} />
      <section className="panel tinted" aria-labelledby="what-follows">
        <h2 className="h-sub" id="what-follows">
          {t("review.follows")}
        </h2>
        <ol className="next-steps">
          <li>{t(`review.first.${certification}`)}</li>
          <li>{t("review.second")}</li>
          <li>{t("review.third")}</li>
        </ol>
        <Terms terms={terms} />
      </section>
      {faults.length === 0 && (
        <Form method="post" className="stack" noValidate>
          <p>{t("review.public")}</p>
          <RepresentativeConsent errors={errors} />
          <div className="cluster">
            <Button name="intent" value="submit" pending={working}>
              {t(`review.submit.${certification}`)}
            </Button>
          </div>
        </Form>
      )}
    </div>
  );
}
