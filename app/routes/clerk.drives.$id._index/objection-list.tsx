import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { InputField, TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDriveView } from "#app/domain/kinds/drive/clerk-drive-view.ts";

interface ObjectionListProps {
  objections: ClerkDriveView["objections"];
  mayDecide: boolean;
  limit: number;
  typed: Record<string, string> | null;
  errorsOf: (field: string) => string[];
}

/** Objections to the list: those that wait first, each with the form to answer it. */
export function ObjectionList({ objections, mayDecide, limit, typed, errorsOf }: ObjectionListProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  if (objections.length === 0) return null;
  return (
    <section aria-labelledby="objections">
      <h2 className="h-section" id="objections">
        {t("objections.heading")} <span className="muted numeric">{format.number(objections.length)}</span>
      </h2>
      <ul className="stack">
        {objections.map((objection) => (
          <li key={objection.id} className="panel stack" id={`objection-${objection.id}`}>
            <p className="small muted">
              {objection.by} · {format.date(objection.madeAt)}
            </p>
            <p className="article-text" dir="auto">
              {objection.body}
            </p>
            {objection.upheld === null ? (
              mayDecide && (
                <AnswerForm
                  id={objection.id}
                  limit={limit}
                  typed={typed?.objection === String(objection.id) ? typed : null}
                  errorsOf={errorsOf}
                />
              )
            ) : (
              <Answered objection={objection} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answered({ objection }: { objection: ClerkDriveView["objections"][number] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { upheld, answer, struck } = objection;
  return (
    <div className="objection-answer stack tight">
      <p>
        <Badge tone={upheld ? "warning" : "gray"}>{t(`objections.${upheld ? "upheld" : "rejected"}`)}</Badge>{" "}
        {struck > 0 && t("objections.struckCount", { count: struck, amount: format.number(struck) })}
      </p>
      <p className="article-text" dir="auto">
        {answer}
      </p>
    </div>
  );
}

interface AnswerFormProps extends Pick<ObjectionListProps, "limit" | "typed" | "errorsOf"> {
  id: number;
}

function AnswerForm({ id, limit, typed, errorsOf }: AnswerFormProps) {
  const { t } = useTranslation("clerk");
  const errors = (field: string) => (typed ? errorsOf(field) : []);
  return (
    <KeptForm name={`objection-answer-${id}`} method="post" className="stack" noValidate>
      <input type="hidden" name="objection" value={id} />
      <RadioCards
        id={`verdict-${id}`}
        name="verdict"
        legend={t("objections.verdict")}
        required
        defaultValue={typed?.verdict}
        errors={errors("verdict")}
        choices={(["upheld", "rejected"] as const).map((value) => ({
          value,
          label: t(`objections.${value}`),
          hint: t(`objections.${value}Hint`),
        }))}
      />
      <InputField
        id={`struck-${id}`}
        name="struck"
        label={t("objections.struck")}
        hint={t("objections.struckHint")}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={typed?.struck}
        errors={errors("struck")}
      />
      <TextareaField
        id={`answer-${id}`}
        name="answer"
        label={t("objections.answer")}
        hint={t("objections.answerHint")}
        rows={4}
        limit={limit}
        defaultValue={typed?.answer}
        errors={errors("answer")}
        required
      />
      <div>
        <Button look="secondary" name="intent" value="answer-objection">
          {t("objections.button")}
        </Button>
      </div>
    </KeptForm>
  );
}
