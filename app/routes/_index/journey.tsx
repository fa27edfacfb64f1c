import { useTranslation } from "react-i18next";
import { PencilIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { inOrder } from "#app/domain/threshold/rule.ts";
import type { FrontPageData } from "./front-page.server.ts";

/** The whole idea in one drawing: a number of people, and what follows from it. */
export function Journey({ rules: { openDays, rules } }: Pick<FrontPageData, "rules">) {
  const { t } = useTranslation("home");
  const { t: ruled } = useTranslation("rules");
  const format = useFormat();
  return (
    <ol className="home-journey" aria-label={t("journey")}>
      <li>
        <span className="journey-number">
          <PencilIcon size={28} />
        </span>
        <p className="journey-then">{ruled("step.proposal.then")}</p>
        <p className="journey-days">
          {ruled("step.proposal.days", { count: openDays, amount: format.number(openDays) })}
        </p>
      </li>
      {inOrder(rules).map(({ code, measure, threshold, consequence, days }) => {
        const reached = { count: threshold, amount: format.number(threshold) };
        return (
          <li key={code}>
            <p className="journey-number">{t(measure, reached)}</p>
            <p className="journey-then">{ruled(`step.${consequence}.then`)}</p>
            <p className="journey-days">
              {ruled(`step.${consequence}.days`, { count: days, amount: format.number(days) })}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
