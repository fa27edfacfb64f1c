import { useTranslation } from "react-i18next";
import { DueBadge } from "#app/components/due-badge.tsx";
import { DutyReplies } from "#app/components/duty/duty-replies.tsx";
import { type VerdictAnswer, Verdicts, verdictOf } from "#app/components/duty/verdicts.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ForumPageData } from "./forum-page.server.ts";

type Duty = ForumPageData["mayorDuties"][number];

/** What the city owes this forum and what it said: the mayor first, the department's earlier reply folded. */
export function ForumReplies({ forum, answer }: { forum: ForumPageData; answer: VerdictAnswer }) {
  const { t } = useTranslation("forum");
  const answered = forum.departmentDuties.filter((duty) => duty.replies.length > 0);
  if (forum.mayorDuties.length === 0 && answered.length === 0) return null;
  return (
    <section className="section" aria-labelledby="city-replies">
      <h2 className="h-section" id="city-replies">
        {t("replies.heading")}
      </h2>
      <div className="stack">
        {forum.mayorDuties.map((duty) => (
          <MayorDuty key={duty.id} duty={duty} answer={answer} />
        ))}
        {answered.map((duty) => (
          <details className="fold" key={duty.id} open={verdictOf(answer, duty.id) !== undefined}>
            <summary>{t("replies.department", { office: duty.office })}</summary>
            <DutyReplies replies={duty.replies} />
            <DutyVerdicts duty={duty} answer={answer} />
          </details>
        ))}
      </div>
    </section>
  );
}

interface DutyProps {
  duty: Duty;
  answer: VerdictAnswer;
}

const DutyVerdicts = ({ duty: { id, answered, own }, answer }: DutyProps) => (
  <Verdicts dutyId={id} counts={answered} own={own} page="forums" answer={verdictOf(answer, id)} />
);

function MayorDuty({ duty, answer }: DutyProps) {
  const { office, dueAt, metAt, replies } = duty;
  const { t } = useTranslation("forum");
  const format = useFormat();
  return (
    <div className="panel stack">
      <div className="cluster tight">
        <DueBadge dueAt={dueAt} metAt={metAt} />
        <span>{office}</span>
      </div>
      {metAt === null && <p>{t("replies.due", { office, date: format.date(dueAt) })}</p>}
      <DutyReplies replies={replies} />
      {replies.length > 0 && <DutyVerdicts duty={duty} answer={answer} />}
    </div>
  );
}
