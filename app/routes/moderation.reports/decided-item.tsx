import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import type { Decided } from "#app/domain/moderation/read-desk.ts";
import { SHOW_REASONS } from "#db/tables/report.ts";
import { Thing } from "./thing.tsx";
import { useReasonWords } from "./use-reason-words.ts";

/** What was decided, by whom and why; what is hidden may be shown again. */
export function DecidedItem({ item }: { item: Decided }) {
  const { t } = useTranslation("moderation");
  const { t: common } = useTranslation();
  const reasonIn = useReasonWords();
  const { formData } = useNavigation();
  const { id, thing, subject, act, reason, at, by, mayShow } = item;
  return (
    <li className="panel stack">
      <Thing thing={item} at={at} />
      <p>
        <strong>{t(`reports.act.${act}`)}</strong>
        {reason !== null && `: ${reasonIn(subject, reason)}`}
        {by !== null && <span className="small muted"> · {by}</span>}
      </p>
      {mayShow && (
        <details className="fold">
          <summary>{t("reports.show.open")}</summary>
          <Form method="post" action="/moderation/reports" className="stack tight" noValidate>
            <p>{t("reports.show.lead")}</p>
            <input type="hidden" name="thing" value={thing} />
            <SelectField
              id={`show-${id}`}
              name="reason"
              label={t("reports.reason")}
              required
              choices={SHOW_REASONS.map((value) => ({ value, label: common(`showReason.${value}`) }))}
            />
            <div>
              <Button
                look="secondary"
                size="medium"
                name="intent"
                value="show"
                pending={formData?.get("thing") === String(thing)}
              >
                {t("reports.show.button")}
              </Button>
            </div>
          </Form>
        </details>
      )}
    </li>
  );
}
