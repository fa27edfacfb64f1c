import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useBoard } from "#app/components/quick/use-board.ts";
import { VotesLine } from "#app/components/quick/votes-line.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Refused } from "#app/components/use-refusal.ts";
import { quickPollPath } from "#app/domain/quick-poll/name.ts";
import { Chat } from "./chat.tsx";
import { Others } from "./others.tsx";
import type { QuickPageData } from "./quick-page.server.ts";
import { ReasonFold } from "./reason-fold.tsx";
import { SharePanel } from "./share-panel.tsx";
import { VotePanel } from "./vote-panel.tsx";

interface QuickPageProps {
  page: QuickPageData;
  answer: Refused | undefined;
}

/** The question, its answers as buttons that grow, and below them everything else. */
export function QuickPage({ page, answer }: QuickPageProps) {
  const { t } = useTranslation("quick");
  const format = useFormat();
  const { board, open, put } = useBoard(page.board, page.name, page.open);
  const { title, question, questions, notice } = board;
  return (
    <div className="page-narrow quick-page">
      <PageHeader
        title={title}
        crumbs={[{ label: t("title"), to: "/q" }, { label: title }]}
        above={
          <>
            <Badge tone={open ? "primary" : "gray"}>{t(open ? "open" : "closed")}</Badge>
            <span className="muted">
              {questions > 1 && <>{t("numberOf", { number: question, of: questions })} · </>}
              {t("by", { name: page.makerName })} ·{" "}
              {t(open ? "until" : "endedAt", { time: format.dateTime(board.closesAt) })}
            </span>
          </>
        }
        actions={
          page.isMaker && (
            <>
              <LinkButton look="secondary" size="medium" to={quickPollPath(page.name, "/manage")}>
                {t("manage.title")}
              </LinkButton>
              <LinkButton look="secondary" size="medium" to={quickPollPath(page.name, "/screen")}>
                {t("screen.open")}
              </LinkButton>
            </>
          )
        }
      />
      <div className="stack loose">
        {page.made && (
          <Notice tone="success" live title={t("made.title")}>
            {t("made.text")}
          </Notice>
        )}
        {notice && (
          <Notice title={t("noticeTitle")}>
            <p className="quick-notice" dir="auto">
              {notice}
            </p>
          </Notice>
        )}
        <VotePanel page={page} board={board} open={open} put={put} />
        <VotesLine {...board} />
        <div id="told" role="status">
          {page.told === "reported" && <Notice tone="success" title={t("report.done")} />}
        </div>
        <SharePanel page={page} title={title} />
        {board.chat && <Chat page={page} board={board} open={open} answer={answer} />}
        <Others questions={page.others} own={page.own} />
        <ReasonFold page={page} intent="report" messageId={null} answer={answer} />
        {page.mayHide && !page.isMaker && (
          <ReasonFold page={page} intent="hide" messageId={null} answer={answer} />
        )}
      </div>
    </div>
  );
}
