import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DangerIcon, InfoIcon, SuccessIcon, WarningIcon } from "#app/components/icons.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import type { CheckedReceipt } from "./receipt-check.server.ts";

const MARK = { included: SuccessIcon, waiting: InfoIcon, "not-ours": DangerIcon, "wrong-path": WarningIcon };

/** Included or not, and why; with the line of the ledger that says so. */
export function ReceiptResult({ check }: { check: CheckedReceipt }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { result, drive, day, sameDraft, place } = check;
  const Mark = MARK[result];
  return (
    <section className={`panel receipt-card is-${result}`} role="status" aria-labelledby="result">
      <Mark size={40} />
      <h2 className="receipt-said" id="result">
        {t(`check.result.${result}.title`)}
      </h2>
      <p>{t(`check.result.${result}.text`)}</p>
      {(drive || day || place) && (
        <dl className="facts receipt-facts">
          {drive && (
            <>
              <dt>{t("check.drive")}</dt>
              <dd lang="ko">
                <Link className="text-link" to={matterPath("drive", drive.address)}>
                  {drive.title}
                </Link>
              </dd>
              <dt>{t("check.text")}</dt>
              <dd>{sameDraft ? t("check.same") : t("check.other")}</dd>
            </>
          )}
          {day && (
            <>
              <dt>{t("check.day")}</dt>
              <dd>{format.date(`${day}T00:00:00+09:00`)}</dd>
            </>
          )}
          {place && (
            <>
              <dt>{t("check.ledger")}</dt>
              <dd>
                <Link className="text-link" to={`/ledger?before=${place.seq + 1}#line-${place.seq}`}>
                  {t("receipt.line", { number: format.number(place.seq) })}
                </Link>{" "}
                {t("receipt.place", {
                  count: place.treeSize,
                  amount: format.number(place.treeSize),
                  place: format.number(place.leafIndex + 1),
                })}
              </dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}
