import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { StepState } from "#app/domain/matter/step-state.ts";
import { CheckIcon, CloseIcon } from "./icons.tsx";

interface TrackerStep {
  key: string;
  label: string;
  state: StepState;
  /** Its date, or what leads here. */
  when: ReactNode;
  /** What happens here, for a step that is under way. */
  what?: string | null;
  /** The article that the date follows from, as the law says it. */
  article?: string | null;
}

interface TrackerProps {
  label: string;
  steps: readonly TrackerStep[];
  /** Side by side where there is room; else, and always on a phone, below each other. */
  across?: boolean;
}

/** The way of a matter, drawn: what is done, under way, late, to come, or where it ended. */
export function Tracker({ label, steps, across = false }: TrackerProps) {
  const { t } = useTranslation();
  // What is late stands out, also among what is under way beside it.
  const current =
    steps.find(({ state }) => state === "late") ?? steps.find(({ state }) => state === "running");
  return (
    <ol className={across ? "tracker is-across" : "tracker"} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={`is-${step.state}`}
          aria-current={step === current ? "step" : undefined}
        >
          <span className="tracker-mark" aria-hidden="true">
            {step.state === "done" && <CheckIcon size={14} />}
            {step.state === "failed" && <CloseIcon size={14} />}
            {step.state === "late" && "!"}
          </span>
          <div className="tracker-step">
            <p className="tracker-name">{step.label}</p>
            <p className="tracker-when">
              <span className="tracker-state">{t(`steps.state.${step.state}`)}</span>
              {step.when && (
                <>
                  {" "}
                  <span className="tracker-date">{step.when}</span>
                </>
              )}
            </p>
            {step.what && <p className="tracker-what">{step.what}</p>}
            {step.article && (
              <p className="tracker-article" lang="ko">
                {step.article}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
