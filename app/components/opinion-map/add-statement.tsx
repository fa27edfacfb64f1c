import { useLocation, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { InputField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";

/** Nothing was added: these say nearly the same. */
export interface Similar {
  similar: { id: number; body: string }[];
  typed: Record<string, string>;
}

interface AddStatementProps {
  /** The id of the one that was added just now, or was there word for word. */
  sent: { added: string | null; there: string | null };
  limits: { statement: number; statements: number };
  refused: Refused | null;
  similar: Similar | null;
}

/** One's own statement; what says nearly the same is pointed out before it is added. */
export function AddStatement({ sent, limits, refused, similar }: AddStatementProps) {
  const here = useMatterHere();
  const { t } = useTranslation("map");
  const format = useFormat();
  const { state, formData } = useNavigation();
  const { pathname, search } = useLocation();
  const field = { id: "statement-body", label: t("add.body") };
  const { summary, errorsOf } = useRefusal(refused?.refused, { body: field });
  // The answer is there while the page is still read anew: its buttons may be pressed then.
  const pending = state === "submitting" && formData?.get("intent") === "add";
  return (
    <section className="section panel stack" id="add" aria-labelledby="add-heading">
      <h2 className="h-section" id="add-heading">
        {t("add.heading")}
      </h2>
      {sent.added && !refused && !similar && (
        <Notice tone="success" live title={t("add.done")}>
          {t("add.doneText")}
        </Notice>
      )}
      {sent.there && !refused && !similar && (
        <Notice live title={t("add.there")}>
          <a className="text-link" href={`#statement-${sent.there}`}>
            {t("add.thereText")}
          </a>
        </Notice>
      )}
      <p className="muted">{t("add.lead", { most: format.number(limits.statements) })}</p>
      <KeptForm
        name={`statement-${here}`}
        method="post"
        // With what the address says of the last statement: without it, the form would begin anew under the writer's hands.
        action={`${pathname}${search}#add`}
        className="stack"
        noValidate
      >
        <ErrorSummary errors={summary} />
        {similar && (
          <Notice tone="warning" live title={t("add.similar")}>
            <p>{t("add.similarText")}</p>
            <ul className="plain-list">
              {similar.similar.map(({ id, body }) => (
                <li key={id}>
                  <a className="text-link" href={`#statement-${id}`} dir="auto">
                    {body}
                  </a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <input type="hidden" name="intent" value="add" />
        <InputField
          {...field}
          name="body"
          hint={t("add.hint")}
          required
          limit={limits.statement}
          defaultValue={(refused ?? similar)?.typed.body}
          errors={errorsOf("body")}
        />
        <div className="cluster">
          <Button look="secondary" pending={pending}>
            {t("add.button")}
          </Button>
          {similar && (
            <Button look="tertiary" name="anyway" value="yes" pending={pending}>
              {t("add.anyway")}
            </Button>
          )}
        </div>
      </KeptForm>
    </section>
  );
}
