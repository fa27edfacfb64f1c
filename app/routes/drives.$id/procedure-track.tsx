import { useTranslation } from "react-i18next";
import { Tracker } from "#app/components/tracker.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Period } from "#app/domain/calendar/dates.ts";
import type { TrackStep } from "#app/domain/kinds/drive/track.ts";

interface ProcedureTrackProps {
  steps: readonly TrackStep[];
  /** Said instead of "accepted", where nobody decides but the number itself. */
  fixed: boolean;
}

/** The whole way of a drive: done, now, to come; each with its legal date or time, and the article. */
export function ProcedureTrack({ steps, fixed }: ProcedureTrackProps) {
  const { t } = useTranslation("drives");
  return (
    <Tracker
      label={t("track.heading")}
      steps={steps.map((step) => {
        const { code, state, article } = step;
        const here = state === "running" || state === "late" || state === "failed";
        return {
          key: code,
          label:
            fixed && (code === "accept" || code === "certify")
              ? t(`track.fixed.${code}`)
              : t(`track.step.${code}`),
          state,
          when: <When step={step} />,
          what: here ? t(`track.what.${code}`) : null,
          article,
        };
      })}
    />
  );
}

function When({ step: { state, doneAt, dueAt, span } }: { step: TrackStep }) {
  const { t } = useTranslation("drives");
  const { t: common } = useTranslation();
  const format = useFormat();
  if (state === "failed") return t("track.ended");
  if (doneAt) return <time dateTime={doneAt}>{format.date(doneAt)}</time>;
  if (dueAt && state === "late") {
    return <time dateTime={dueAt}>{common("steps.lateSince", { date: format.date(dueAt) })}</time>;
  }
  if (dueAt) {
    const days = format.daysUntil(dueAt);
    return (
      <>
        <time dateTime={dueAt}>{t("track.until", { date: format.date(dueAt) })}</time>
        {days > 0 && <> · {t("card.left", { count: days, amount: format.number(days) })}</>}
      </>
    );
  }
  if (span) return <PeriodText period={span} />;
  return state === "running" ? t("track.now") : null;
}

function PeriodText({ period }: { period: Period }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const say = (count: number) => ({ count, amount: format.number(count) });
  if ("days" in period) return t("track.within.days", say(period.days));
  return "months" in period
    ? t("track.within.months", say(period.months))
    : t("track.within.years", say(period.years));
}
