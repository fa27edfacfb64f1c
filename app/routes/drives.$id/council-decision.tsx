import { useTranslation } from "react-i18next";
import { Articles } from "#app/components/drive/articles.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { CouncilDecision as Decision, DraftArticle } from "#db/tables/drive-draft.ts";

interface CouncilDecisionProps {
  decision: Decision;
  decidedAt: string | null;
  /** What people signed, to compare with. */
  asked: readonly DraftArticle[];
}

/** The text as adopted beside the text as it was asked for, article by article. */
function compared(asked: readonly DraftArticle[], adopted: readonly DraftArticle[]): DraftArticle[] {
  const numbers = [...new Set([...asked, ...adopted].map(({ number }) => number))];
  return numbers.map((number) => {
    const before = asked.find((article) => article.number === number);
    const after = adopted.find((article) => article.number === number);
    const title = after?.title ?? before?.title ?? "";
    return { number, title, current: before?.proposed ?? null, proposed: after?.proposed ?? null };
  });
}

/** What the council decided: the outcome, the votes drawn to scale, the reasons, and what became of the text. */
export function CouncilDecision({ decision, decidedAt, asked }: CouncilDecisionProps) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { outcome, votes, articles, reasons } = decision;
  return (
    <section className="section council-decision" aria-labelledby="decision">
      <h2 className="h-section" id="decision">
        {t("decision.heading")}
      </h2>
      <div className={`panel stack is-${outcome}`}>
        <p className="decision-outcome">{t(`decision.outcome.${outcome}`)}</p>
        {decidedAt && <p className="muted">{format.date(decidedAt)}</p>}
        <Votes votes={votes} />
        {reasons && (
          <p className="article-text" dir="auto">
            {reasons}
          </p>
        )}
      </div>
      {articles.length > 0 && (
        <details className="fold" open={outcome === "amended"}>
          <summary>{t("decision.text")}</summary>
          <Articles
            articles={compared(asked, articles)}
            labels={{ before: t("decision.asked"), after: t("decision.adopted") }}
          />
        </details>
      )}
    </section>
  );
}

function Votes({ votes }: Pick<Decision, "votes">) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const kinds = ["for", "against", "abstained"] as const;
  const all = kinds.reduce((sum, kind) => sum + votes[kind], 0);
  let from = 0;
  return (
    <div className="votes">
      <svg className="votes-drawing" height={14} aria-hidden="true" focusable="false">
        {kinds.map((kind) => {
          const share = all === 0 ? 0 : (votes[kind] / all) * 100;
          const x = from;
          from += share;
          return <rect key={kind} className={kind} x={`${x}%`} width={`${share}%`} height={14} />;
        })}
      </svg>
      <dl className="votes-numbers">
        {kinds.map((kind) => (
          <div key={kind} className={kind}>
            <dt>{t(`decision.vote.${kind}`)}</dt>
            <dd>{format.number(votes[kind])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
