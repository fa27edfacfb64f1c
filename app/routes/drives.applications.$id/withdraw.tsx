import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";

/** Behind a second step, since it cannot be undone; a <details>, so that the step needs no JavaScript. */
export function Withdraw({ isDraft }: { isDraft: boolean }) {
  const { t } = useTranslation("apply");
  const what = isDraft ? "draft" : "submitted";
  return (
    <details className="write-discard">
      <summary>{t(`withdraw.${what}.summary`)}</summary>
      <Form className="stack tight" method="post">
        <p>{t(`withdraw.${what}.text`)}</p>
        <div>
          <Button look="tertiary" size="medium" name="intent" value="withdraw">
            {t(`withdraw.${what}.button`)}
          </Button>
        </div>
      </Form>
    </details>
  );
}
