import { useTranslation } from "react-i18next";
import type { JourneyStep } from "#app/domain/threshold/journey.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import { Tracker } from "./tracker.tsx";
import { useFormat } from "./use-format.ts";

type MatterStep = JourneyStep<
  "gathering" | "taking-part" | "results" | "follow-up" | "outcome" | ConsequenceCode
>;

/** The way of a matter that goes by its space's rules: how far it has come, what is owed and by when, what may come. */
export function MatterTrack({ steps }: { steps: readonly MatterStep[] }) {
  const { t } = useTranslation();
  return (
    <Tracker
      label={t("steps.label")}
      across
      steps={steps.map((step, index) => ({
        key: `${step.kind}/${index}`,
        label: isConsequence(step.kind) ? t(`consequence.${step.kind}`) : t(`steps.name.${step.kind}`),
        state: step.state,
        when: <When step={step} />,
      }))}
    />
  );
}

/** The same way with the count as it is by now, where a step hangs on it. */
export const withCount = <Step extends MatterStep>(
  steps: readonly Step[],
  measure: Step["measure"],
  count: number,
): Step[] =>
  steps.map((step) => (step.measure === measure && step.count !== null ? { ...step, count } : step));

const CONSEQUENCES: ReadonlySet<string> = new Set<ConsequenceCode>([
  "department-reply",
  "forum",
  "mayor-reply",
]);
const isConsequence = (kind: MatterStep["kind"]): kind is ConsequenceCode => CONSEQUENCES.has(kind);

function When({ step }: { step: MatterStep }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, state, measure, count, goal, doneAt, dueAt, metLate, decision, nextAt } = step;
  if (nextAt !== null)
    return <time dateTime={nextAt}>{t("steps.nextOn", { date: format.shortDate(nextAt) })}</time>;
  if (decision !== null && !metLate) return t(`decisionShort.${decision}`);
  if (kind === "gathering" || kind === "taking-part") return <Counted step={step} />;
  if (doneAt) {
    const date = format.shortDate(doneAt);
    return <time dateTime={doneAt}>{metLate ? t("steps.metLate", { date }) : date}</time>;
  }
  if (dueAt) {
    const date = { date: format.shortDate(dueAt) };
    const said = { late: "steps.lateSince", ahead: "steps.from" } as const;
    return (
      <time dateTime={dueAt}>
        {t(state === "late" || state === "ahead" ? said[state] : "steps.dueBy", date)}
      </time>
    );
  }
  if (goal === null) return null;
  const values = { count: goal, amount: format.number(goal) };
  const participants = measure === "participants";
  if (state === "failed")
    return participants ? t("steps.participantsNotReached", values) : t("steps.notReached", values);
  const said = participants ? t("steps.atParticipants", values) : t("steps.atCount", values);
  return count === null ? said : t("steps.soFar", { what: said, amount: format.number(count) });
}

/** How many there are, of how many where a number is still ahead. */
function Counted({ step: { kind, state, count, goal, doneAt, dueAt } }: { step: MatterStep }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (count === null) return dueAt && t("steps.from", { date: format.shortDate(dueAt) });
  const amount = format.number(count);
  if (state === "failed" && goal === null)
    return doneAt ? t("steps.withdrawnOn", { date: format.shortDate(doneAt) }) : t("stage.withdrawn");
  if (state === "failed" && goal !== null)
    return t("steps.notReached", { count: goal, amount: format.number(goal) });
  if (state === "running" && goal !== null) return t("steps.countOf", { amount, goal: format.number(goal) });
  return kind === "taking-part"
    ? t("support.participantCount", { count, amount })
    : t("support.count", { count, amount });
}
