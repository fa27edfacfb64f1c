import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { HIDE_REASONS, type HideReason } from "#db/tables/quick-poll.ts";

interface ReportedItemProps {
  item: {
    name: string;
    /** Null: the poll itself. */
    messageId: number | null;
    text: string;
    author: string;
    since: string;
    reports: { reason: HideReason; note: string | null }[];
  };
}

/** What was reported, why, and what may be done about it. */
export function ReportedItem({ item }: ReportedItemProps) {
  const { t } = useTranslation("quick");
  const format = useFormat();
  const { name, messageId, text, author, since, reports } = item;
  const message = messageId === null ? "" : String(messageId);
  return (
    <li className="panel stack">
      <p className="small muted">
        {t(messageId === null ? "moderation.poll" : "moderation.message")} · {author} ·{" "}
        <time dateTime={since}>{format.dateTime(since)}</time>
      </p>
      <p className="opinion-body" dir="auto">
        <Link to={quickPollPath(name)}>{text}</Link>
      </p>
      <ul className="plain-list">
        {reports.map(({ reason, note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: reports in their order, which stays
          <li key={index} dir="auto">
            {t(`reason.${reason}`)}
            {note !== null && `: ${note}`}
          </li>
        ))}
      </ul>
      <Form method="post" action="/moderation/quick-polls" className="stack" noValidate>
        <input type="hidden" name="name" value={name} />
        <input type="hidden" name="message" value={message} />
        <SelectField
          id={`reason-${name}-${message}`}
          name="reason"
          label={t("reasonLabel")}
          choices={HIDE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          defaultValue={reports[0]?.reason}
        />
        <div className="cluster tight">
          <Button look="secondary" size="medium" name="intent" value="hide">
            {t("moderation.hide")}
          </Button>
          <Button look="tertiary" size="medium" name="intent" value="dismiss">
            {t("moderation.dismiss")}
          </Button>
        </div>
      </Form>
    </li>
  );
}
