import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AnswerBars } from "#app/components/poll/answer-bars.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { dutiesBehind } from "#app/domain/views/results/lists.ts";
import { FigureFiles } from "./figure-section.tsx";
import type { ResultsPageData } from "./results-page.server.ts";

/** What offices decided, each reply by its latest version, from yes to no; and which of it is another than at first. */
export function Decisions({ scope, decisions, changes }: ResultsPageData) {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  const format = useFormat();
  const total = decisions.reduce((sum, { replies }) => sum + replies, 0);
  return (
    <div className="decision-columns">
      <AnswerBars
        caption={t("decisions.caption")}
        head={t("decisions.decision")}
        rows={decisions.map(({ decision, replies }) => ({
          answer: decision,
          label: common(`decisionShort.${decision}`),
          count: replies,
          to: dutiesBehind(scope, { state: "met", decision }),
        }))}
        answered={total}
      />
      <div className="stack tight">
        <h3 className="h-sub">{t("decisions.later")}</h3>
        {changes.length === 0 ? (
          <p className="muted">{t("decisions.unchanged")}</p>
        ) : (
          <>
            <ul className="decision-changes">
              {changes.map(({ first, decision, replies }) => (
                <li key={`${first} ${decision}`}>
                  <Link to={dutiesBehind(scope, { state: "met", first, decision })}>
                    {t("decisions.change", {
                      from: common(`decisionShort.${first}`),
                      to: common(`decisionShort.${decision}`),
                      count: replies,
                      amount: format.number(replies),
                    })}
                  </Link>
                </li>
              ))}
            </ul>
            <FigureFiles id="changes" title={t("decisions.later")} scope={scope} />
          </>
        )}
      </div>
    </div>
  );
}
