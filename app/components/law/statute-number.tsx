import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { StatuteView } from "#app/domain/kinds/drive/law-view.ts";
import type { Fraction } from "#db/tables/statute-definition.ts";
import { useLawWords } from "./use-law-words.ts";

/** The formula with this city's number in it, or the numbers that the law names itself. */
export function StatuteNumber({ statute }: { statute: StatuteView }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const words = useLawWords();
  const { numbers, milestones, eligible, classes, ordinance, districtMinimum } = statute;
  if (milestones.length > 0) {
    return (
      <ol className="law-milestones">
        {milestones.map(({ code, name, count, days }) => (
          <li key={code}>
            <strong>{words.signatures(count)}</strong> {name}
            {days !== null && (
              <span className="muted"> ({t("thenDays", { count: days, amount: format.number(days) })})</span>
            )}
          </li>
        ))}
      </ol>
    );
  }
  return (
    <>
      {numbers.length === 0 && <p>{t("card.notYet")}</p>}
      {numbers.map(({ target, required, share, className }) => (
        <div key={target ?? ""} className="law-number">
          <p>
            <strong className="terms-number">{words.signatures(required)}</strong>
            {target && <span> · {target}</span>}
          </p>
          {share && eligible && (
            <p className="law-formula">
              {t("formula", {
                eligible: format.number(eligible.eligible),
                share: words.fraction(share),
                exact: format.number(cut(eligible.eligible, share)),
                required: format.number(required),
              })}
            </p>
          )}
          {className && <p className="muted small">{t("class", { class: className })}</p>}
        </div>
      ))}
      {ordinance && (
        <p className="muted small" lang="ko">
          {ordinance.article}
        </p>
      )}
      {districtMinimum && (
        <p>
          {t("districtMinimum", {
            districts: words.fraction(districtMinimum.districts),
            share: words.fraction(districtMinimum.share),
          })}
        </p>
      )}
      {classes.length > 1 && (
        <details className="law-details">
          <summary>{t("classes")}</summary>
          <ul className="law-classes">
            {classes.map(({ key, name, share, own }) => (
              <li key={key} className={own ? undefined : "muted"}>
                {name}: {words.fraction(share)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What the part of the residents is before it is rounded up; cut and not rounded, so that it never reads as more. */
const cut = (eligible: number, { numerator, denominator }: Fraction) =>
  Math.floor((eligible * numerator * 10) / denominator) / 10;
