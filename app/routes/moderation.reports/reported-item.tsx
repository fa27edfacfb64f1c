import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Waiting } from "#app/domain/moderation/read-desk.ts";
import { Thing } from "./thing.tsx";
import { useReasonWords } from "./use-reason-words.ts";

/** What was reported, why, and what may be done about it. */
export function ReportedItem({ item }: { item: Waiting }) {
  const { t } = useTranslation("moderation");
  const { t: ofReport } = useTranslation("report");
  const format = useFormat();
  const reasonIn = useReasonWords();
  const { formData } = useNavigation();
  const { id, reports, since, said, hideReasons, hidden } = item;
  const mayHide = hideReasons.length > 0;
  const pending = formData?.get("thing") === String(id) ? formData.get("intent") : null;
  const [first] = said;
  return (
    <li className="panel stack">
      <Thing thing={item} reports={reports} at={since} />
      <ul className="plain-list">
        {said.map(({ reason, note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: reports in their order, which stays
          <li key={index} dir="auto">
            {ofReport(`reason.${reason}`)}
            {note !== null && `: ${note}`}
          </li>
        ))}
      </ul>
      {reports > said.length && (
        <p className="small muted">
          {t("reports.more", { count: reports - said.length, amount: format.number(reports - said.length) })}
        </p>
      )}
      <Form method="post" action="/moderation/reports" className="stack" noValidate>
        <input type="hidden" name="thing" value={id} />
        <input type="hidden" name="reports" value={reports} />
        {mayHide && !hidden && (
          <SelectField
            id={`reason-${id}`}
            name="reason"
            label={t("reports.reason")}
            required
            choices={hideReasons.map((value) => ({ value, label: reasonIn(item.subject, value) }))}
            defaultValue={hideReasons.find((reason) => reason === first?.reason)}
          />
        )}
        {!mayHide && <p className="small muted">{t("reports.notHidden")}</p>}
        <div className="cluster tight">
          {mayHide ? (
            <Button look="secondary" size="medium" name="intent" value="hide" pending={pending === "hide"}>
              {t("reports.hide")}
            </Button>
          ) : (
            <Button
              look="secondary"
              size="medium"
              name="intent"
              value="passed-on"
              pending={pending === "passed-on"}
            >
              {t("reports.passOn")}
            </Button>
          )}
          <Button look="tertiary" size="medium" name="intent" value="kept" pending={pending === "kept"}>
            {t("reports.keep")}
          </Button>
        </div>
      </Form>
    </li>
  );
}
