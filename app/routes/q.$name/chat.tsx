import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { TextareaField } from "#app/components/field.tsx";
import { KeptForm } from "#app/components/kept/kept-form.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { type Refused, useRefusal } from "#app/components/use-refusal.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import type { Board } from "#app/domain/quick-poll/read-board.ts";
import type { QuickPageData } from "./quick-page.server.ts";
import { ReasonFold } from "./reason-fold.tsx";
import { useMessages } from "./use-messages.ts";

interface ChatProps {
  page: QuickPageData;
  board: Board;
  open: boolean;
  answer: Refused | undefined;
}

/** What those who came have to say, newest first; what was hidden says why. */
export function Chat({ page, board, open, answer }: ChatProps) {
  const { t } = useTranslation("quick");
  const { t: ofReport } = useTranslation("report");
  const format = useFormat();
  const messages = useMessages(page, board.talk);
  return (
    <section id="chat" className="quick-chat stack" aria-labelledby="chat-title">
      <h2 className="h-sub" id="chat-title">
        {t("chat.title")}
      </h2>
      {open && <MessageForm key={messages[0]?.id ?? 0} page={page} answer={answer} />}
      {messages.length === 0 && <p className="muted">{t("chat.empty")}</p>}
      <ol className="stack">
        {messages.map((message) => (
          <li key={message.id} className="quick-message">
            <p className="small muted">
              <strong>{message.author}</strong>
              {message.isMaker && ` (${t("chat.maker")})`} ·{" "}
              <time dateTime={message.createdAt}>{format.dateTime(message.createdAt)}</time>
            </p>
            {message.body === null ? (
              <p className="muted">
                {t("chat.hidden", { reason: ofReport(`reason.${message.hiddenReason ?? "off-topic"}`) })}
              </p>
            ) : (
              <>
                <p className="opinion-body" dir="auto">
                  {message.body}
                </p>
                <ReasonFold
                  page={page}
                  intent={page.mayHide ? "hide" : "report"}
                  messageId={message.id}
                  answer={answer}
                />
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function MessageForm({ page, answer }: { page: QuickPageData; answer: Refused | undefined }) {
  const { t } = useTranslation("quick");
  const within = useSpacePath();
  const { viewer } = useRootData();
  const { formData } = useNavigation();
  const path = quickPollPath(page.name);
  const own = answer?.typed.intent === "message" ? answer : undefined;
  const { summary, errorsOf } = useRefusal(own?.refused, {
    body: { id: "message-body", label: t("chat.body") },
  });
  if (!viewer) {
    return (
      <p>
        <a
          className="text-link"
          href={within(`/auth/sign-in?returnTo=${encodeURIComponent(`${path}#chat`)}`)}
        >
          {t("chat.signIn")}
        </a>
      </p>
    );
  }
  return (
    <KeptForm
      name={`quick-message-${page.id}`}
      method="post"
      action={path}
      className="stack"
      noValidate
      preventScrollReset
    >
      <ErrorSummary errors={summary} />
      <TextareaField
        id="message-body"
        name="body"
        label={t("chat.body")}
        hint={t("chat.hint", { name: viewer.publicName })}
        required
        rows={2}
        limit={page.limits.message}
        defaultValue={own?.typed.body}
        errors={errorsOf("body")}
      />
      <div>
        <Button
          look="secondary"
          size="medium"
          name="intent"
          value="message"
          pending={formData?.get("intent") === "message"}
        >
          {t("chat.submit")}
        </Button>
      </div>
    </KeptForm>
  );
}
