import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { ChoiceBar } from "#app/components/quick/choice-bar.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import type { ErrorCode } from "#app/domain/errors.ts";
import type { Board } from "#app/domain/quick-poll/read-board.ts";
import type { QuickPageData } from "./quick-page.server.ts";
import { sendVote } from "./send-vote.ts";

interface VotePanelProps {
  page: QuickPageData;
  board: Board;
  open: boolean;
  put(choices: Board["choices"]): void;
}

/** Each answer is a button: one touch is the vote, another touch changes it. Without scripts it is a form. */
export function VotePanel({ page, board, open, put }: VotePanelProps) {
  const { t } = useTranslation(["quick", "errors"]);
  const within = useSpacePath();
  const [own, setOwn] = useState(page.own);
  const [refused, setRefused] = useState<ErrorCode | null>(page.refusedVote);
  const [said, setSaid] = useState(page.voted);
  const { question, choices, votes } = board;
  const chosen = own[question];
  // What the server knows of this device is newer than what was touched before.
  useEffect(() => setOwn(page.own), [page.own]);

  const touch = async (event: FormEvent<HTMLFormElement>) => {
    const button = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const choice = Number(button.value);
    const before = own;
    setOwn({ ...own, [question]: choice });
    const answer = await sendVote(
      within(`/api/v1/quick-polls/${encodeURIComponent(page.name)}/vote`),
      choice,
    );
    setRefused(answer.refused);
    setSaid(answer.refused === null);
    if (answer.refused === null) put(answer.choices);
    else setOwn(before);
  };
  return (
    <section id="vote" aria-label={t("quick:choices")} tabIndex={-1}>
      <div role="alert">
        {refused && (
          <Notice tone="danger" title={t(`errors:code.${refused}.title`)}>
            {t(`errors:code.${refused}.message`)}
          </Notice>
        )}
      </div>
      {open ? (
        <form
          method="post"
          action={within(`/q/${encodeURIComponent(page.name)}/vote`)}
          onSubmit={(event) => void touch(event)}
        >
          <ul className="quick-choices">
            {choices.map((choice) => (
              <li key={choice.id}>
                <button
                  type="submit"
                  name="choice"
                  value={choice.id}
                  className={chosen === choice.id ? "quick-choice is-own" : "quick-choice"}
                  aria-pressed={chosen === choice.id}
                >
                  <ChoiceBar choice={choice} votes={votes} isOwn={chosen === choice.id} />
                </button>
              </li>
            ))}
          </ul>
        </form>
      ) : (
        <ul className="quick-choices">
          {choices.map((choice) => (
            <li key={choice.id} className="quick-choice is-closed">
              <ChoiceBar choice={choice} votes={votes} isOwn={chosen === choice.id} />
            </li>
          ))}
        </ul>
      )}
      <p className="quick-said" role="status">
        {said && chosen !== undefined ? t("quick:done") : open ? t("quick:howTo") : t("quick:over")}
      </p>
    </section>
  );
}
