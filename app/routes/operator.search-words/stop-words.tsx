import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { InputField } from "#app/components/field.tsx";
import { CloseIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface StopWordsProps {
  words: readonly string[];
  typed: string | undefined;
  errors: readonly string[];
}

const PATH = "/operator/search-words";

/** Words that say nothing about what is looked for: each is a button that takes it off the list. */
export function StopWords({ words, typed, errors }: StopWordsProps) {
  const { t } = useTranslation("operator");
  const format = useFormat();
  const { formData } = useNavigation();
  return (
    <section className="section" aria-labelledby="stop-words">
      <h2 className="h-section" id="stop-words">
        {t("words.stopWords")}
      </h2>
      <p className="muted">{t("words.stopWordsText")}</p>
      {/* Empty again after what was added. */}
      <Form className="word-form" method="post" action={PATH} noValidate key={words.length}>
        <InputField
          id="new-stop-words"
          name="stopWords"
          label={t("words.addStopWords")}
          hint={t("words.stopWordHint")}
          defaultValue={typed}
          errors={errors}
          autoComplete="off"
          required
        />
        <Button
          look="secondary"
          name="intent"
          value="add-stop-words"
          pending={formData?.get("intent") === "add-stop-words"}
        >
          {t("words.add")}
        </Button>
      </Form>
      <h3 className="h-sub">
        {t("words.stopWordsList")}{" "}
        <span className="muted">
          {t("words.stopWordsCount", { count: words.length, amount: format.number(words.length) })}
        </span>
      </h3>
      <p className="small muted">{words.length > 0 ? t("words.stopWordsNote") : t("words.none")}</p>
      <Form method="post" action={PATH} preventScrollReset>
        <input type="hidden" name="intent" value="remove-stop-word" />
        <ul className="stop-words">
          {words.map((word) => (
            <li key={word}>
              <button type="submit" name="word" value={word}>
                {word}
                <span className="sr-only">: {t("words.takeOff")}</span>
                <CloseIcon size={14} />
              </button>
            </li>
          ))}
        </ul>
      </Form>
    </section>
  );
}
