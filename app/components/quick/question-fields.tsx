import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button.tsx";
import { InputField } from "../field.tsx";
import { useHydrated } from "../use-hydrated.ts";

const CHOICES = [1, 2, 3, 4, 5, 6] as const;
const LEAST = 2;

interface QuestionFieldsProps {
  limits: { question: number; choice: number };
  errorsOf(field: string): string[];
  typed: Record<string, string> | undefined;
  onQuestion?(question: string): void;
}

/** A question and its answers: two, filled with the commonest, and four more where somebody wants them. */
export function QuestionFields({ limits, errorsOf, typed, onQuestion }: QuestionFieldsProps) {
  const { t } = useTranslation("quick");
  const hydrated = useHydrated();
  const used = CHOICES.filter((number) => (typed?.[`choice${number}`] ?? "") !== "");
  const [shown, setShown] = useState(Math.max(LEAST, ...used));
  const preset = (number: number) => (number === 1 ? t("new.yes") : number === 2 ? t("new.no") : "");
  const field = (number: number) => (
    <InputField
      key={number}
      id={`choice${number}`}
      name={`choice${number}`}
      label={t("new.choice", { number })}
      required={number <= LEAST}
      autoComplete="off"
      enterKeyHint="next"
      limit={limits.choice}
      defaultValue={typed ? typed[`choice${number}`] : preset(number)}
      errors={errorsOf(`choice${number}`)}
    />
  );
  // Without scripts those beyond two stand folded, and may stay empty.
  const more = CHOICES.slice(LEAST);
  return (
    <div className="stack">
      <InputField
        id="question"
        name="question"
        label={t("new.question")}
        required
        autoComplete="off"
        enterKeyHint="done"
        limit={limits.question}
        defaultValue={typed?.question}
        errors={errorsOf("question")}
        onChange={(event) => onQuestion?.(event.currentTarget.value)}
      />
      {CHOICES.slice(0, LEAST).map(field)}
      {hydrated ? (
        more.filter((number) => number <= shown).map(field)
      ) : (
        <details className="fold" open={used.some((number) => number > LEAST)}>
          <summary>{t("new.moreChoices")}</summary>
          <div className="stack">{more.map(field)}</div>
        </details>
      )}
      {hydrated && shown < CHOICES.length && (
        <div>
          <Button
            type="button"
            look="tertiary"
            size="medium"
            onClick={() => setShown((number) => number + 1)}
          >
            {t("new.addChoice")}
          </Button>
        </div>
      )}
    </div>
  );
}
