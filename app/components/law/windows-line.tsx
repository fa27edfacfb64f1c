import { useTranslation } from "react-i18next";
import type { StatuteView } from "#app/domain/kinds/drive/law-view.ts";
import { useLawWords } from "./use-law-words.ts";

/** The periods as stations on a line: beside each other where there is room, else below each other. */
export function WindowsLine({ steps, name }: { steps: StatuteView["steps"]; name: string }) {
  const { t } = useTranslation("law");
  const words = useLawWords();
  return (
    <ol className="windows-line" aria-label={t("windowsOf", { name })}>
      {steps.map(({ step, article, ...period }) => (
        <li key={step} className={step === "delete-data" ? "is-after" : undefined}>
          <span className="windows-length">{words.period(period)}</span>
          <span className="windows-what">{t(`step.${step}`)}</span>
          {article && (
            <span className="windows-article" lang="ko">
              {article}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
