import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { SelectField, TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import type { Inside } from "#app/domain/report/report.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";

interface ReportFormProps {
  inside: Inside;
  limit: number;
  answer: Refused | undefined;
}

/** Why it is reported, and a word on it. */
export function ReportForm({ inside, limit, answer }: ReportFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("report");
  const { state } = useNavigation();
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    reason: { id: "report-reason", label: t("reasonLabel") },
    note: { id: "report-note", label: t("note") },
  });
  const about = Object.entries(inside)
    .flatMap(([name, id]) => (id === undefined ? [] : [`${name}=${id}`]))
    .join("&");
  return (
    <KeptForm
      name={`report-${here}${about && `-${about.replace(/[=&]/g, "-")}`}`}
      method="post"
      action={`/matters/${here}/report${about && `?${about}`}`}
      className="stack"
      noValidate
    >
      <ErrorSummary errors={summary} />
      <SelectField
        id="report-reason"
        name="reason"
        label={t("reasonLabel")}
        required
        choices={HIDE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        defaultValue={answer?.typed.reason ?? ""}
        errors={errorsOf("reason")}
      />
      <TextareaField
        id="report-note"
        name="note"
        label={t("note")}
        hint={t("noteHint")}
        rows={3}
        limit={limit}
        defaultValue={answer?.typed.note}
        errors={errorsOf("note")}
      />
      <div>
        <Button pending={state === "submitting"}>{t("submit")}</Button>
      </div>
    </KeptForm>
  );
}
