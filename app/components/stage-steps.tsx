import { useTranslation } from "react-i18next";
import type { Consequence } from "#db/database.ts";
import { useFormat } from "./use-format.ts";

export interface StageStep {
  kind: "proposal" | Consequence;
  /** The number that leads to this step; null for the proposal itself. */
  threshold: number | null;
  /** When it was reached (ISO); null: not yet. */
  reachedAt: string | null;
}

/** The way of a proposal, as KRDS's step indicator: what is done, where it stands, what may come. */
export function StageSteps({ steps, ended = false }: { steps: readonly StageStep[]; ended?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  // What has ended stands nowhere any more: it has only come as far as it has.
  const current = ended ? -1 : steps.findIndex((step) => step.reachedAt === null);
  return (
    <ol className="krds-step-wrap stage-steps" aria-label={t("steps.label")}>
      {steps.map(({ kind, threshold, reachedAt }, index) => {
        const active = index === current;
        return (
          <li
            key={kind}
            className={reachedAt ? "done" : active ? "active" : undefined}
            aria-current={active ? "step" : undefined}
          >
            <span>
              {(reachedAt || active) && (
                <em className="sr-only">{reachedAt ? t("steps.done") : t("steps.current")}</em>
              )}
              <span className="step-tit">
                {kind === "proposal" ? t("steps.proposal") : t(`consequence.${kind}`)}
              </span>
              <i className="step">
                {reachedAt ? (
                  format.shortDate(reachedAt)
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
