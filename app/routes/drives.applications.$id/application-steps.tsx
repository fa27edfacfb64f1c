import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CheckIcon } from "#app/components/icons.tsx";
import type { ApplicationStep } from "#app/domain/kinds/drive/application-schema.ts";

interface ApplicationStepsProps {
  id: number;
  current: ApplicationStep;
  steps: readonly { step: ApplicationStep; done: boolean }[];
}

/** How far the application is; every step can be gone to, in any order. */
export function ApplicationSteps({ id, current, steps }: ApplicationStepsProps) {
  const { t } = useTranslation("apply");
  const counted = steps.filter(({ step }) => step !== "people" && step !== "review");
  const done = counted.filter((one) => one.done).length;
  return (
    <nav className="apply-steps" aria-label={t("steps.label")}>
      <p className="apply-progress">
        <span>{t("steps.progress", { done, all: counted.length })}</span>
        <progress
          value={done}
          max={counted.length}
          aria-label={t("steps.progress", { done, all: counted.length })}
        />
      </p>
      <ol>
        {steps.map((one, index) => (
          <li key={one.step}>
            <Link
              to={`/drives/applications/${id}?step=${one.step}`}
              className={one.done ? "is-done" : undefined}
              aria-current={one.step === current ? "step" : undefined}
            >
              <span className="apply-step-mark" aria-hidden="true">
                {one.done ? <CheckIcon size={18} /> : index + 1}
              </span>
              <span>
                {t(`steps.${one.step}`)}
                {one.step === "people" && <span className="muted"> ({t("steps.optional")})</span>}
                {one.done && <span className="sr-only"> ({t("steps.done")})</span>}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
