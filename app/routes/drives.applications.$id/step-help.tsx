import { useTranslation } from "react-i18next";

interface StepHelpProps {
  /** What to do in this step. */
  help: string;
  /** How somebody else did it, line by line. */
  example: string;
}

/** Help and an example at each step: the help in sight, the example one touch away. */
export function StepHelp({ help, example }: StepHelpProps) {
  const { t } = useTranslation("apply");
  return (
    <div className="step-help">
      <p>{help}</p>
      <details>
        <summary>{t("help.example")}</summary>
        <p className="step-example">{example}</p>
      </details>
    </div>
  );
}
