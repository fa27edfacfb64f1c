import { useTranslation } from "react-i18next";
import { Terms } from "#app/components/apply/terms.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ApplicationView, TermsView } from "#app/domain/kinds/drive/application-view.ts";

/** Who applies, what they answered, and what a certificate given now would ask for. */
export function ClerkFacts({
  application,
  terms,
}: {
  application: ApplicationView;
  terms: TermsView | null;
}) {
  const { t } = useTranslation("apply");
  const format = useFormat();
  const { representative, district, helpers, submittedAt, exclusions, article, state } = application;
  return (
    <>
      <section className="panel" aria-labelledby="clerk-who">
        <h2 className="h-sub" id="clerk-who">
          {t("clerk.who")}
        </h2>
        <dl className="facts">
          <dt>{t("clerk.representative")}</dt>
          <dd>
            {representative}
            {district && ` · ${district}`}
          </dd>
          <dt>{t("people.role.co-representative")}</dt>
          <dd>{helpers.length > 0 ? helpers.map(({ name }) => name).join(", ") : t("clerk.nobody")}</dd>
          {submittedAt && (
            <>
              <dt>{t("clerk.submitted")}</dt>
              <dd>{format.date(submittedAt)}</dd>
            </>
          )}
          <dt>{t("clerk.article")}</dt>
          <dd lang="ko">{article}</dd>
        </dl>
      </section>
      {exclusions.length > 0 && (
        <section className="panel" aria-labelledby="clerk-checks">
          <h2 className="h-sub" id="clerk-checks">
            {t("clerk.checks")}
          </h2>
          <ul className="clerk-checks">
            {exclusions.map(({ code, question, answer }) => (
              <li key={code}>
                <span>{question}</span>
                <strong>
                  {answer === null ? t("clerk.unanswered") : t(`checks.${answer ? "yes" : "no"}`)}
                </strong>
              </li>
            ))}
          </ul>
        </section>
      )}
      {state === "submitted" && (
        <section className="panel tinted" aria-labelledby="clerk-terms">
          <h2 className="h-sub" id="clerk-terms">
            {t("clerk.terms")}
          </h2>
          <Terms terms={terms} />
        </section>
      )}
    </>
  );
}
