import type { AppLoadContext } from "@remix-run/node";
import type { QuestionResult } from "#app/components/poll/question-results.tsx";
import type { PollChart } from "#app/doors/widgets/poll-chart.ts";
import { WidgetBars } from "#app/doors/widgets/widget-bars.tsx";
import { Way } from "#app/doors/widgets/widget-frame.tsx";
import { formatDate, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";

/** A question, how often each answer was given, how many answered, and the way to all of the results. */
export function chartWidget(chart: PollChart, context: AppLoadContext) {
  const { language, directory } = context;
  const { id, poll, state, closesAt, title, result } = chart;
  const t = translator(language, directory.space.kind);
  const date = formatDate(language, closesAt);
  return {
    title,
    children: (
      <>
        <p className="above">
          <span dir="auto">{poll}</span>
          <span>{t(state === "closed" ? "outside:widget.closed" : "outside:widget.until", { date })}</span>
        </p>
        <h1 dir="auto">{title}</h1>
        {result ? (
          <Answers title={title} result={result} context={context} />
        ) : (
          <p>{t(state === "closed" ? "polls:panel.counting" : "polls:panel.later")}</p>
        )}
        <Way
          context={context}
          path={`/polls/${id}${result ? "/results" : ""}`}
          words={t(result ? "outside:widget.results" : "outside:widget.open", {
            space: directory.space.name[language],
          })}
        />
      </>
    ),
  };
}

interface AnswersProps {
  title: string;
  result: QuestionResult;
  context: AppLoadContext;
}

function Answers({ title, result, context: { language, directory } }: AnswersProps) {
  const t = translator(language, directory.space.kind);
  const { type, answered, rows } = result;
  return (
    <>
      <WidgetBars
        language={language}
        caption={title}
        rows={rows.map(({ answer, label, count }) => ({ key: answer, label, count }))}
        whole={answered}
      />
      <p className="below">
        <span>
          {t("polls:results.answered", { count: answered, amount: formatNumber(language, answered) })}
          {type === "multiple" && ` ${t("polls:results.several")}`}
          {type === "ranking" && ` ${t("polls:results.firstChoices")}`}
        </span>
      </p>
    </>
  );
}
