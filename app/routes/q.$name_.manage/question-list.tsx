import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { votesOf } from "#app/domain/quick-poll/votes-of.ts";
import type { ManageProps } from "./manage-page.tsx";

/** The questions in the order in which they are asked, and which one is asked now. */
export function QuestionList({ page: { name, open, board, questions } }: Pick<ManageProps, "page">) {
  const { t } = useTranslation("quick");
  const format = useFormat();
  return (
    <section className="panel stack" aria-labelledby="questions">
      <h2 className="h-sub" id="questions">
        {t("manage.questions")}
      </h2>
      <ol className="quick-questions">
        {questions.map(({ position, title, choices }) => {
          const votes = votesOf(choices);
          return (
            <li key={position}>
              <div>
                <p className="quick-other-title" dir="auto">
                  {title}
                </p>
                <p className="small muted">
                  {choices.map((choice) => choice.title).join(" · ")} ·{" "}
                  {t("votes", { count: votes, amount: format.number(votes) })}
                </p>
              </div>
              {position === board.question ? (
                <Badge tone="primary">{t("manage.now")}</Badge>
              ) : (
                open && (
                  <Form method="post" action={quickPollPath(name, "/manage")} preventScrollReset>
                    <input type="hidden" name="intent" value="move" />
                    <Button
                      look="tertiary"
                      size="small"
                      name="question"
                      value={position}
                      aria-label={t("manage.askFor", { title })}
                    >
                      {t("manage.ask")}
                    </Button>
                  </Form>
                )
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
