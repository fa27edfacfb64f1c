import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { type Refusal, useRefusal } from "#app/components/use-refusal.ts";
import type { readLeaving } from "#app/domain/leaving/leave.ts";

interface LeaveFormProps {
  leaving: Awaited<ReturnType<typeof readLeaving>>;
  refused: Refusal | null;
}

/** What goes at once, what is taken back, what stays of nobody: said plainly before the button. */
export function LeaveForm({ leaving, refused }: LeaveFormProps) {
  const { t } = useTranslation("data");
  const format = useFormat();
  const working = useNavigation().state === "submitting";
  const { summary } = useRefusal(refused, { sure: { id: "sure", label: t("leave.sure") } });
  const amount = (count: number) => ({ count, amount: format.number(count) });
  const { obstacles } = leaving;
  return (
    <div className="stack loose">
      <ErrorSummary errors={summary} />
      {obstacles.map((obstacle) => (
        <Notice key={obstacle} tone="warning" title={t(`leave.obstacle.${obstacle}.title`)}>
          {t(`leave.obstacle.${obstacle}.text`)}
        </Notice>
      ))}
      <section className="panel" aria-labelledby="goes">
        <h2 className="h-sub" id="goes">
          {t("leave.goes")}
        </h2>
        <ul className="plain-list">
          <li>{t("leave.person")}</li>
          {leaving.drafts > 0 && <li>{t("leave.drafts", amount(leaving.drafts))}</li>}
          {leaving.applications > 0 && <li>{t("leave.applications", amount(leaving.applications))}</li>}
          <li>{t("leave.searches")}</li>
          <li>{t("leave.follows")}</li>
          <li>{t("leave.polls")}</li>
          <li>{t("leave.verdicts")}</li>
          <li>{t("leave.comments")}</li>
          <li>{t("leave.letters")}</li>
          {leaving.votes > 0 && <li>{t("leave.votes", amount(leaving.votes))}</li>}
          {leaving.quickPolls > 0 && <li>{t("leave.quickPolls", amount(leaving.quickPolls))}</li>}
          {leaving.takenBack > 0 && <li>{t("leave.takenBack", amount(leaving.takenBack))}</li>}
        </ul>
      </section>
      <section className="panel" aria-labelledby="stays">
        <h2 className="h-sub" id="stays">
          {t("leave.stays")}
        </h2>
        <ul className="plain-list">
          {leaving.supports > 0 && <li>{t("leave.supports", amount(leaving.supports))}</li>}
          {leaving.proposals > 0 && <li>{t("leave.proposals", amount(leaving.proposals))}</li>}
          {leaving.opinions > 0 && <li>{t("leave.opinions", amount(leaving.opinions))}</li>}
          {leaving.statements > 0 && <li>{t("leave.statements", amount(leaving.statements))}</li>}
          <li>{t("leave.list")}</li>
          <li>{t("leave.identity")}</li>
        </ul>
      </section>
      <p>
        <LinkButton look="secondary" to="/me/data">
          {t("leave.first")}
        </LinkButton>
      </p>
      {obstacles.length === 0 && (
        <Form method="post" action="/me/leave" className="panel stack" noValidate>
          <p>{t("leave.forGood")}</p>
          <label className="check-line">
            <input type="checkbox" id="sure" name="sure" value="yes" /> {t("leave.sure")}
          </label>
          <div className="cluster">
            <Button pending={working}>{t("leave.button")}</Button>
            <LinkButton look="tertiary" to="/me?show=settings">
              {t("leave.back")}
            </LinkButton>
          </div>
        </Form>
      )}
    </div>
  );
}
