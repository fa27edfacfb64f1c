import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { SupportBar } from "#app/components/support-bar.tsx";
import { AgreeForm } from "./agree-form.tsx";
import type { PageAnswer } from "./page-answer.ts";
import type { ProposalPageData } from "./proposal-page.server.ts";
import type { Agreement } from "./use-agreement.ts";

interface SupportPanelProps {
  proposal: ProposalPageData;
  agreement: Agreement;
  /** What who stands behind it can do next. */
  next: ReactNode;
  /** What the action said to the last touch, when it did not do it. */
  answer: PageAnswer;
}

/** How many stand behind it, moving as they come, and the one thing that a reader can do. */
export function SupportPanel({ proposal, agreement, next, answer }: SupportPanelProps) {
  const { t } = useTranslation("proposals");
  const { state, nextThreshold, milestones } = proposal;
  return (
    <section className="panel support-panel" id="support" aria-labelledby="support-heading">
      <h2 className="sr-only" id="support-heading">
        {t("support.heading")}
      </h2>
      <SupportBar
        count={agreement.count}
        milestones={milestones}
        nextThreshold={nextThreshold}
        size="large"
        ended={state !== "open"}
      />
      {/* Also when it is over by now: then that is why. */}
      <AgreementFault answer={answer} />
      {state === "open" ? (
        <AgreeForm agreement={agreement} next={next} refused={answer !== undefined} />
      ) : (
        <p className="muted">{t(`support.ended.${state}`)}</p>
      )}
    </section>
  );
}

function AgreementFault({ answer }: { answer: PageAnswer }) {
  const { t } = useTranslation(["proposals", "errors"]);
  if (!answer) return null;
  if ("unreachable" in answer) {
    return (
      <Notice tone="danger" live>
        {t("proposals:unreachable")}
      </Notice>
    );
  }
  if (!answer.refused) return null;
  const { code } = answer.refused;
  return (
    <Notice tone="danger" live title={t(`errors:code.${code}.title`)}>
      {t(`errors:code.${code}.message`)}
    </Notice>
  );
}
