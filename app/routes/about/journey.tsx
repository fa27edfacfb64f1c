import { useTranslation } from "react-i18next";
import { ClockIcon, ForumIcon, HeartIcon, PencilIcon, SuccessIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";

interface JourneyProps {
  rules: {
    openDays: number;
    rules: readonly { code: string; threshold: number; consequence: ConsequenceCode; days: number }[];
  };
}

const ICONS = { "department-reply": ClockIcon, forum: ForumIcon, "mayor-reply": SuccessIcon };

/** The way of a proposal, drawn as stations on a line, with the numbers of the rules that hold now. */
export function Journey({ rules: { openDays, rules } }: JourneyProps) {
  const { t } = useTranslation("about");
  const format = useFormat();
  return (
    <section className="section" id="journey" aria-labelledby="journey-title">
      <h2 className="h-section" id="journey-title">
        {t("journey.title")}
      </h2>
      <ol className="journey">
        <li>
          <span className="journey-mark">
            <PencilIcon size={24} />
          </span>
          <h3 className="h-sub">{t("journey.propose.title")}</h3>
          <p>{t("journey.propose.text")}</p>
        </li>
        <li>
          <span className="journey-mark">
            <HeartIcon size={24} />
          </span>
          <h3 className="h-sub">{t("journey.agree.title")}</h3>
          <p>{t("journey.agree.text", { count: openDays, days: format.number(openDays) })}</p>
        </li>
        {rules.map(({ code, threshold, consequence, days }) => {
          const StationIcon = ICONS[consequence];
          return (
            <li key={code}>
              <span className="journey-mark">
                <StationIcon size={24} />
              </span>
              <h3 className="h-sub">
                {t(`journey.${consequence}.title`, { amount: format.number(threshold) })}
              </h3>
              <p>{t(`journey.${consequence}.text`, { count: days, days: format.number(days) })}</p>
            </li>
          );
        })}
      </ol>
      <p className="muted">{t("journey.note")}</p>
    </section>
  );
}
