import { useTranslation } from "react-i18next";
import { CheckIcon, DangerIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Ineligibility } from "#app/domain/kinds/drive/eligibility.ts";
import type { SignPageData } from "./sign-page.server.ts";

/** Each condition of the law with a mark: met, or why not and what one can do. */
export function EligibilityChecks({ view }: { view: SignPageData }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const dateOf = (day: string) => format.date(`${day}T00:00:00+09:00`);
  return (
    <ul className="eligibility">
      {view.checks.map(({ check, reason }) => (
        <li key={check} className={reason ? "is-not" : "is-met"}>
          {reason ? <DangerIcon size={22} /> : <CheckIcon size={22} />}
          <div>
            <span className="sr-only">{reason ? t("checks.not") : t("checks.met")} </span>
            {reason ? (
              <Reason reason={reason} />
            ) : (
              t(`checks.${check}`, { date: dateOf(view.closesOn), age: view.minAge })
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Reason({ reason }: { reason: Ineligibility }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const dateOf = (day: string) => format.date(`${day}T00:00:00+09:00`);
  const { code } = reason;
  const values = {
    state: "state" in reason ? t(`state.${reason.state}`) : "",
    until: "until" in reason ? dateOf(reason.until) : "",
    from: "from" in reason ? dateOf(reason.from) : "",
    age: "minAge" in reason ? reason.minAge : 0,
    years: "years" in reason ? reason.years : 0,
  };
  return (
    <>
      <strong>{t(`reason.${code}.title`, values)}</strong>
      <p>{t(`reason.${code}.text`, values)}</p>
    </>
  );
}
