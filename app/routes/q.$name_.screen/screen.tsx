import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ChoiceBar } from "#app/components/quick/choice-bar.tsx";
import { QrCode } from "#app/components/quick/qr-code.tsx";
import { useBoard } from "#app/components/quick/use-board.ts";
import { VotesLine } from "#app/components/quick/votes-line.tsx";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import type { Board } from "#app/domain/quick-poll/read-board.ts";
import type { QrDrawing } from "#app/platform/qr-code.ts";

interface ScreenProps {
  page: {
    name: string;
    code: string | null;
    typedAt: string;
    open: boolean;
    isMaker: boolean;
    board: Board;
    qr: QrDrawing;
  };
}

/** Read from the last row. Who made the poll goes from question to question here. */
export function Screen({ page }: ScreenProps) {
  const { t } = useTranslation("quick");
  const { name, code, typedAt, isMaker, qr } = page;
  const { board, open } = useBoard(page.board, name, page.open);
  const { title, question, questions, choices, votes } = board;
  const spaced = code?.replace(/^(\d{3})/, "$1 ");
  return (
    <div className="quick-screen">
      <div className="quick-screen-main">
        <p className="quick-screen-above">
          {questions > 1 && <span>{t("numberOf", { number: question, of: questions })}</span>}
          <span>{t(open ? "open" : "closed")}</span>
        </p>
        <h1 className="quick-screen-title" dir="auto">
          {title}
        </h1>
        <ul className="quick-choices">
          {choices.map((choice) => (
            <li key={choice.id} className="quick-choice is-closed">
              <ChoiceBar choice={choice} votes={votes} />
            </li>
          ))}
        </ul>
        <VotesLine {...board} quiet />
      </div>
      <aside className="quick-screen-join" aria-label={t("screen.join")}>
        <p className="quick-screen-call">{t("screen.scan")}</p>
        <QrCode drawing={qr} label={t("share.qr")} />
        {spaced !== undefined && (
          <p className="quick-screen-type">
            <span>{t("screen.type", { address: typedAt })}</span>
            <strong className="quick-code">{spaced}</strong>
          </p>
        )}
      </aside>
      <nav className="quick-screen-bar" aria-label={t("screen.controls")}>
        {isMaker && open && questions > 1 && (
          <Form
            method="post"
            action={quickPollPath(name, "/manage")}
            className="cluster tight"
            preventScrollReset
          >
            <input type="hidden" name="intent" value="move" />
            <input type="hidden" name="back" value="screen" />
            {question > 1 && (
              <Button look="tertiary" size="medium" name="question" value={question - 1}>
                {t("screen.previous")}
              </Button>
            )}
            {question < questions && (
              <Button size="medium" name="question" value={question + 1}>
                {t("screen.next")}
              </Button>
            )}
          </Form>
        )}
        <Link className="text-link" to={quickPollPath(name)}>
          {t("screen.leave")}
        </Link>
      </nav>
    </div>
  );
}
