import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface Recipient {
  id: number;
  name: string;
  fingerprint: string;
  addedBy: string;
  addedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  mine: boolean;
}

/** Who is on file, each with the fingerprint that a second clerk compares before confirming it. */
export function RecipientList({ recipients }: { recipients: readonly Recipient[] }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  if (recipients.length === 0) return <p className="muted">{t("recipients.none")}</p>;
  return (
    <ul className="stack">
      {recipients.map((one) => (
        <li key={one.id} className="panel stack tight">
          <h2 className="h-sub" lang="ko">
            {one.name}{" "}
            <Badge tone={one.confirmedAt ? "success" : "warning"}>
              {t(one.confirmedAt ? "recipients.confirmed" : "recipients.waiting")}
            </Badge>
          </h2>
          <p className="small">
            {t("recipients.fingerprint")} <code className="hash">{one.fingerprint}</code>
          </p>
          <p className="small muted">
            {t("recipients.addedBy", { date: format.date(one.addedAt), name: one.addedBy })}
            {one.confirmedAt &&
              ` · ${t("recipients.confirmedBy", { date: format.date(one.confirmedAt), name: one.confirmedBy })}`}
          </p>
          {!one.confirmedAt && <p>{t(one.mine ? "recipients.mine" : "recipients.compare")}</p>}
          <Form method="post" className="cluster">
            <input type="hidden" name="recipient" value={one.id} />
            {!one.confirmedAt && !one.mine && (
              <Button size="medium" name="intent" value="confirm">
                {t("recipients.confirm")}
                <span className="sr-only"> {one.name}</span>
              </Button>
            )}
            <Button look="tertiary" size="medium" name="intent" value="end">
              {t("recipients.end")}
              <span className="sr-only"> {one.name}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  );
}
