import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { TableView } from "#app/components/table-view.tsx";
import type { DefinitionChange } from "#app/domain/kinds/poll/definition-changes.ts";
import type { DraftPageData } from "./draft-page.server.ts";
import { OfficePicture } from "./office-picture.tsx";
import { useDefinitionValues } from "./use-definition-values.ts";
import { WholeDefinition } from "./whole-definition.tsx";

/** What a second officer needs: what changed since their last look, and the approval. */
export function Review({ draft }: { draft: DraftPageData }) {
  const { t } = useTranslation("polling");
  const said = useDefinitionValues(draft);
  const placeOf = (of: DefinitionChange["of"], name: string, language: DefinitionChange["language"]) => {
    const part = language ? t("in", { label: name, language: t(`language.${language}`) }) : name;
    return of === null
      ? part
      : t("question.part", { of: t(`${of.what}.number`, { number: of.number }), part });
  };
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
          ofTexts
          columns={[
            {
              key: "of",
              label: t("review.where"),
              cell: ({ of, field, language }) => placeOf(of, t(`changed.${field}`), language),
            },
            {
              key: "before",
              label: t("review.before"),
              cell: ({ field, before }) =>
                field === "picture" && before ? (
                  <OfficePicture id={before} alt={t("picture.before")} />
                ) : (
                  said(field, before)
                ),
            },
            {
              key: "after",
              label: t("review.after"),
              cell: ({ field, after }) =>
                field === "picture" && after ? (
                  <OfficePicture id={after} alt={t("picture.after")} />
                ) : (
                  said(field, after)
                ),
            },
          ]}
        />
      )}
      <WholeDefinition draft={draft} />
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
