import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DutyKind } from "#db/tables/duty.ts";
import { DueBadge } from "../due-badge.tsx";
import { DutyReplies, type ReplyVersion } from "../duty/duty-replies.tsx";
import { useFormat } from "../use-format.ts";

/** What an office owes after a poll, and every version of what it said. */
export interface PollDuty {
  id: number;
  kind: DutyKind;
  office: string;
  dueAt: string;
  metAt: string | null;
  replies: readonly ReplyVersion[];
}

/** What the office owes after it, and what it said. */
export function FollowUp({ duties }: { duties: readonly PollDuty[] }) {
  const { t } = useTranslation("polls");
  const { t: common } = useTranslation();
  const format = useFormat();
  if (duties.length === 0) return null;
  return (
    <section className="section" aria-labelledby="follow-up">
      <h2 className="h-section" id="follow-up">
        {t("followUp.heading")}
      </h2>
      <div className="stack">
        {duties.map(({ id, kind, office, dueAt, metAt, replies }) => (
          <div className="panel stack" key={id}>
            <div className="cluster tight">
              <DueBadge dueAt={dueAt} metAt={metAt} />
              <span>
                {common(`dutyKind.${kind}`)} · {office}
              </span>
            </div>
            {metAt === null && <p>{t("followUp.due", { office, date: format.date(dueAt) })}</p>}
            <DutyReplies replies={replies} />
          </div>
        ))}
      </div>
      <p>
        <Link className="text-link" to="/duties">
          {t("followUp.all")}
        </Link>
      </p>
    </section>
  );
}
