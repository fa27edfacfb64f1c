import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { DiscardDraft } from "#app/components/write/discard-draft.tsx";
import { removeLocalDraft } from "#app/components/write/local-draft.ts";
import type { ErrorCode } from "#app/domain/errors.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";

interface PublishPanelProps {
  id: string;
  owner: string;
  office: string;
  closesAt: string;
  hasPictures: boolean;
  rules: {
    openDays: number;
    rules: readonly { code: string; threshold: number; consequence: ConsequenceCode; days: number }[];
  };
  answer: { refused: { code: ErrorCode } | null } | { unreachable: true } | undefined;
}

/** What follows the button, before the button. */
export function PublishPanel({ id, owner, office, closesAt, hasPictures, rules, answer }: PublishPanelProps) {
  const { t } = useTranslation(["write", "errors"]);
  const format = useFormat();
  const publishing = useNavigation().state === "submitting";
  const code = answer && "refused" in answer ? answer.refused?.code : undefined;
  const forget = () => removeLocalDraft(owner, id);
  return (
    <>
      <section className="section" aria-labelledby="next">
        <h2 className="h-section" id="next">
          {t("write:next.title")}
        </h2>
        <ol className="next-steps">
          <li>
            {t("write:next.open", {
              count: rules.openDays,
              days: format.number(rules.openDays),
              date: format.date(closesAt),
            })}
          </li>
          {rules.rules.map(({ code: rule, threshold, consequence, days }) => (
            <li key={rule}>
              {t(`write:next.${consequence}`, {
                count: threshold,
                amount: format.number(threshold),
                days: format.number(days),
                office,
              })}
            </li>
          ))}
          <li>{t("write:next.edit")}</li>
        </ol>
      </section>
      <section className="section stack tight" aria-labelledby="fixed">
        <h2 className="h-section" id="fixed">
          {t("write:fixed.title")}
        </h2>
        <p>{t("write:fixed.text")}</p>
        {hasPictures && <p>{t("write:fixed.pictures")}</p>}
      </section>
      <section className="section publish-panel" aria-label={t("write:action.publish")}>
        {code && (
          <ErrorSummary
            errors={[{ message: `${t(`errors:code.${code}.title`)}. ${t(`errors:code.${code}.message`)}` }]}
          />
        )}
        {answer && "unreachable" in answer && (
          <Notice tone="warning" live title={t("write:unreachable.title")}>
            {t("write:unreachable.publish")}
          </Notice>
        )}
        <p className="muted">{t("write:review.public")}</p>
        <Form className="cluster" method="post" action={`/drafts/${id}/review`} onSubmit={forget}>
          <Button size="xlarge" name="intent" value="publish" pending={publishing}>
            {t("write:action.publish")}
          </Button>
          <LinkButton look="tertiary" size="xlarge" to={`/drafts/${id}`}>
            {t("write:action.back")}
          </LinkButton>
        </Form>
      </section>
      <DiscardDraft action={`/drafts/${id}`} onDiscard={forget} />
    </>
  );
}
