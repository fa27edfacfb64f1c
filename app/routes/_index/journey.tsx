import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import { inOrder } from "#app/domain/threshold/rule.ts";
import type { FrontPageData } from "./front-page.server.ts";

/** The whole idea in one strip: a number of people, and what follows from it. */
export function Journey({ rules: { rules } }: Pick<FrontPageData, "rules">) {
  const { t } = useTranslation("home");
  const { t: ruled } = useTranslation("rules");
  const format = useFormat();
  return (
    <div className="home-journey">
      <ol className="inner" aria-label={t("journey")}>
        <li>
          <span className="journey-number">{ruled("step.proposal.when")}</span>
          <span className="journey-then">{ruled("step.proposal.then")}</span>
        </li>
        {inOrder(rules).map(({ code, measure, threshold, consequence }) => (
          <li key={code}>
            <span className="journey-number">
              {t(measure, { count: threshold, amount: format.number(threshold) })}
            </span>
            <span className="journey-then">{ruled(`step.${consequence}.then`)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
