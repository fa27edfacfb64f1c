import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldId } from "#app/components/apply/use-application-faults.ts";
import { Button } from "#app/components/button.tsx";
import { TextDiff } from "#app/components/drive/text-diff.tsx";
import { InputField, TextareaField } from "#app/components/field.tsx";
import type { TextShape } from "#app/domain/kinds/drive/application-schema.ts";
import type { ApplicationView } from "#app/domain/kinds/drive/application-view.ts";
import type { DraftArticle } from "#db/tables/drive-draft.ts";

interface ArticleFieldsProps {
  article: DraftArticle;
  place: number;
  shape: Exclude<TextShape, "none">;
  limits: ApplicationView["limits"];
  errorsOf: (field: string) => string[];
}

/** One article: its number, its title, and one text or two beside each other with what differs between them. */
export function ArticleFields({ article, place, shape, limits, errorsOf }: ArticleFieldsProps) {
  const { t } = useTranslation("drives");
  // What is compared follows the typing; without scripts it is what was saved.
  const [texts, setTexts] = useState({ current: article.current, proposed: article.proposed });
  const name = (part: string) => `articles.${place}.${part}`;
  const sides = (["current", "proposed"] as const).filter((side) => shape === side || shape === "both");
  const follow = (side: "current" | "proposed") => (event: FormEvent<HTMLTextAreaElement>) =>
    setTexts({ ...texts, [side]: event.currentTarget.value });
  return (
    <fieldset className="article-fields" id={`article-${place}`}>
      <legend>{t("article.legend", { place: place + 1 })}</legend>
      <div className="article-head">
        <InputField
          id={fieldId(name("number"))}
          name={name("number")}
          label={t("article.number")}
          defaultValue={article.number}
          errors={errorsOf(name("number"))}
          autoComplete="off"
          required
        />
        <InputField
          id={fieldId(name("title"))}
          name={name("title")}
          label={t("article.title")}
          defaultValue={article.title}
          errors={errorsOf(name("title"))}
          autoComplete="off"
        />
      </div>
      <div className={sides.length === 2 ? "article-sides" : undefined}>
        {sides.map((side) => (
          <TextareaField
            key={side}
            id={fieldId(name(side))}
            name={name(side)}
            label={t(`article.${side}`)}
            hint={sides.length === 2 ? t(`article.${side}Hint`) : undefined}
            rows={6}
            defaultValue={article[side] ?? ""}
            onInput={follow(side)}
            limit={limits.articleText.max}
            errors={errorsOf(name(side))}
            required={shape !== "both"}
          />
        ))}
      </div>
      {shape === "both" && (texts.current || texts.proposed) && (
        <details className="article-diff" open>
          <summary>{t("article.compare")}</summary>
          <TextDiff
            before={texts.current}
            after={texts.proposed}
            beforeLabel={t("diff.current")}
            afterLabel={t("diff.proposed")}
          />
        </details>
      )}
      <div>
        <Button look="tertiary" size="small" name="intent" value={`remove:${place}`}>
          {t("article.remove", { place: place + 1 })}
        </Button>
      </div>
    </fieldset>
  );
}
