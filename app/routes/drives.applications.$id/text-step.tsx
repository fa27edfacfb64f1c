import { useTranslation } from "react-i18next";
import { fieldId, type StepProps } from "#app/components/apply/use-application-faults.ts";
import { Button } from "#app/components/button.tsx";
import { FieldErrors } from "#app/components/field.tsx";
import type { DraftArticle } from "#db/tables/drive-draft.ts";
import { ArticleFields } from "./article-fields.tsx";
import { StepForm } from "./step-form.tsx";
import { StepHelp } from "./step-help.tsx";

/** The text, article by article. Adding and removing are submits that keep the rest, so no script is needed. */
export function TextStep({
  application,
  articles,
  errorsOf,
}: StepProps & { articles: readonly DraftArticle[] }) {
  const { t } = useTranslation(["apply", "drives"]);
  const { shape, limits } = application;
  if (shape === "none") return null;
  const errors = errorsOf("articles");
  return (
    <StepForm
      step="text"
      application={application}
      buttons={
        <div className="cluster">
          {articles.length < limits.articles && (
            <Button look="secondary" size="medium" name="intent" value="add">
              {t("drives:article.add")}
            </Button>
          )}
          <span className="muted small">{t("drives:article.most", { amount: limits.articles })}</span>
        </div>
      }
    >
      <StepHelp help={t(`text.${shape}.help`)} example={t(`text.${shape}.example`)} />
      {errors.length > 0 && (
        <div id={fieldId("articles")} tabIndex={-1}>
          <FieldErrors id="articles-error" errors={errors} />
        </div>
      )}
      {articles.length === 0 && <p className="muted">{t("drives:article.none")}</p>}
      {articles.map((article, place) => (
        <ArticleFields
          // biome-ignore lint/suspicious/noArrayIndexKey: articles have no identity but their place
          key={`${articles.length}-${place}`}
          article={article}
          place={place}
          shape={shape}
          limits={limits}
          errorsOf={errorsOf}
        />
      ))}
    </StepForm>
  );
}
