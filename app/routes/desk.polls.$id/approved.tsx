import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { SaidFields } from "#app/components/said-fields.tsx";
import type { DraftPageData } from "./draft-page.server.ts";

/** What an office can still do once everybody sees the poll: tell of a mistake, or end it. */
export function Approved({ draft: { id, mayWrite } }: { draft: DraftPageData }) {
  const { t } = useTranslation("polling");
  return (
    <div className="stack loose">
      <Notice tone="success" title={t("approved.title")}>
        {t("approved.text")}
      </Notice>
      <div>
        <LinkButton to={`/polls/${id}`}>{t("approved.open")}</LinkButton>
      </div>
      {mayWrite && (
        <section className="stack" aria-labelledby="correct">
          <h2 className="h-section" id="correct">
            {t("correction.heading")}
          </h2>
          <p>{t("correction.lead")}</p>
          <KeptForm method="post" name={`poll-correction-${id}`} className="stack">
            <SaidFields name="correction" label={t("correction.text")} fields={{}} long required />
            <div>
              <Button look="secondary" name="intent" value="correct">
                {t("correction.send")}
              </Button>
            </div>
          </KeptForm>
          <details className="fold">
            <summary>{t("withdraw.heading")}</summary>
            <p>{t("withdraw.text")}</p>
            <Form method="post">
              <Button look="tertiary" name="intent" value="withdraw">
                {t("withdraw.send")}
              </Button>
            </Form>
          </details>
        </section>
      )}
    </div>
  );
}
