import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import { dutiesBehind, proposalsBehind } from "#app/domain/views/results/lists.ts";
import { Emphasised } from "./emphasised.tsx";
import { KeptRing } from "./kept-ring.tsx";
import type { ResultsPageData } from "./results-page.server.ts";
import { keptOf } from "./standings.ts";

/** What a reader takes away who reads no more: one sentence, and whether offices keep their word. */
export function Headline({ scope, total, answered, allOffices, districtName, replyAt }: ResultsPageData) {
  const { t } = useTranslation("results");
  const format = useFormat();
  const { due, share } = keptOf(allOffices);
  const values = {
    count: total,
    range: t(`headline.range.${scope.range}`),
    amount: format.number(total),
    answered: format.number(answered),
  };
  const sentence = total === 0 ? "none" : answered === 0 ? "unanswered" : "some";
  return (
    <section className="results-headline" aria-labelledby="headline">
      <div>
        {districtName !== null && <p className="headline-where">{districtName}</p>}
        <h2 id="headline" className="headline-sentence">
          <Emphasised text={t(`headline.${sentence}`, values)} />
        </h2>
        <p className="headline-more">
          {replyAt !== null && t("headline.promise", { amount: format.number(replyAt) })}{" "}
          {total > 0 && (
            <Link className="text-link" to={proposalsBehind(scope)}>
              {t("headline.list")}
            </Link>
          )}
        </p>
      </div>
      {due > 0 && (
        <Link className="headline-kept" to={dutiesBehind(scope, { state: "met", kept: "in-time" })}>
          <KeptRing share={share} />
          <span>
            <strong className="numeric">{format.percent(share)}</strong> {t("headline.kept")}
          </span>
        </Link>
      )}
    </section>
  );
}
