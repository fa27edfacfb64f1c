import { useTranslation } from "react-i18next";
import { Articles } from "#app/components/drive/articles.tsx";
import type { ApplicationView } from "#app/domain/kinds/drive/application-view.ts";

/** The application read back, as everybody will read it once it is certified. */
export function ApplicationText({ application }: { application: ApplicationView }) {
  const { t } = useTranslation("apply");
  const {
    kind,
    request,
    title,
    target,
    targetName,
    category,
    summary,
    reasons,
    costs,
    articles,
    shape,
    subject,
  } = application;
  const missing = <span className="muted">{t("review.missing")}</span>;
  return (
    <article className="panel apply-paper" aria-labelledby="apply-title">
      <p className="muted">
        {kind.name} · {request.name} · {category.name}
      </p>
      <h2 className="h-section" id="apply-title" lang={title ? "ko" : undefined}>
        {title || t("untitled")}
      </h2>
      <dl className="apply-facts">
        {(target || subject !== "petition") && (
          <div>
            <dt>{t(`subject.${subject}.target`)}</dt>
            <dd>
              {targetName && `${targetName} · `}
              {target ? <span lang="ko">{target}</span> : missing}
            </dd>
          </div>
        )}
        <div>
          <dt>{t("field.summary")}</dt>
          <dd lang={summary ? "ko" : undefined}>{summary || missing}</dd>
        </div>
      </dl>
      {shape !== "none" && (
        <section aria-labelledby="apply-articles">
          <h3 className="h-sub" id="apply-articles">
            {t(`text.${shape}.heading`)}
          </h3>
          {articles.length > 0 ? <Articles articles={articles} heading="h4" /> : missing}
        </section>
      )}
      <section aria-labelledby="apply-reasons">
        <h3 className="h-sub" id="apply-reasons">
          {t("field.reasons")}
        </h3>
        <p className="apply-prose" dir="auto" lang={reasons ? "ko" : undefined}>
          {reasons || missing}
        </p>
      </section>
      {(costs || subject === "ordinance") && (
        <section aria-labelledby="apply-costs">
          <h3 className="h-sub" id="apply-costs">
            {t("field.costs")}
          </h3>
          <p className="apply-prose" dir="auto" lang={costs ? "ko" : undefined}>
            {costs || missing}
          </p>
        </section>
      )}
    </article>
  );
}
