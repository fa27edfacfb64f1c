import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { InputField, TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { Markdown } from "#app/components/markdown.tsx";
import { Notice } from "#app/components/notice.tsx";
import { RadioCards } from "#app/components/radio-cards.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { type Refusal, useRefusal } from "#app/components/use-refusal.ts";
import type { Decision } from "#db/tables/duty.ts";

/** What the action said: a preview, or why nothing was published; with what was typed in both cases. */
type Answer =
  | { preview: string; typed: Record<string, string> }
  | { refused: Refusal | null; typed: Record<string, string> };

/** What a reply must keep to. */
interface ReplyRules {
  limit: number;
  /** The fewest characters of a final reply. */
  finalMin: number;
  /** How many interim replies there can be, and whether there can be one more. */
  interim: number;
  mayPutOff: boolean;
  /** Between which days the next reply can be promised. */
  first: string;
  last: string;
}

interface ReplyFormProps {
  dutyId: number;
  /** How many replies there are: the writer's "I have seen these". */
  replies: number;
  rules: ReplyRules;
  answer: Answer | undefined;
}

const DECISIONS = ["will-do", "partly", "under-study", "cannot"] as const satisfies readonly Decision[];

/** An office's reply. Later ones are further versions, so the form folds away once there is one. */
export function ReplyForm(props: ReplyFormProps) {
  const { replies, answer } = props;
  const { t } = useTranslation("desk");
  const form = <Fields {...props} />;
  if (replies === 0) {
    return (
      <section aria-labelledby="reply-heading">
        <h2 className="h-section" id="reply-heading">
          {t("form.heading")}
        </h2>
        {form}
      </section>
    );
  }
  return (
    <section aria-labelledby="reply-heading">
      <h2 className="h-section" id="reply-heading">
        {t("form.again")}
      </h2>
      <details className="fold" open={answer !== undefined}>
        <summary>{t("form.open")}</summary>
        {form}
      </details>
    </section>
  );
}

function Fields({ dutyId, replies, rules, answer }: ReplyFormProps) {
  const { t } = useTranslation("desk");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { formData } = useNavigation();
  const intent = formData?.get("intent");
  const refused = answer && "refused" in answer ? answer.refused : null;
  const typed = answer?.typed ?? {};
  const { summary, errorsOf } = useRefusal(refused, {
    decision: { id: "reply-decision", label: t("form.decision") },
    nextDate: { id: "reply-next", label: t("form.nextDate") },
    body: { id: "reply-body", label: t("form.body") },
  });
  const overtaken = refused?.code === "changed-meanwhile";
  // Who was overtaken has now seen the newer reply; everyone else still answers what they saw at first.
  const seen = overtaken ? String(replies) : (typed.expectedReplies ?? String(replies));
  return (
    // Without scripts the answer is a page anew, which begins where something is missing.
    <KeptForm
      name={`reply-${dutyId}`}
      id="reply-form"
      method="post"
      action={`/desk/duties/${dutyId}#reply-form`}
      className="stack loose reply-form"
      noValidate
      preventScrollReset
    >
      {overtaken ? (
        <Notice tone="warning" live title={t("overtaken.title")}>
          {t("overtaken.text")}
        </Notice>
      ) : (
        <ErrorSummary errors={summary} />
      )}
      {replies > 0 && <Notice>{t("form.versions")}</Notice>}
      <input type="hidden" name="expectedReplies" value={seen} />
      <RadioCards
        id="reply-decision"
        name="decision"
        legend={t("form.decision")}
        required
        hint={rules.mayPutOff ? undefined : t("form.noInterim", { amount: format.number(rules.interim) })}
        defaultValue={typed.decision}
        errors={errorsOf("decision")}
        choices={DECISIONS.filter((decision) => rules.mayPutOff || decision !== "under-study").map(
          (decision) => ({
            value: decision,
            label: common(`decision.${decision}`),
            hint: t(`form.hint.${decision}`),
          }),
        )}
      />
      {rules.mayPutOff && (
        <div className="reply-next">
          <InputField
            id="reply-next"
            name="nextDate"
            type="date"
            label={t("form.nextDate")}
            hint={t("form.nextDateHint", { first: format.date(rules.first), last: format.date(rules.last) })}
            required
            min={rules.first}
            max={rules.last}
            defaultValue={typed.nextDate}
            errors={errorsOf("nextDate")}
          />
        </div>
      )}
      <TextareaField
        id="reply-body"
        name="body"
        label={t("form.body")}
        hint={`${t("form.bodyMin", { limit: format.number(rules.finalMin) })} ${t("form.bodyHint")}`}
        required
        rows={12}
        limit={rules.limit}
        defaultValue={typed.body}
        errors={errorsOf("body")}
      />
      {answer && "preview" in answer && (
        <section className="panel reply-preview" aria-labelledby="preview-heading" aria-live="polite">
          <h3 className="h-sub" id="preview-heading">
            {t("form.previewHeading")}
          </h3>
          <Markdown html={answer.preview} />
        </section>
      )}
      <div className="cluster">
        <Button name="intent" value="publish" pending={intent === "publish"}>
          {t("form.publish")}
        </Button>
        <Button look="tertiary" name="intent" value="preview" pending={intent === "preview"}>
          {t("form.preview")}
        </Button>
      </div>
      <p className="small muted">{t("form.after")}</p>
    </KeptForm>
  );
}
