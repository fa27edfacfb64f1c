import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { InterimNote } from "#app/components/duty/interim-note.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ProposalPageData } from "./proposal-page.server.ts";

export type ProposalDuty = ProposalPageData["duties"][number];
type ProposalForum = NonNullable<ProposalPageData["forum"]>;

interface ProposalStatusProps {
  duties: readonly ProposalDuty[];
  forum: ProposalForum | null;
}

/** What is under way: who owes a reply by when, whether it is being discussed. */
export function ProposalStatus({ duties, forum }: ProposalStatusProps) {
  const owed = duties.filter(({ state }) => state !== "met");
  if (owed.length === 0 && forum === null) return null;
  return (
    <div className="stack tight">
      {owed.map((duty) => (
        <DutyNotice key={duty.id} duty={duty} />
      ))}
      {forum && <ForumNotice forum={forum} />}
    </div>
  );
}

function DutyNotice({ duty: { office, dueAt, state, replies } }: { duty: ProposalDuty }) {
  const { t } = useTranslation("proposals");
  const format = useFormat();
  const date = format.date(dueAt);
  const next = <InterimNote nextDate={replies.at(-1)?.nextDate ?? null} />;
  if (state === "overdue") {
    const days = -format.daysUntil(dueAt);
    return (
      <Notice tone="danger" title={t("duty.overdue", { office })}>
        {days > 0
          ? t("duty.overdueText", { date, count: days, amount: format.number(days) })
          : t("duty.overdueToday", { date })}
        {next}
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={t("duty.open", { office, date })}>
      {t("duty.openText")}
      {next}
    </Notice>
  );
}

function ForumNotice({ forum: { id, open, closesAt, participants } }: { forum: ProposalForum }) {
  const { t } = useTranslation("proposals");
  const format = useFormat();
  const values = { count: participants, amount: format.number(participants), date: format.date(closesAt) };
  return (
    <Notice tone="info" title={t(open ? "forum.open" : "forum.closed")}>
      {t(open ? "forum.openText" : "forum.closedText", values)}{" "}
      <Link className="notice-link" to={`/forums/${id}`}>
        {t(open ? "forum.join" : "forum.read")}
      </Link>
    </Notice>
  );
}
