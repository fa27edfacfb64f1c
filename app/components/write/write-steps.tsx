import { useTranslation } from "react-i18next";

const STEPS = ["write", "review"] as const;

/** Nothing is public before the second: so nobody fears the first button. */
export function WriteSteps({ current }: { current: (typeof STEPS)[number] }) {
  const { t } = useTranslation(["write", "common"]);
  const position = STEPS.indexOf(current);
  return (
    <ol className="write-steps" aria-label={t("steps.label")}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < position ? "done" : index === position ? "active" : undefined}
          aria-current={index === position ? "step" : undefined}
        >
          <span className="write-step-number" aria-hidden="true">
            {index + 1}
          </span>
          {t(`steps.${step}`)}
          {index < position && <span className="sr-only"> ({t("common:steps.done")})</span>}
        </li>
      ))}
    </ol>
  );
}
