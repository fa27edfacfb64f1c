import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { TextDiff } from "#app/components/drive/text-diff.tsx";
import { InputField, TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import type { DraftArticle } from "#db/tables/drive-draft.ts";

interface DecisionFormProps {
  driveId: number;
  articles: readonly DraftArticle[];
  limits: { reasons: number; article: number };
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

const OUTCOMES = ["adopted", "amended", "rejected"] as const;
const VOTES = ["for", "against", "abstained"] as const;
/** Articles that the council may have added. */
const FURTHER = 2;

/** What the council decided: the outcome, the votes, and the text as it was adopted, article by article. */
export function DecisionForm({ driveId, articles, limits, typed, errorsOf }: DecisionFormProps) {
  const { t } = useTranslation("clerk");
  const { formData } = useNavigation();
  const empty: DraftArticle = { number: "", title: "", current: null, proposed: null };
  const places = [...articles, ...Array.from({ length: FURTHER }, () => empty)];
  return (
    <KeptForm name={`decision-${driveId}`} method="post" className="stack loose" noValidate>
      <RadioCards
        id="outcome"
        name="outcome"
        legend={t("decision.outcome")}
        required
        defaultValue={typed?.outcome}
        errors={errorsOf("outcome")}
        choices={OUTCOMES.map((value) => ({
          value,
          label: t(`decision.to.${value}`),
          hint: t(`decision.hint.${value}`),
        }))}
      />
      <fieldset className="form-group">
        <legend className="form-legend-wrap">
          <span className="form-legend">{t("decision.votes")}</span>
        </legend>
        <div className="vote-fields">
          {VOTES.map((vote) => (
            <InputField
              key={vote}
              id={`votes-${vote}`}
              name={vote}
              label={t(`decision.vote.${vote}`)}
              inputMode="numeric"
              autoComplete="off"
              defaultValue={typed?.[vote]}
              errors={errorsOf(vote)}
              required
            />
          ))}
        </div>
      </fieldset>
      <TextareaField
        id="reasons"
        name="reasons"
        label={t("decision.reasons")}
        hint={t("decision.reasonsHint")}
        rows={5}
        limit={limits.reasons}
        defaultValue={typed?.reasons}
        errors={errorsOf("reasons")}
      />
      <details
        className="fold"
        open={typed?.outcome === "amended" || errorsOf("articles.0.proposed").length > 0}
      >
        <summary>{t("decision.text")}</summary>
        <p className="small muted">{t("decision.textHint")}</p>
        <div className="stack loose">
          {places.map((article, place) => (
            <AdoptedArticle
              // biome-ignore lint/suspicious/noArrayIndexKey: articles have no identity but their place
              key={place}
              {...{ article, place, typed, errorsOf }}
              limit={limits.article}
            />
          ))}
        </div>
      </details>
      <p className="small muted">{t("decision.after")}</p>
      <div className="cluster">
        <Button name="intent" value="decide" pending={formData?.get("intent") === "decide"}>
          {t("decision.button")}
        </Button>
        <Button look="tertiary" name="intent" value="compare" pending={formData?.get("intent") === "compare"}>
          {t("decision.compare")}
        </Button>
      </div>
    </KeptForm>
  );
}

interface AdoptedArticleProps extends Pick<DecisionFormProps, "typed" | "errorsOf"> {
  article: DraftArticle;
  place: number;
  limit: number;
}

function AdoptedArticle({ article, place, typed, errorsOf, limit }: AdoptedArticleProps) {
  const { t } = useTranslation("clerk");
  const name = (part: string) => `articles.${place}.${part}`;
  const value = (part: "number" | "title" | "proposed") => typed?.[name(part)] ?? article[part] ?? "";
  const adopted = value("proposed");
  return (
    <fieldset className="article-fields">
      <legend>{article.number || t("decision.further")}</legend>
      <div className="article-head">
        <InputField
          id={`article-${place}-number`}
          name={name("number")}
          label={t("decision.number")}
          defaultValue={value("number")}
          errors={errorsOf(name("number"))}
          autoComplete="off"
        />
        <InputField
          id={`article-${place}-title`}
          name={name("title")}
          label={t("decision.title")}
          defaultValue={value("title")}
          errors={errorsOf(name("title"))}
          autoComplete="off"
        />
      </div>
      <TextareaField
        id={`article-${place}-proposed`}
        name={name("proposed")}
        label={t("decision.adoptedText")}
        rows={4}
        limit={limit}
        defaultValue={adopted}
        errors={errorsOf(name("proposed"))}
      />
      {typed && adopted !== (article.proposed ?? "") && (
        <TextDiff
          before={article.proposed}
          after={adopted || null}
          beforeLabel={t("decision.asked")}
          afterLabel={t("decision.adopted")}
        />
      )}
    </fieldset>
  );
}
