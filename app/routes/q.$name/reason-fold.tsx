import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextareaField } from "#app/components/field.tsx";
import { WriterField } from "#app/components/kept/writer-field.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";
import type { QuickPageData } from "./quick-page.server.ts";

interface ReasonFoldProps {
  page: QuickPageData;
  intent: "report" | "hide";
  /** Null: the poll itself. */
  messageId: number | null;
  answer: Refused | undefined;
}

/** Reports the poll or a message, or hides it, for one of a few reasons. */
export function ReasonFold({ page, intent, messageId, answer }: ReasonFoldProps) {
  const { t } = useTranslation("quick");
  const { t: ofReport } = useTranslation("report");
  const within = useSpacePath();
  const { viewer } = useRootData();
  const { formData } = useNavigation();
  const message = messageId === null ? "" : String(messageId);
  const isAnswered = answer?.typed.intent === intent && (answer.typed.message ?? "") === message;
  const fieldId = `${intent}-reason-${message}`;
  const { summary, errorsOf } = useRefusal(isAnswered ? answer?.refused : null, {
    reason: { id: fieldId, label: ofReport("reasonLabel") },
    note: { id: `${fieldId}-note`, label: ofReport("note") },
  });
  const of = messageId === null ? "poll" : "message";
  if (!viewer) {
    if (messageId !== null) return null;
    const returnTo = quickPollPath(page.name);
    return (
      <p className="small">
        <a className="text-link" href={within(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`)}>
          {t("report.signIn")}
        </a>
      </p>
    );
  }
  return (
    <details className="fold quick-reason" open={isAnswered}>
      <summary>{t(`${intent}.${of}`)}</summary>
      <Form method="post" action={quickPollPath(page.name)} className="stack" noValidate preventScrollReset>
        <WriterField />
        <input type="hidden" name="message" value={message} />
        {summary.length > 0 && errorsOf("reason").length + errorsOf("note").length === 0 && (
          <p className="form-hint-invalid" role="alert">
            {summary[0]?.message}
          </p>
        )}
        <SelectField
          id={fieldId}
          name="reason"
          label={ofReport("reasonLabel")}
          required
          choices={HIDE_REASONS.map((value) => ({ value, label: ofReport(`reason.${value}`) }))}
          defaultValue={isAnswered ? answer?.typed.reason : undefined}
          errors={errorsOf("reason")}
        />
        {intent === "report" && (
          <TextareaField
            id={`${fieldId}-note`}
            name="note"
            label={ofReport("note")}
            rows={2}
            limit={page.limits.note}
            defaultValue={isAnswered ? answer?.typed.note : undefined}
            errors={errorsOf("note")}
          />
        )}
        <div>
          <Button
            look="secondary"
            size="medium"
            name="intent"
            value={intent}
            pending={formData?.get("intent") === intent && formData.get("message") === message}
          >
            {t(`${intent}.submit`)}
          </Button>
        </div>
      </Form>
    </details>
  );
}
