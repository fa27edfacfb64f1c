import { useTranslation } from "react-i18next";
import { ReportLink } from "#app/components/report-link.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionMapView } from "#app/domain/opinion-map/read-map.ts";
import { VOTES } from "#app/domain/opinion-map/words.ts";
import type { CountedStatement } from "#db/tables/opinion-map.ts";
import { HideForm } from "./hide-form.tsx";
import { VoteBar } from "./vote-bars.tsx";
import { VoteForm } from "./vote-form.tsx";

interface StatementListProps {
  statements: OpinionMapView["statements"];
  counted: readonly CountedStatement[];
  /** The reader's own; null: they cannot answer. */
  votes: NonNullable<OpinionMapView["own"]>["votes"] | null;
  mayHide: boolean;
  /** It is unfolded. */
  listed: boolean;
}

/** Every statement in the order of adding, with how all voted on it; what was hidden keeps its place and says why. */
export function StatementList({ statements, counted, votes, mayHide, listed }: StatementListProps) {
  const { t } = useTranslation("map");
  const format = useFormat();
  if (statements.length === 0) return null;
  const counts = new Map(counted.map(({ id, all }) => [id, all]));
  return (
    <section className="section" aria-labelledby="statements">
      <h2 className="h-section" id="statements">
        {t("list.heading")}
      </h2>
      <details className="fold" open={listed}>
        <summary>
          {t("list.open", { count: statements.length, amount: format.number(statements.length) })}
        </summary>
        <ol className="statements">
          {statements.map(({ id, body, hidden }) => (
            <li key={id} id={`statement-${id}`} className="stack tight">
              {hidden ? (
                <Hidden hidden={hidden} />
              ) : (
                <>
                  <p className="statement-body" dir="auto">
                    {body}
                  </p>
                  <Counts counts={counts.get(id) ?? null} drawn={counted.length > 0} />
                  {votes && (
                    <VoteForm
                      statement={{ id, body: body ?? "" }}
                      own={votes.find(({ statement }) => statement === id)?.vote ?? null}
                    />
                  )}
                  {mayHide ? (
                    <HideForm statement={{ id, body: body ?? "" }} />
                  ) : (
                    <p>
                      <ReportLink of={{ statement: id }} about={body ?? ""} />
                    </p>
                  )}
                </>
              )}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function Hidden({ hidden }: { hidden: NonNullable<OpinionMapView["statements"][number]["hidden"]> }) {
  const { t } = useTranslation("map");
  const { t: common } = useTranslation();
  const format = useFormat();
  return (
    <p className="muted">
      {t("list.hidden")}{" "}
      {t("list.why", { reason: common(`hidingReason.${hidden.reason}`), date: format.date(hidden.at) })}
    </p>
  );
}

function Counts({ counts, drawn }: { counts: CountedStatement["all"]; drawn: boolean }) {
  const { t } = useTranslation("map");
  const format = useFormat();
  if (!drawn) return null;
  if (!counts) return <p className="small muted">{t("counts.few")}</p>;
  const people = VOTES.reduce((sum, choice) => sum + counts[choice], 0);
  return (
    <div className="vote-count">
      <VoteBar counts={counts} />{" "}
      <span className="small muted numeric">
        {t("counts.people", { count: people, amount: format.number(people) })}
      </span>
    </div>
  );
}
