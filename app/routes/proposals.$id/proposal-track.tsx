import { useTranslation } from "react-i18next";
import { Tracker } from "#app/components/tracker.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { JourneyStep } from "#app/domain/kinds/proposal/journey.ts";

/** The way of a proposal: what is done, what is owed and by when, what may come. */
export function ProposalTrack({ steps }: { steps: readonly JourneyStep[] }) {
  const { t } = useTranslation();
  return (
    <Tracker
      label={t("steps.label")}
      across
      steps={steps.map((step, index) => ({
        key: `${step.kind}/${index}`,
        label: step.kind === "proposal" ? t("steps.proposal") : t(`consequence.${step.kind}`),
        state: step.state,
        when: <When step={step} />,
      }))}
    />
  );
}

function When({ step: { kind, threshold, state, doneAt, dueAt } }: { step: JourneyStep }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (doneAt) return <time dateTime={doneAt}>{format.shortDate(doneAt)}</time>;
  if (dueAt) {
    const date = { date: format.shortDate(dueAt) };
    return (
      <time dateTime={dueAt}>{state === "late" ? t("steps.lateSince", date) : t("steps.dueBy", date)}</time>
    );
  }
  if (threshold === null) return null;
  const values = { count: threshold, amount: format.number(threshold) };
  const participants = kind === "mayor-reply";
  if (state === "failed")
    return participants ? t("steps.participantsNotReached", values) : t("steps.notReached", values);
  return participants ? t("steps.atParticipants", values) : t("steps.atCount", values);
}
