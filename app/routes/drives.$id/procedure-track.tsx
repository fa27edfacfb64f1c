import { useTranslation } from "react-i18next";
import { CheckIcon, CloseIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Span, TrackStep } from "#app/domain/kinds/drive/track.ts";

interface ProcedureTrackProps {
  steps: readonly TrackStep[];
  /** Said instead of "accepted", where nobody decides but the number itself. */
  fixed: boolean;
}

/** The whole way of a drive: done, now, to come; each with its legal date or time, and the article. */
export function ProcedureTrack({ steps, fixed }: ProcedureTrackProps) {
  const { t } = useTranslation("drives");
  return (
    <ol className="procedure-track" aria-label={t("track.heading")}>
      {steps.map((step) => (
        <li
          key={step.code}
          className={`is-${step.state}`}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <span className="track-mark" aria-hidden="true">
            {step.state === "done" && <CheckIcon size={14} />}
            {step.state === "failed" && <CloseIcon size={14} />}
          </span>
          <Step step={step} fixed={fixed} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step, fixed }: { step: TrackStep; fixed: boolean }) {
  const { t } = useTranslation("drives");
  const { code, state, article } = step;
  const name =
    fixed && (code === "accept" || code === "certify") ? t(`track.fixed.${code}`) : t(`track.step.${code}`);
  return (
    <div className="track-step">
      <p className="track-name">
        <span className="sr-only">{t(`track.state.${state}`)} </span>
        {name}
      </p>
      <p className="track-when">
        <When step={step} />
      </p>
      {(state === "now" || state === "failed") && <p className="track-what">{t(`track.what.${code}`)}</p>}
      {article && <p className="track-article">{article}</p>}
    </div>
  );
}

function When({ step: { state, doneAt, dueAt, span } }: { step: TrackStep }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  if (state === "failed") return t("track.ended");
  if (doneAt) return <time dateTime={doneAt}>{format.date(doneAt)}</time>;
  if (dueAt) {
    const days = format.daysUntil(dueAt);
    return (
      <>
        <time dateTime={dueAt}>{t("track.until", { date: format.date(dueAt) })}</time>
        {days > 0 && <> · {t("card.left", { count: days, amount: format.number(days) })}</>}
      </>
    );
  }
  if (span) return <SpanText span={span} />;
  return state === "now" ? t("track.now") : null;
}

function SpanText({ span }: { span: Span }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const say = (count: number) => ({ count, amount: format.number(count) });
  if ("days" in span) return t("track.within.days", say(span.days));
  return "months" in span
    ? t("track.within.months", say(span.months))
    : t("track.within.years", say(span.years));
}
