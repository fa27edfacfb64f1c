import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { VOTES } from "#app/domain/opinion-map/words.ts";
import type { Vote } from "#db/tables/opinion-map.ts";

interface VoteFormProps {
  statement: { id: number; body: string };
  /** What the reader said; null: nothing yet. */
  own: Vote | null;
}

/** The three buttons of a statement in the list, for an answer out of turn or another one. */
export function VoteForm({ statement: { id, body }, own }: VoteFormProps) {
  const { pathname } = useLocation();
  const { t } = useTranslation("map");
  return (
    <Form method="post" action={pathname} preventScrollReset className="cluster tight">
      <input type="hidden" name="intent" value="change" />
      <input type="hidden" name="statement" value={id} />
      {VOTES.map((choice) => (
        <Button
          key={choice}
          look="tertiary"
          size="small"
          className={own === choice ? "vote-choice is-on" : "vote-choice"}
          name="vote"
          value={choice}
          aria-pressed={own === choice}
        >
          {t(`choice.${choice}`)}
          <span className="sr-only">: {body}</span>
        </Button>
      ))}
    </Form>
  );
}
