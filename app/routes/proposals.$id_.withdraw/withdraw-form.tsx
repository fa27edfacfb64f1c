import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { type AuthorAnswer, isUnreachable, refusalOf } from "#app/components/proposal/author-answer.ts";
import { useFormat } from "#app/components/use-format.ts";
import { useRefusal } from "#app/components/use-refusal.ts";

interface WithdrawFormProps {
  title: string;
  supportCount: number;
  replyOwed: boolean;
  answer: AuthorAnswer;
}

export function WithdrawForm({ title, supportCount, replyOwed, answer }: WithdrawFormProps) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const format = useFormat();
  const working = useNavigation().state === "submitting";
  const { summary } = useRefusal(refusalOf(answer), {});
  return (
    <>
      <ErrorSummary errors={summary} />
      {isUnreachable(answer) && (
        <Notice tone="warning" live>
          {t("unreachable")}
        </Notice>
      )}
      <section className="panel" aria-labelledby="withdraw-what">
        <h2 className="h-sub" id="withdraw-what">
          {title}
        </h2>
        <ul className="plain-list">
          <li>{t("withdraw.noMore")}</li>
          {supportCount > 0 && (
            <li>{t("withdraw.supporters", { count: supportCount, amount: format.number(supportCount) })}</li>
          )}
          {replyOwed && <li>{t("withdraw.replyStays")}</li>}
          <li>{t("withdraw.stays")}</li>
          <li>{t("withdraw.forGood")}</li>
        </ul>
      </section>
      <Form className="cluster author-form" method="post">
        <Button pending={working}>{t("withdraw.confirm")}</Button>
        <LinkButton look="tertiary" to={`/proposals/${here}`}>
          {t("withdraw.keep")}
        </LinkButton>
      </Form>
    </>
  );
}
