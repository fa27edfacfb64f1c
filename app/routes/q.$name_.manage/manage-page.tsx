import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { VotesLine } from "#app/components/quick/votes-line.tsx";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import type { Board } from "#app/domain/quick-poll/read-board.ts";
import type { CountedQuestion } from "#db/queries/quick-polls.ts";
import type { ManageIntent } from "./manage-acts.server.ts";
import { QuestionForm } from "./question-form.tsx";
import { QuestionList } from "./question-list.tsx";

export interface ManageProps {
  page: {
    name: string;
    open: boolean;
    board: Board;
    questions: CountedQuestion[];
    /** There is no room for another question. */
    full: boolean;
    done: ManageIntent | null;
    limits: { question: number; choice: number; notice: number };
  };
  answer: Refused | undefined;
}

/** The notice, the chat, the questions of a meeting, and the end. */
export function ManagePage({ page, answer }: ManageProps) {
  const { t } = useTranslation("quick");
  const { name, open, board, full, done, limits } = page;
  const action = quickPollPath(name, "/manage");
  const intent = answer?.typed.intent;
  const { summary, errorsOf } = useRefusal(intent === "question" ? null : answer?.refused, {
    notice: { id: "notice", label: t("manage.notice") },
  });
  const sending = useNavigation().formData?.get("intent");
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("manage.title")}
        lead={board.title}
        crumbs={[
          { label: t("title"), to: "/q" },
          { label: board.title, to: quickPollPath(name) },
          { label: t("manage.title") },
        ]}
        actions={
          <>
            <LinkButton look="secondary" size="medium" to={quickPollPath(name)}>
              {t("manage.see")}
            </LinkButton>
            <LinkButton look="secondary" size="medium" to={quickPollPath(name, "/screen")}>
              {t("screen.open")}
            </LinkButton>
          </>
        }
      />
      <div className="stack loose">
        <ErrorSummary errors={summary} />
        {done && <Notice tone="success" live title={t(`manage.done.${done}`)} />}
        <VotesLine {...board} />
        {!open && <Notice title={t("over")} />}
        <QuestionList page={page} />
        {open && (
          <>
            {full ? (
              <p className="muted">{t("manage.full")}</p>
            ) : (
              <QuestionForm page={page} answer={answer} />
            )}
            <KeptForm name="quick-notice" method="post" action={action} className="panel stack" noValidate>
              <TextareaField
                id="notice"
                name="notice"
                label={t("manage.notice")}
                hint={t("manage.noticeHint")}
                rows={3}
                limit={limits.notice}
                defaultValue={intent === "notice" ? answer?.typed.notice : (board.notice ?? "")}
                errors={errorsOf("notice")}
              />
              <div>
                <Button
                  look="secondary"
                  size="medium"
                  name="intent"
                  value="notice"
                  pending={sending === "notice"}
                >
                  {t("manage.noticeSave")}
                </Button>
              </div>
            </KeptForm>
            <Form method="post" action={action} className="panel stack" aria-labelledby="chat-switch">
              <h2 className="h-sub" id="chat-switch">
                {t("chat.title")}
              </h2>
              <p>{t(board.chat ? "manage.chatIsOn" : "manage.chatIsOff")}</p>
              <div>
                <Button
                  look="secondary"
                  size="medium"
                  name="intent"
                  value={board.chat ? "chat-off" : "chat-on"}
                >
                  {t(board.chat ? "manage.chatOff" : "manage.chatOn")}
                </Button>
              </div>
            </Form>
            <details className="fold panel">
              <summary>{t("manage.close")}</summary>
              <Form method="post" action={action} className="stack">
                <p>{t("manage.closeText")}</p>
                <div>
                  <Button look="secondary" size="medium" name="intent" value="close">
                    {t("manage.closeNow")}
                  </Button>
                </div>
              </Form>
            </details>
          </>
        )}
      </div>
    </div>
  );
}
