import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { TermsView } from "#app/domain/kinds/drive/application-view.ts";

/** How many must sign, how that number comes about, and by when. */
export function Terms({ terms }: { terms: TermsView | null }) {
  const { t } = useTranslation("apply");
  const format = useFormat();
  if (!terms) return <Notice tone="warning">{t("terms.unknown")}</Notice>;
  const { required, share, className, eligible, asOf, collectUntil } = terms;
  return (
    <div className="terms">
      <p>
        <span className="terms-number">{t("terms.required", { amount: format.number(required) })}</span>
      </p>
      {share && eligible !== null && asOf && (
        <p className="muted">
          {t("terms.formula", {
            eligible: format.number(eligible),
            date: format.date(`${asOf}T00:00:00+09:00`),
            share: `${format.number(share.numerator)}/${format.number(share.denominator)}`,
            class: className,
          })}
        </p>
      )}
      <p>{t("terms.until", { date: format.date(collectUntil) })}</p>
    </div>
  );
}
