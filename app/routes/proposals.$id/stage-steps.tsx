import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { Consequence } from "#db/tables/threshold.ts";

export interface StageStep {
  kind: "proposal" | Consequence;
  /** The number that leads to this step; null for the proposal itself. */
  threshold: number | null;
  /** When it was done (ISO); null: not yet. */
  doneAt: string | null;
  /** The date that an office owes it by (ISO), while it does. */
  dueAt: string | null;
}

/** The way of a proposal, as KRDS's step indicator: what is done, where it stands, what may come. */
export function StageSteps({ steps, ended = false }: { steps: readonly StageStep[]; ended?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  // What has ended stands nowhere any more: it has only come as far as it has.
  const current = ended ? -1 : steps.findIndex((step) => step.doneAt === null);
  return (
    <ol className="krds-step-wrap stage-steps" aria-label={t("steps.label")}>
      {steps.map(({ kind, threshold, doneAt, dueAt }, index) => {
        const active = index === current;
        return (
          <li
            key={kind}
            className={doneAt ? "done" : active ? "active" : undefined}
            aria-current={active ? "step" : undefined}
          >
            <span>
              {(doneAt || active) && (
                <em className="sr-only">{doneAt ? t("steps.done") : t("steps.current")}</em>
              )}
              <span className="step-tit">
                {kind === "proposal" ? t("steps.proposal") : t(`consequence.${kind}`)}
              </span>
              <i className="step">
                {doneAt ? (
                  format.shortDate(doneAt)
                ) : dueAt ? (
                  t("steps.dueBy", { date: format.shortDate(dueAt) })
                ) : (
                  <StepThreshold kind={kind} threshold={threshold} />
                )}
              </i>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function StepThreshold({ kind, threshold }: Pick<StageStep, "kind" | "threshold">) {
  const { t } = useTranslation();
  const format = useFormat();
  if (threshold === null) return null;
  const values = { count: threshold, amount: format.number(threshold) };
  return kind === "mayor-reply" ? t("steps.atParticipants", values) : t("steps.atCount", values);
}
