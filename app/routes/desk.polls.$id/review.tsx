import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { TableView } from "#app/components/table-view.tsx";
import type { DraftPageData } from "./draft-page.server.ts";

/** What a second officer needs: what changed since their last look, and the approval. */
export function Review({ draft }: { draft: DraftPageData }) {
  const { t } = useTranslation("polling");
  const { changes, looked, version, submittedAt, mayApprove } = draft;
  return (
    <section className="section stack" aria-labelledby="review">
      <h2 className="h-section" id="review">
        {t("review.heading")}
      </h2>
      {looked === null ? (
        <p>{t("review.first")}</p>
      ) : changes === null || changes.length === 0 ? (
        <p>{t("review.same")}</p>
      ) : (
        <TableView
          caption={t("review.changes", { count: changes.length, amount: changes.length })}
          rows={changes.map((change, key) => ({ ...change, key }))}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "of",
              label: t("review.where"),
              cell: ({ of }) =>
                of === null
                  ? t("part.about")
                  : t(of.what === "question" ? "question.number" : "brief.number", { number: of.number }),
            },
            { key: "before", label: t("review.before"), cell: ({ before }) => before ?? "–" },
            { key: "after", label: t("review.after"), cell: ({ after }) => after ?? "–" },
          ]}
        />
      )}
      {!mayApprove && <Notice>{t("review.own")}</Notice>}
      <Form method="post" className="cluster">
        <input type="hidden" name="version" value={version} />
        {mayApprove && submittedAt && (
          <Button name="intent" value="approve">
            {t("review.approve")}
          </Button>
        )}
        <Button look="secondary" name="intent" value="looked">
          {t("review.looked")}
        </Button>
      </Form>
      {mayApprove && <p className="small muted">{t("review.means")}</p>}
    </section>
  );
}
