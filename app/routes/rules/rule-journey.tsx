import { useTranslation } from "react-i18next";
import { ForumIcon, MailIcon, PencilIcon, UserIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { inOrder, type Rule } from "#app/domain/threshold/rule.ts";

interface RuleJourneyProps {
  /** How long a proposal gathers agreements. */
  openDays: number;
  rules: readonly Omit<Rule, "code">[];
}

const ICONS = { "department-reply": MailIcon, forum: ForumIcon, "mayor-reply": UserIcon };

/** The rules in force as the way that a proposal can go, from the first step to the last. */
export function RuleJourney({ openDays, rules }: RuleJourneyProps) {
  const { t } = useTranslation("rules");
  const format = useFormat();
  return (
    <ol className="rule-journey">
      <li>
        <span className="rule-icon">
          <PencilIcon size={26} />
        </span>
        <p className="rule-when">{t("step.proposal.when")}</p>
        <p className="rule-then">{t("step.proposal.then")}</p>
        <p className="rule-days">
          {t("step.proposal.days", { count: openDays, amount: format.number(openDays) })}
        </p>
      </li>
      {inOrder(rules).map(({ id, measure, threshold, consequence, days }) => {
        const StepIcon = ICONS[consequence];
        const reached = { count: threshold, amount: format.number(threshold) };
        return (
          <li key={id}>
            <span className="rule-icon">
              <StepIcon size={26} />
            </span>
            <p className="rule-when">{t(`step.${measure}`, reached)}</p>
            <p className="rule-then">{t(`step.${consequence}.then`)}</p>
            <p className="rule-days">
              {t(`step.${consequence}.days`, { count: days, amount: format.number(days) })}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
