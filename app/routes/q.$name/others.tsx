import { useTranslation } from "react-i18next";
import { ChoiceBar } from "#app/components/quick/choice-bar.tsx";
import { votesOf } from "#app/domain/quick-poll/votes-of.ts";
import type { CountedQuestion } from "#db/queries/quick-polls.ts";

interface OthersProps {
  questions: readonly CountedQuestion[];
  own: Record<number, number>;
}

/** The questions that were asked before, as they ended. */
export function Others({ questions, own }: OthersProps) {
  const { t } = useTranslation("quick");
  if (questions.length === 0) return null;
  return (
    <section aria-labelledby="others">
      <h2 className="h-sub" id="others">
        {t("others")}
      </h2>
      <div className="stack loose quick-others">
        {questions.map(({ position, title, choices }) => {
          const votes = votesOf(choices);
          return (
            <div key={position}>
              <h3 className="quick-other-title" dir="auto">
                {position}. {title}
              </h3>
              <ul className="quick-choices">
                {choices.map((choice) => (
                  <li key={choice.id} className="quick-choice is-closed">
                    <ChoiceBar choice={choice} votes={votes} isOwn={own[position] === choice.id} />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </section>
  );
}
