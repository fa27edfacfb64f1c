import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";

/** Behind a second step, since it cannot be undone; a <details>, so that the step needs no JavaScript. */
export function DiscardDraft({ action, onDiscard }: { action: string; onDiscard: () => void }) {
  const { t } = useTranslation("write");
  return (
    <details className="write-discard">
      <summary>{t("discard.summary")}</summary>
      <Form className="stack tight" method="post" action={action} onSubmit={onDiscard}>
        <p>{t("discard.text")}</p>
        <div>
          <Button look="tertiary" size="medium" name="intent" value="discard">
            {t("discard.button")}
          </Button>
        </div>
      </Form>
    </details>
  );
}
