import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { DrivePageData } from "./drive-page.server.ts";

type FormulaView = NonNullable<DrivePageData["formula"]>;

/** One decimal, cut and not rounded: 4,359.97 must not read as 4,360. */
function quotientOf({ eligible, share: { numerator, denominator } }: FormulaView) {
  const product = eligible * numerator;
  const exact = product % denominator === 0;
  return { exact, value: exact ? product / denominator : Math.floor((product * 10) / denominator) / 10 };
}

/** How the required number comes about, with its numbers; or, for a number of the law itself, which article. */
export function Formula({ formula, required, kind }: Pick<DrivePageData, "formula" | "required" | "kind">) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const goal = t("formula.people", { count: required, amount: format.number(required) });
  const law = (
    <Link className="text-link small" to={`/statutes#${kind.code}`}>
      {kind.article}
    </Link>
  );
  if (!formula) {
    return (
      <div className="formula">
        <p className="formula-sum">{t("formula.fixed", { number: goal })}</p>
        {law}
      </div>
    );
  }
  const { eligible, asOf, share, className, ordinance } = formula;
  const reason = ordinance ?? className;
  const { exact, value } = quotientOf(formula);
  const people = t("formula.eligible", { count: eligible, amount: format.number(eligible) });
  const part =
    share.numerator === 1
      ? `${people} ÷ ${format.number(share.denominator)}`
      : `${people} × ${format.number(share.numerator)}/${format.number(share.denominator)}`;
  return (
    <div className="formula">
      <p className="formula-sum">
        <span>{part}</span> <span>{exact ? `= ${goal}` : `= ${format.number(value)} → ${goal}`}</span>
      </p>
      <p className="small muted">
        {reason
          ? t("formula.why", { date: format.date(`${asOf}T00:00:00+09:00`), name: reason })
          : t("formula.asOf", { date: format.date(`${asOf}T00:00:00+09:00`) })}
      </p>
      {law}
    </div>
  );
}
