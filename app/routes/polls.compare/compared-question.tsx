import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import type { ComparisonData } from "./comparison.server.ts";
import { letterOf } from "./letter.ts";

interface ComparedQuestionProps {
  question: ComparisonData["questions"][number];
  number: number;
  polls: ComparisonData["polls"];
}

const HEIGHT = 12;

/** What was answered to one question in each poll: below each answer a line and a bar a poll, named by its letter. */
export function ComparedQuestion({ question, number, polls }: ComparedQuestionProps) {
  const { t } = useTranslation("compare");
  const { t: tPolls } = useTranslation("polls");
  const format = useFormat();
  const { title, type, answered, mean, rows } = question;
  const asking = polls.flatMap((poll, place) => {
    const people = answered[place] ?? null;
    return people === null ? [] : [{ poll, place, people, mean: mean[place] ?? null }];
  });
  return (
    <section className="section stack" aria-labelledby={`shared-${number}`}>
      <h2 className="h-section" id={`shared-${number}`} dir="auto">
        <span className="poll-question-number numeric">{format.number(number)}</span> {title}
      </h2>
      <ul className="small muted">
        {asking.map(({ poll, place, people, mean: middle }) => (
          <li key={poll.id}>
            {letterOf(place)}: {tPolls("results.answered", { count: people, amount: format.number(people) })}
            {middle !== null && ` ${t("mean", { value: format.number(middle) })}`}
          </li>
        ))}
      </ul>
      {type === "multiple" && <p className="small muted">{tPolls("results.several")}</p>}
      {type === "ranking" && <p className="small muted">{tPolls("results.firstChoices")}</p>}
      {rows.length > 0 && (
        <table className="answer-bars compare-bars">
          <caption className="sr-only">{title}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("answerAndPoll")}</th>
              <th scope="col">{tPolls("results.count")}</th>
              <th scope="col">{tPolls("results.share")}</th>
            </tr>
          </thead>
          {rows.map(({ label, counts }) => (
            <tbody key={label}>
              <tr>
                <th scope="rowgroup" colSpan={3} className="compare-answer" dir="auto">
                  {label}
                </th>
              </tr>
              {asking.map(({ poll, place, people }) => {
                const count = counts[place] ?? null;
                const share = count === null || people === 0 ? 0 : count / people;
                return (
                  <tr key={poll.id}>
                    <th scope="row">
                      <span className="compare-bar">
                        {letterOf(place)}
                        <svg height={HEIGHT} aria-hidden="true" focusable="false">
                          <rect className="track" width="100%" height={HEIGHT} rx={HEIGHT / 2} />
                          {share > 0 && (
                            <rect
                              className={`fill of-${place}`}
                              width={`${Math.max(share * 100, 0.5)}%`}
                              height={HEIGHT}
                              rx={HEIGHT / 2}
                            />
                          )}
                        </svg>
                      </span>
                    </th>
                    <td className="numeric">{count === null ? t("notOffered") : format.number(count)}</td>
                    <td className="numeric answer-share">{count === null ? "–" : format.percent(share)}</td>
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      )}
    </section>
  );
}
