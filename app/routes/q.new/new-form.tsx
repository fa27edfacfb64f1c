import { useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { InputField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { questionFieldsOf } from "#app/components/quick/question-field-names.ts";
import { QuestionFields } from "#app/components/quick/question-fields.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { useSpaceUrl } from "#app/components/space-path.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import { LASTINGS } from "#app/domain/quick-poll/lasting.ts";
import { proposeName } from "#app/domain/quick-poll/name.ts";

interface NewFormProps {
  limits: { question: number; choice: number; name: number };
  answer: Refused | undefined;
}

/** A question, two answers that stand there already, and a button; its address and its end only for who asks. */
export function NewForm({ limits, answer }: NewFormProps) {
  const { t } = useTranslation("quick");
  const url = useSpaceUrl();
  const making = useNavigation().state === "submitting";
  const typed = answer?.typed;
  const [question, setQuestion] = useState(typed?.question ?? "");
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    ...questionFieldsOf(t),
    name: { id: "name", label: t("new.name") },
    lasts: { id: "lasts", label: t("new.lasts") },
  });
  const nameFaults = errorsOf("name");
  return (
    <KeptForm name="quick-poll" method="post" action="/q/new" className="stack loose" noValidate>
      <ErrorSummary errors={summary} />
      <QuestionFields limits={limits} errorsOf={errorsOf} typed={typed} onQuestion={setQuestion} />
      <details className="fold quick-more" open={nameFaults.length > 0}>
        <summary>{t("new.more")}</summary>
        <div className="stack">
          <InputField
            id="name"
            name="name"
            label={t("new.name")}
            hint={t("new.nameHint", { base: url("/q/") })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={proposeName(question)}
            limit={limits.name}
            defaultValue={typed?.name}
            errors={nameFaults}
          />
          <RadioCards
            id="lasts"
            name="lasts"
            legend={t("new.lasts")}
            choices={LASTINGS.map((value) => ({ value, label: t(`lasts.${value}`) }))}
            defaultValue={typed?.lasts ?? "week"}
            errors={errorsOf("lasts")}
          />
        </div>
      </details>
      <div className="quick-submit">
        <Button size="xlarge" pending={making}>
          {t("new.submit")}
        </Button>
        <p className="small muted">{t("new.honest")}</p>
      </div>
    </KeptForm>
  );
}
